import { z } from "zod";

/** How many orders a preview decides. */
export const previewLength = 50;

const Units = z.object({ warehouse_id: z.string(), sku: z.string(), quantity: z.int() });
const Places = z.object({ warehouse_id: z.string(), places: z.int() });

/**
 * What a browser decides the newest orders with: parts of the engine's documents, with places filled in. The engine
 * checks `order` and `warehouses` itself.
 */
export const Preview = z.object({
  now: z.string(),
  orders: z.array(
    z.object({
      id: z.string(),
      number: z.string(),
      order: z.looseObject({ lines: z.array(z.looseObject({ sku: z.string() })) }),
      own_units: z.array(Units),
      own_places: z.array(Places),
    }),
  ),
  warehouses: z.array(z.looseObject({ id: z.string(), name: z.string(), orders_today: z.int() })),
  /** By warehouse that routing cannot choose itself, the one that stands for it. */
  stand_ins: z.record(z.string(), z.string()),
  inventory: z.array(
    z.object({
      warehouse_id: z.string(),
      sku: z.string(),
      available: z.int(),
      reserved: z.int(),
      safety_stock: z.int(),
      synced_at: z.string(),
    }),
  ),
});
export type Preview = z.infer<typeof Preview>;
export type PreviewOrder = Preview["orders"][number];
