import { demoWarehouses } from "#sandbox/demo/warehouses.ts";
import { placeOfZip } from "../lib/places.ts";
import type { Shop } from "./shops.ts";

export type Location = ReturnType<typeof locationsOf>[number];

/** The shop's locations: one per demo warehouse, ids derived from the shop so that no two shops share one. */
export function locationsOf(shop: Shop) {
  return demoWarehouses.map((warehouse, index) => {
    const place = placeOfZip(warehouse.postalCode);
    return {
      id: String(BigInt(shop.legacyId) * 100n + BigInt(index + 1)),
      name: warehouse.name,
      address1: warehouse.address1,
      city: warehouse.city,
      provinceCode: warehouse.state,
      province: place?.stateName ?? null,
      countryCode: warehouse.country,
      zip: warehouse.postalCode,
      latitude: place?.latitude ?? null,
      longitude: place?.longitude ?? null,
      createdAt: shop.createdAt,
    };
  });
}

export const findLocation = (shop: Shop, id: string) =>
  locationsOf(shop).find((location) => location.id === id) ?? null;
