import type { WmsCustomer, WmsWarehouse } from "#sandbox/wms/accounts.ts";
import type { WmsInbound } from "#sandbox/wms/inbound.ts";
import type { WmsOrder } from "#sandbox/wms/orders.ts";
import type { WmsComponent, WmsProduct } from "#sandbox/wms/products.ts";
import type { WmsStock } from "#sandbox/wms/stock.ts";

/** A record as Trackstar shows it, without Trackstar's own dates and tags. */
export type ApiRecord = Record<string, unknown> & { readonly id: string };

export const itemId = (productId: string) => productId.replace(/^prod-/, "inv-");

/** Warehouses and customers never change in the sandbox. */
const longAgo = "2025-01-06T09:00:00.000Z";
const fixedDates = { created_date: longAgo, updated_date: longAgo };

export function toWarehouse(warehouse: WmsWarehouse): ApiRecord {
  return {
    id: warehouse.id,
    name: warehouse.name,
    code: warehouse.code,
    address: warehouseAddress(warehouse),
    additional_fields: {},
    external_system_url: null,
    ...fixedDates,
  };
}

function warehouseAddress(warehouse: WmsWarehouse) {
  return {
    address1: warehouse.address1,
    address2: null,
    address3: null,
    city: warehouse.city,
    state: warehouse.state,
    postal_code: warehouse.postalCode,
    country: warehouse.country,
  };
}

export function toWarehouseCustomer(customer: WmsCustomer): ApiRecord {
  return { ...customer, email: null, additional_fields: {}, ...fixedDates };
}

export function toProduct(product: WmsProduct, parts: readonly WmsComponent[]): ApiRecord {
  return {
    id: product.id,
    warehouse_customer_id: product.customer_id,
    name: product.name,
    sku: product.sku,
    gtin: null,
    unit_price: Number(product.price),
    inventory_items: parts.map((part) => ({
      inventory_item_id: itemId(part.product_id),
      sku: part.sku,
      unit_quantity: part.quantity,
    })),
    is_kit: product.is_kit,
    active: true,
    supplier_object: null,
    country_of_origin: null,
    harmonized_code: null,
    supplier_products: [],
    measurements: measurements(product.grams),
    external_system_url: null,
    additional_fields: {},
    created_date: product.created_at,
    updated_date: product.updated_at,
  };
}

function measurements(grams: number) {
  return { length: null, width: null, height: null, unit: null, weight: grams / 1000, weight_unit: "kg" };
}

/** One inventory item from its rows in all warehouses. */
export function toInventoryItem(product: WmsProduct, rows: readonly WmsStock[]): ApiRecord {
  return {
    id: itemId(product.id),
    warehouse_customer_id: product.customer_id,
    name: product.name,
    sku: product.sku,
    unit_cost: null,
    active: true,
    ...quantities(rows),
    substitute_skus: [],
    inventory_by_warehouse_id: Object.fromEntries(rows.map((row) => [row.warehouse_id, quantities([row])])),
    lots: [],
    locations: [],
    measurements: measurements(product.grams),
    external_system_url: null,
    additional_fields: {},
    created_date: product.created_at,
    updated_date: rows.map((row) => row.updated_at).reduce((a, b) => (a > b ? a : b), product.updated_at),
  };
}

function quantities(rows: readonly WmsStock[]) {
  const total = (pick: (row: WmsStock) => number) => rows.reduce((sum, row) => sum + pick(row), 0);
  const sellableKnown = rows.every((row) => row.sellable !== null);
  return {
    awaiting: total((row) => row.awaiting),
    onhand: total((row) => row.onhand),
    committed: total((row) => row.committed),
    unfulfillable: total((row) => row.unfulfillable),
    fulfillable: total((row) => row.fulfillable),
    unsellable: null,
    sellable: sellableKnown ? total((row) => row.sellable ?? 0) : null,
  };
}

