import type { TrackstarWarehouse } from "#app/clients/trackstar/index.server.ts";
import type { WarehouseRow } from "#app/db/warehouses.server.ts";
import type { Locate } from "#app/lib/places.ts";
import { countryCode } from "./country-code.ts";

/** Warehouses of a WMS as rows, with the place their address stands for. */
export const warehouseRows = (warehouses: readonly TrackstarWarehouse[], locate: Locate): WarehouseRow[] =>
  warehouses.map(({ id, name, code, address }) => {
    const country = countryCode(address?.country ?? null);
    const state = address?.state ?? null;
    const postalCode = address?.postal_code ?? null;
    const place = locate({ country: country ?? "", state, postalCode });
    return {
      trackstar_warehouse_id: id,
      name: name ?? code ?? id,
      code,
      address1: address?.address1 ?? null,
      address2: address?.address2 ?? null,
      city: address?.city ?? null,
      state,
      postal_code: postalCode,
      country,
      latitude: place.latitude,
      longitude: place.longitude,
      geo_precision: place.precision,
    };
  });
