import type { z } from "zod";
import {
  inventoryRecord,
  listReply,
  orderRecord,
  productRecord,
  warehouseCustomerRecord,
  warehouseRecord,
} from "./records.ts";
import { unavailable } from "./errors.ts";
import type { TrackstarAccess, TrackstarHttp } from "./request.server.ts";

const pageSize = 1000;

/** Only records whose copy at Trackstar changed since then. */
export interface ChangedSince {
  readonly changedSince?: Date | null;
}

/** Lists of a connection as pages of at most 1,000 records. They come from Trackstar's copy, never from the WMS. */
export function makeReads(http: TrackstarHttp) {
  return {
    listWarehouses: (access: TrackstarAccess) =>
      pages(http, access, { action: "get_warehouses", path: "/wms/warehouses", record: warehouseRecord }),

    listWarehouseCustomers: (access: TrackstarAccess) =>
      pages(http, access, {
        action: "get_warehouse_customers",
        path: "/wms/warehouse-customers",
        record: warehouseCustomerRecord,
      }),

    listInventory: (access: TrackstarAccess) =>
      pages(http, access, {
        action: "get_inventory",
        path: "/wms/inventory",
        record: inventoryRecord,
        filters: customerFilter(access),
      }),

    listProducts: (access: TrackstarAccess, since: ChangedSince = {}) =>
      pages(http, access, {
        action: "get_products",
        path: "/wms/products",
        record: productRecord,
        filters: { ...customerFilter(access), ...changeFilter(since) },
      }),

    listOrders: (access: TrackstarAccess, since: ChangedSince = {}) =>
      pages(http, access, {
        action: "get_orders",
        path: "/wms/orders",
        record: orderRecord,
        filters: { ...customerFilter(access), ...changeFilter(since) },
      }),

    /** Orders with exactly this number or reference in Trackstar's copy, which may be older than the WMS. */
    findOrders: async (
      access: TrackstarAccess,
      wanted: { orderNumber: string } | { referenceId: string },
    ) => {
      const filter: Record<string, string> =
        "orderNumber" in wanted ? { order_number: wanted.orderNumber } : { reference_id: wanted.referenceId };
      const found = [];
      const spec = { action: "get_orders", path: "/wms/orders", record: orderRecord };
      for await (const page of pages(http, access, {
        ...spec,
        filters: { ...customerFilter(access), ...filter },
      })) {
        found.push(...page);
      }
      return found;
    },
  };
}

const customerFilter = ({ warehouseCustomerId }: TrackstarAccess): Record<string, string> =>
  warehouseCustomerId === null ? {} : { warehouse_customer_id: warehouseCustomerId };

const changeFilter = ({ changedSince }: ChangedSince): Record<string, string> =>
  changedSince ? { "trackstar_updated_date[gte]": trackstarTime(changedSince) } : {};

/** Query dates have no fraction of a second; cutting it off only widens the window. */
export const trackstarTime = (date: Date): string => date.toISOString().replace(/\.\d+Z$/, "Z");

interface ListSpec<Schema extends z.ZodType> {
  readonly action: string;
  readonly path: string;
  readonly record: Schema;
  readonly filters?: Record<string, string>;
}

/** The page token does not carry the filters, so each page repeats them. */
async function* pages<Schema extends z.ZodType>(
  http: TrackstarHttp,
  access: TrackstarAccess,
  { action, path, record, filters }: ListSpec<Schema>,
): AsyncGenerator<z.infer<Schema>[]> {
  let token: string | null = null;
  do {
    const query: Record<string, string> = { ...filters, limit: String(pageSize) };
    if (token !== null) query["page_token"] = token;
    const page: { data: z.infer<Schema>[]; next_token: string | null } = await http.read({
      action,
      method: "GET",
      path,
      query,
      access,
      reply: listReply(record),
    });
    yield page.data;
    if (page.next_token !== null && page.next_token === token) {
      throw unavailable(action, "Trackstar's list does not move on");
    }
    token = page.next_token === "" ? null : page.next_token;
  } while (token !== null);
}
