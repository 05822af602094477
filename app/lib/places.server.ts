import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { openPlaces } from "./place-table.ts";
import { createLocator } from "./places.ts";
import type { Locate } from "./places.ts";

// Resolved through package.json, not beside this file: in the built server this module lives elsewhere.
const tableFile = "#app/lib/geodata/places.bin";

let locator: Locate | undefined;

/** `createLocator` over the committed table of United States ZIP codes and Canadian postal areas. */
export const locate: Locate = (address) => {
  locator ??= createLocator(openPlaces(readFileSync(createRequire(import.meta.url).resolve(tableFile))));
  return locator(address);
};
