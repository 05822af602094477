/** United States territories that also have a country code of their own; USPS serves them as domestic mail. */
export const territoryStates: ReadonlySet<string> = new Set(["PR", "VI", "GU", "AS", "MP", "FM", "MH", "PW"]);

const militaryStates = new Set(["AA", "AE", "AP"]);
const outlyingStates = new Set(["AK", "HI", ...territoryStates, ...militaryStates]);

// USPS prefixes: 006-009 Puerto Rico and Virgin Islands, 090-098, 340 and 962-966 military, 967-969 Hawaii and
// Pacific islands, 995-999 Alaska.
const outlyingPrefixes: readonly (readonly [number, number])[] = [
  [6, 9],
  [90, 98],
  [340, 340],
  [962, 969],
  [995, 999],
];

/**
 * Whether an address belongs to the United States but cannot be reached over land from the lower 48 states:
 * Alaska, Hawaii, territories and military mail. Such places are priced and timed by rule, not by distance.
 */
export function isNonContiguous(address: {
  country: string;
  state: string | null;
  postalCode: string | null;
}): boolean {
  const country = address.country.toUpperCase();
  if (territoryStates.has(country)) return true;
  if (country !== "US") return false;
  if (outlyingStates.has(address.state?.trim().toUpperCase() ?? "")) return true;
  const prefix = /^(\d{3})\d{2}(?:[- ]?\d{4})?$/.exec(address.postalCode?.trim() ?? "")?.[1];
  return prefix !== undefined && outlyingPrefixes.some(([low, high]) => +prefix >= low && +prefix <= high);
}

/** Whether USPS carries a parcel to or from this country at domestic prices. */
export function isUnitedStates(country: string): boolean {
  return country.toUpperCase() === "US" || territoryStates.has(country.toUpperCase());
}
