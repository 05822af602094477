import { wmsAccounts, type WmsAccount } from "#sandbox/wms/accounts.ts";

/** What Trackstar crawls for a connection, and the resource each function fills. */
export const crawlFunctions = {
  get_warehouses: { resource: "warehouses", everyIntervals: 12 },
  get_warehouse_customers: { resource: "warehouse-customers", everyIntervals: 12 },
  get_products: { resource: "products", everyIntervals: 1 },
  get_inventory: { resource: "inventory", everyIntervals: 1 },
  get_orders: { resource: "orders", everyIntervals: 1 },
  get_inbound_shipments: { resource: "inbound-shipments", everyIntervals: 1 },
} as const;

export type CrawlFunction = keyof typeof crawlFunctions;
export type Resource = (typeof crawlFunctions)[CrawlFunction]["resource"];

export const crawlFunctionNames: readonly CrawlFunction[] = [
  "get_warehouses",
  "get_warehouse_customers",
  "get_products",
  "get_inventory",
  "get_orders",
  "get_inbound_shipments",
];

export const writeActions = [
  "create_order",
  "update_order",
  "cancel_order",
  "create_inbound_shipment",
] as const;
export type WriteAction = (typeof writeActions)[number];

export interface OrderFields {
  readonly required: readonly string[];
  readonly requiredAddress: readonly string[];
  readonly requiredLine: readonly string[];
  /** Fields taken in the body but without effect at this WMS. */
  readonly ignored: readonly string[];
}

const orderFieldsByAccount: Record<string, OrderFields> = {
  northline: {
    required: ["order_number", "ship_to_address", "line_items"],
    requiredAddress: ["full_name"],
    requiredLine: ["sku", "quantity"],
    ignored: ["trading_partner"],
  },
  harborside: {
    required: ["reference_id", "ship_to_address", "line_items"],
    requiredAddress: [],
    requiredLine: ["product_id", "quantity"],
    ignored: ["trading_partner", "total_discount", "notes"],
  },
  "threepl-shared": {
    required: ["order_number", "warehouse_customer_id", "ship_to_address", "line_items"],
    requiredAddress: ["full_name"],
    requiredLine: ["quantity"],
    ignored: ["trading_partner", "warehouse_id", "service_level"],
  },
};

export const baseAddressFields = ["address1", "city", "state", "postal_code", "country"] as const;

export const optionalOrderFields = [
  "warehouse_customer_id", "warehouse_id", "reference_id", "order_number", "channel_object", "trading_partner",
  "shipping_method_id", "shipping_method_name", "service_level", "invoice_currency_code", "total_price",
  "total_tax", "total_discount", "total_shipping", "required_ship_date", "notes", "tags", "trackstar_tags",
] as const; // prettier-ignore

export function orderFields(account: WmsAccount): OrderFields {
  const fields = orderFieldsByAccount[account.account];
  if (!fields) throw new Error(`No order fields for ${account.account}`);
  return fields;
}

/** The entry of one integration in Trackstar's list of integrations. */
export function describeIntegration(account: WmsAccount) {
  const fields = orderFields(account);
  return {
    integration_name: account.integrationName,
    display_name: account.displayName,
    install_method: "input",
    description: `${account.displayName}, a warehouse system of the sandbox.`,
    logo_url: null,
    available_actions: [...crawlFunctionNames, ...writeActions],
    write_operations: [
      {
        action: "create_order",
        url: "POST /wms/orders",
        required_base_schema_fields: fields.required,
        optional_base_schema_fields: optionalOrderFields.filter(
          (name) => !fields.required.includes(name) && !fields.ignored.includes(name),
        ),
        integration_specific_fields: { properties: {}, type: "object", required_fields: [] },
      },
    ],
    list_operations: [
      {
        action: "get_inventory",
        url: "GET /wms/inventory",
        implemented_fields: { onhand: true, fulfillable: true, sellable: account.reportsSellable },
      },
    ],
  };
}

export const integrationList = wmsAccounts.map(describeIntegration);
