import { isNonContiguous, territoryStates } from "./non-contiguous.ts";
import type { PlaceTable } from "./place-table.ts";

/** An address as far as it says where on the map it is. */
interface Address {
  /** ISO 3166 country code. */
  country: string;
  /** ISO 3166-2 subdivision without its country: "CA", "QC". */
  state: string | null;
  /** Always text: ZIP codes have leading zeros. */
  postalCode: string | null;
  latitude?: number | null;
  longitude?: number | null;
}

/** How well a place is known: from the caller, a ZIP code, the first three characters, a state, or not at all. */
type Precision = "given" | "zip5" | "zip3" | "state" | "none";

export type Place = { nonContiguous: boolean } & (
  | { precision: Exclude<Precision, "none">; latitude: number; longitude: number }
  | { precision: "none"; latitude: null; longitude: null }
);

export type Locate = (address: Address) => Place;

/**
 * Offline geocoding over a packed table. Coordinates that came with the address are used as they are; otherwise
 * ZIP code, then its first three digits, then the state (United States), or the first three characters, then the
 * province (Canada). Every other country is `none`.
 */
export function createLocator(table: PlaceTable): Locate {
  return (address) => {
    const nonContiguous = isNonContiguous(address);
    const given = givenPoint(address);
    if (given) return { precision: "given", ...given, nonContiguous };
    for (const { precision, key } of lookups(address)) {
      const found = table.find(key);
      if (found) return { precision, ...found, nonContiguous };
    }
    return { precision: "none", latitude: null, longitude: null, nonContiguous };
  };
}

function givenPoint({ latitude, longitude }: Address) {
  if (latitude == null || longitude == null) return null;
  // 0, 0 is what systems write when they do not know; nobody ships from the Gulf of Guinea.
  return latitude === 0 && longitude === 0 ? null : { latitude, longitude };
}

interface Lookup {
  precision: "zip5" | "zip3" | "state";
  key: string;
}

function lookups(address: Address): Lookup[] {
  const country = address.country.toUpperCase();
  const state = address.state?.trim().toUpperCase() ?? "";
  const postalCode = address.postalCode?.trim().toUpperCase() ?? "";
  if (territoryStates.has(country)) return unitedStates(postalCode, country);
  if (country === "US") return unitedStates(postalCode, state);
  if (country === "CA") return canada(postalCode, state);
  return [];
}

function unitedStates(postalCode: string, state: string): Lookup[] {
  const zip = /^(\d{5})(?:[- ]?\d{4})?$/.exec(postalCode)?.[1];
  const byState: Lookup = { precision: "state", key: `US-${state}` };
  if (zip === undefined) return [byState];
  return [{ precision: "zip5", key: zip }, { precision: "zip3", key: zip.slice(0, 3) }, byState];
}

function canada(postalCode: string, province: string): Lookup[] {
  const area = /^[A-Z]\d[A-Z]/.exec(postalCode)?.[0];
  const byProvince: Lookup = { precision: "state", key: `CA-${province}` };
  return area === undefined ? [byProvince] : [{ precision: "zip3", key: area }, byProvince];
}
