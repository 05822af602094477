import { createRequire } from "node:module";
import { z } from "zod";

const load = createRequire(import.meta.url);
const Lookup = z.object({
  lookup: z.custom<(zip: string) => unknown>((value) => typeof value === "function"),
  states: z.object({ abbr: z.record(z.string(), z.string()) }),
});
const Place = z.object({ city: z.string(), state: z.string(), latitude: z.number(), longitude: z.number() });
const zipcodes = Lookup.parse(load("zipcodes"));

export interface Place {
  readonly city: string;
  readonly stateCode: string;
  readonly stateName: string;
  readonly zip: string;
  readonly latitude: number;
  readonly longitude: number;
}

/** Where a five-digit US ZIP lies, or null when there is no such ZIP. */
export function placeOfZip(zip: string): Place | null {
  const found = Place.safeParse(zipcodes.lookup(zip));
  if (!found.success) return null;
  const { state, ...place } = found.data;
  return { ...place, zip, stateCode: state, stateName: stateNameOf(state) };
}

export function stateNameOf(code: string): string {
  const name = zipcodes.states.abbr[code] ?? code;
  return name
    .replace(/\b(\w)(\w*)/g, (_word, first: string, rest: string) => first + rest.toLowerCase())
    .replace(" Of ", " of ");
}
