import { z } from "zod";

/** Met by every order there is something to ship of; the engine knows no empty group. */
export const everyOrder = { field: "item_count", operator: "greater_than_or_equal", value: 1 } as const;

const Same = z.strictObject({
  field: z.literal(everyOrder.field),
  operator: z.literal(everyOrder.operator),
  value: z.literal(everyOrder.value),
});

export const isEveryOrder = (conditions: unknown): boolean => Same.safeParse(conditions).success;
