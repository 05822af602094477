import { placeOnUsMap } from "#app/lib/us-map.ts";
import { listed } from "./phrases.ts";

interface Position {
  readonly latitude: number | null;
  readonly longitude: number | null;
}

export interface MapFacts {
  readonly destination: Position & { readonly label: string; readonly country: string | null };
  readonly warehouses: readonly (Position & {
    readonly id: string;
    readonly name: string;
    readonly country: string | null;
    readonly isChosen: boolean;
  })[];
}

export type MapLook = "destination" | "chosen" | "other";

/** Places on the map of the United States, and in words whatever is not on it. */
export function tellMap({ destination, warehouses }: MapFacts) {
  const places = [
    { id: "destination", name: destination.label, look: "destination" as const, ...destination },
    ...warehouses.map((warehouse) => ({ ...warehouse, look: lookOf(warehouse.isChosen) })),
  ].map((place) => ({ ...place, at: pointOf(place) }));
  return {
    points: places.flatMap(({ id, name, look, at }) => (at ? [{ id, name, look, ...at }] : [])),
    /** What is not on the map, a sentence each. */
    outside: places.flatMap((place) =>
      place.at || (place.look === "other" && place.latitude === null) ? [] : [outsideSentence(place)],
    ),
    description: describe(places),
  };
}
export type ToldMap = ReturnType<typeof tellMap>;

const lookOf = (isChosen: boolean): MapLook => (isChosen ? "chosen" : "other");

function pointOf({ latitude, longitude, country }: Position & { readonly country: string | null }) {
  if (latitude === null || longitude === null) return null;
  if (country !== null && country.toUpperCase() !== "US") return null;
  return placeOnUsMap({ latitude, longitude });
}

interface Named extends Position {
  readonly name: string;
  readonly look: MapLook;
}

function outsideSentence({ name, look, latitude }: Named): string {
  const why = latitude === null ? "Its place is not known." : "It is outside the map of the United States.";
  return `${look === "destination" ? `The destination is ${name}.` : `${name} is not shown.`} ${why}`;
}

function describe(places: readonly Named[]): string {
  const namesOf = (look: MapLook) => places.filter((place) => place.look === look).map(({ name }) => name);
  const [from, to, others] = [namesOf("chosen"), namesOf("destination"), namesOf("other")];
  const main =
    from.length > 0
      ? `The order ships from ${listed(from)} to ${listed(to)}.`
      : `The order goes to ${listed(to)}; no warehouse ships it yet.`;
  return others.length > 0 ? `${main} Other warehouses: ${listed(others)}.` : main;
}