export function toOrder(order: WmsOrder): ApiRecord {
  const { details } = order;
  const channel = details.channel_id ?? details.channel_name;
  return {
    id: order.id,
    warehouse_customer_id: order.customer_id,
    warehouse_id: order.warehouse_id,
    reference_id: order.reference_id,
    order_number: order.order_number,
    status: order.status,
    raw_status: order.raw_status,
    channel_object:
      channel === undefined ? null : { channel_id: channel, channel_name: details.channel_name ?? null },
    type: "d2c",
    trading_partner: null,
    service_level: details.service_level ?? null,
    shipping_method_id: details.shipping_method_id ?? null,
    shipping_method_name: details.shipping_method_name ?? null,
    carrier_id: null,
    carrier_name: null,
    scac: null,
    invoice_currency_code: details.invoice_currency_code ?? "USD",
    total_price: details.total_price ?? null,
    total_tax: details.total_tax ?? null,
    total_discount: details.total_discount ?? null,
    total_shipping: details.total_shipping ?? null,
    ship_to_address: order.ship_to,
    line_items: order.lines.map((line) => ({ ...line, is_picked: order.status === "fulfilled" })),
    tags: details.tags ?? [],
    required_ship_date: details.required_ship_date ?? null,
    saturday_delivery: null,
    signature_required: null,
    shipments: order.shipments.map((shipment) => toShipment(order, shipment)),
    external_system_url: null,
    additional_fields: details.notes === undefined ? {} : { notes: details.notes },
    created_date: order.created_at,
    updated_date: order.updated_at,
  };
}

function toShipment(order: WmsOrder, shipment: WmsOrder["shipments"][number]) {
  const units = order.allocations.map((unit) => ({
    inventory_item_id: itemId(unit.product_id),
    sku: unit.sku,
    quantity: unit.quantity,
    parent_product_id: unit.parent_product_id,
  }));
  const packed = {
    package_id: `pkg-${shipment.id.replace(/^shp-/, "")}`,
    package_name: "Carton",
    tracking_number: shipment.tracking_number,
    tracking_url: shipment.tracking_url,
    shipping_method_id: shipment.method_id,
    shipping_method_name: shipment.method_name,
    carrier_id: shipment.carrier_id,
    carrier_name: shipment.carrier_name,
    scac: null,
    shipping_cost: null,
    measurements: null,
    line_items: units.map((unit) => ({ ...unit, lot_id: null, expiration_date: null })),
  };
  return {
    shipment_id: shipment.id,
    warehouse_id: shipment.warehouse_id,
    status: "shipped",
    raw_status: "shipped",
    shipped_date: shipment.shipped_at,
    line_items: units,
    ship_to_address: order.ship_to,
    ship_from_address: null,
    packages: [packed],
  };
}

export function toInboundShipment(inbound: WmsInbound): ApiRecord {
  const lines = inbound.lines.map((line) => ({ ...line, inventory_item_id: itemId(line.product_id) }));
  return {
    id: inbound.id,
    warehouse_customer_id: inbound.customer_id,
    purchase_order_number: inbound.purchase_order_number,
    status: inbound.status,
    raw_status: inbound.status,
    supplier_object: null,
    expected_arrival_date: inbound.expected_arrival_date,
    warehouse_id: inbound.warehouse_id,
    line_items: lines.map((line) => ({
      inventory_item_id: line.inventory_item_id,
      sku: line.sku,
      expected_quantity: line.expected,
      received_quantity: line.received,
      unit_cost: null,
      external_id: null,
    })),
    receipts: inbound.status === "received" ? [toReceipt(inbound, lines)] : [],
    ship_from_address: null,
    tracking_numbers: inbound.tracking_number === null ? [] : [inbound.tracking_number],
    notes: [],
    external_system_url: null,
    additional_fields: {},
    created_date: inbound.created_at,
    updated_date: inbound.updated_at,
  };
}

interface ReceivedLine {
  readonly inventory_item_id: string;
  readonly sku: string;
  readonly received: number;
}

function toReceipt(inbound: WmsInbound, lines: readonly ReceivedLine[]) {
  return {
    id: `rcp-${inbound.id}`,
    arrived_date: inbound.updated_at,
    line_items: lines.map(({ received, ...line }) => ({ ...line, quantity: received })),
  };
}
