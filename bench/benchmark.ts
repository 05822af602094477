import type { Sql } from "postgres";
import type { Db } from "#app/db/client.server.ts";
import type { BenchShop } from "./make-shop.ts";

/** What a benchmark works with: a migrated database, in which it makes shops of its own. */
export interface Bench {
  /** Past the API, as the database's owner: to make data and to time SQL alone. */
  readonly sql: Sql;
  /** As the app reaches it. */
  readonly db: Db;
  /** Where `db` is, with its secret key. */
  readonly api: { readonly url: string; readonly key: string };
  /** The one with 100,000 orders, made when it is first asked for: 5,000 SKUs, 25 units of each at 10 warehouses. */
  readonly largeShop: () => Promise<BenchShop>;
  readonly print: Print;
}

export type Line = Readonly<Record<string, unknown>>;
export type Print = (line: Line) => void;

export type Benchmark = (bench: Bench) => Promise<void>;
/** One that needs no database. */
export type EngineBenchmark = (print: Print) => void | Promise<void>;
