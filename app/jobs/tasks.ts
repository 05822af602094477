import { z } from "zod";

const id = z.uuid();
const shop = { shopId: id };

export const syncKinds = ["historical", "warehouses", "products", "inventory", "orders"] as const;
export type SyncKind = (typeof syncKinds)[number];

/** Every task of the queue with the schema of its payload. SQL functions enqueue by these names. */
export const tasks = {
  process_shopify_event: z.object({ eventId: id }),
  process_trackstar_event: z.object({ eventId: id }),
  reread_order: z.object({ ...shop, externalOrderId: z.string() }),
  route_order: z.object({ ...shop, orderId: id }),
  publish_shipment: z.object({ ...shop, shipmentId: id }),
  cancel_shipment: z.object({ ...shop, shipmentId: id }),
  sync_connection: z.object({ ...shop, connectionId: id, kind: z.enum(syncKinds) }),
  schedule_syncs: z.object({}),
  release_reservations: z.object({}),
  release_holds: z.object({}),
  reconsider_orders: z.object(shop),
  close_pick_window: z.object({ ...shop, closesAt: z.iso.datetime({ offset: true }) }),
  run_back_test: z.object({ ...shop, backTestId: id }),
  resume_back_tests: z.object({}),
  retry_unfillable: z.object({ shopId: id.optional(), skus: z.array(z.string()).optional() }),
} as const satisfies Record<string, z.ZodType>;

export type TaskName = keyof typeof tasks;
export type TaskPayload<Name extends TaskName> = z.infer<(typeof tasks)[Name]>;
