import { z } from "zod";
import { PickWindows } from "#app/services/routing/pick-windows/pick-windows.ts";
import { routingSettingsShape } from "#app/services/routing/setup/routing-setup.ts";

/** A shop's settings as stored, with the default of each; what is stored holds only what the merchant changed. */
export const ShopSettings = z.object({
  payment: z.enum(["authorized", "paid"]).default("authorized"),
  ...routingSettingsShape,
  pick_windows: PickWindows.prefault({}),
  reservation_hours: z.int().positive().default(72),
});
export type ShopSettings = z.infer<typeof ShopSettings>;
