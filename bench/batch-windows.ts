import { locate } from "#app/lib/places.server.ts";
import { parseBatchInput, withBatchPlaces } from "#app/services/routing/batch/index.ts";
import type { BatchInput } from "#app/services/routing/batch/index.ts";

/** A pick window of a shop that ships within the United States, the same for the same seed. */
export interface WindowSize {
  orders: number;
  warehouses: number;
  skus: number;
  /** Units in stock for every unit of a SKU that is ordered on average. */
  scarcity: number;
}

// ZIP codes of fulfillment hubs.
const hubs = [
  ["89502", "NV", "America/Los_Angeles"],
  ["43217", "OH", "America/New_York"],
  ["75261", "TX", "America/Chicago"],
  ["30336", "GA", "America/New_York"],
  ["18106", "PA", "America/New_York"],
  ["91761", "CA", "America/Los_Angeles"],
  ["60446", "IL", "America/Chicago"],
  ["98032", "WA", "America/Los_Angeles"],
] as const;

// One ZIP code of each of the largest metropolitan areas, with its inhabitants in hundreds of thousands.
const homes: readonly (readonly [string, string, number])[] = [
  ["10025", "NY", 196],
  ["90001", "CA", 129],
  ["60614", "IL", 94],
  ["75201", "TX", 79],
  ["77002", "TX", 73],
  ["20001", "DC", 63],
  ["19103", "PA", 62],
  ["30309", "GA", 62],
  ["33130", "FL", 61],
  ["85004", "AZ", 50],
  ["02108", "MA", 49],
  ["92501", "CA", 47],
  ["94110", "CA", 46],
  ["48201", "MI", 43],
  ["98101", "WA", 40],
  ["55401", "MN", 37],
  ["33602", "FL", 33],
  ["92101", "CA", 33],
  ["80202", "CO", 30],
  ["21201", "MD", 28],
  ["63101", "MO", 28],
  ["32801", "FL", 27],
  ["28202", "NC", 27],
  ["78205", "TX", 26],
  ["97205", "OR", 25],
  ["78701", "TX", 24],
  ["95814", "CA", 24],
  ["15222", "PA", 24],
  ["89101", "NV", 23],
  ["45202", "OH", 23],
  ["64106", "MO", 22],
  ["43215", "OH", 21],
  ["46204", "IN", 21],
  ["44114", "OH", 21],
  ["37203", "TN", 20],
  ["23510", "VA", 18],
  ["53202", "WI", 16],
  ["32202", "FL", 16],
  ["73102", "OK", 14],
  ["27601", "NC", 14],
  ["38103", "TN", 13],
  ["84101", "UT", 13],
  ["40202", "KY", 13],
  ["70112", "LA", 13],
  ["87102", "NM", 9],
  ["83702", "ID", 8],
  ["59101", "MT", 2],
  ["99501", "AK", 4],
  ["96813", "HI", 10],
];

export function makeWindow({ orders, warehouses, skus, scarcity }: WindowSize, seed: number): BatchInput {
  const random = numbers(seed);
  const upTo = (most: number) => Math.floor(random() * (most + 1));
  const pick = <T>(items: readonly T[], weight: (item: T, at: number) => number): T => {
    let left = random() * items.reduce((sum, item, at) => sum + weight(item, at), 0);
    return items.find((item, at) => (left -= weight(item, at)) < 0) ?? (items[0] as T);
  };
  // A few SKUs sell most, and weigh from a letter to a heavy box.
  const goods = Array.from({ length: skus }, (_, at) => ({
    sku: `SKU-${at}`,
    popularity: 1 / (at + 5),
    grams: Math.round(80 * 10 ** (random() * 1.7)),
    price: 8 + upTo(60),
  }));
  const ordered = Array.from({ length: orders }, (_, at) => {
    const [zip, state] = pick(homes, ([, , inhabitants]) => inhabitants);
    const lines = 1 + (random() < 0.5 ? 0 : 1) + (random() < 0.7 ? 0 : 1) + (random() < 0.9 ? 0 : 1);
    const wanted = new Set(Array.from({ length: lines }, () => pick(goods, ({ popularity }) => popularity)));
    return {
      id: `o${at + 1}`,
      ship_to_country: "US",
      ship_to_state: state,
      ship_to_postal_code: zip,
      currency: "USD",
      lines: [...wanted].map(({ sku, grams, price }) => {
        return { sku, grams, price, quantity: random() < 0.75 ? 1 : 2 + upTo(1) };
      }),
    };
  });
  const demand = new Map<string, number>();
  for (const { sku, quantity } of ordered.flatMap(({ lines }) => lines))
    demand.set(sku, (demand.get(sku) ?? 0) + quantity);
  const ids = hubs.slice(0, warehouses).map((_, at) => `w${at + 1}`);
  const inventory = goods.flatMap(({ sku }) => {
    const shares = ids.map(() => (random() < 0.7 ? random() : 0));
    const total = shares.reduce((sum, share) => sum + share, 0);
    return ids.map((warehouse_id, at) => ({
      warehouse_id,
      sku,
      available: Math.round(
        (scarcity * (demand.get(sku) ?? 0) * (shares[at] ?? 0)) / Math.max(total, 0.01) + 0.2,
      ),
      synced_at: "2026-01-20T14:40:00Z",
    }));
  });
  const document = {
    now: "2026-01-20T15:00:00Z",
    orders: ordered,
    warehouses: hubs.slice(0, warehouses).map(([postal_code, state, time_zone], at) => ({
      id: ids[at],
      state,
      postal_code,
      time_zone,
      daily_capacity: Math.ceil((orders / warehouses) * 1.6),
    })),
    inventory,
    mode: "joint",
  };
  const parsed = parseBatchInput(document);
  if (!parsed.ok) throw new Error(parsed.problems.join("\n"));
  return withBatchPlaces(parsed.input, locate);
}

/** Numbers from 0 to 1 by a linear congruential generator (Numerical Recipes). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}
