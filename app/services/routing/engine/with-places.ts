import type { Locate } from "#app/lib/places.ts";
import type { RouteInput } from "./route-input.ts";

/** The input with coordinates for the destination and every warehouse, as far as `locate` knows them. */
export function withPlaces(input: RouteInput, locate: Locate): RouteInput {
  const { order, warehouses } = input;
  const destination = locate({
    country: order.ship_to_country,
    state: order.ship_to_state,
    postalCode: order.ship_to_postal_code,
    latitude: order.latitude,
    longitude: order.longitude,
  });
  return {
    ...input,
    order: { ...order, latitude: destination.latitude, longitude: destination.longitude },
    warehouses: warehouses.map((warehouse) => {
      const { latitude, longitude } = locate({ ...warehouse, postalCode: warehouse.postal_code });
      return { ...warehouse, latitude, longitude };
    }),
  };
}
