/**
 * Measures what Swyft claims about speed, where it takes a database on an embedded stack of its own. One JSON line
 * per case.
 *
 *   npm run -s bench               all of them
 *   npm run -s bench -- routing    one: routing, route-batch, lists, orders, routing-product, back-test, ingest, sync
 */
import { cpus, loadavg, totalmem } from "node:os";
import postgres, { type Sql } from "postgres";
import { type StackEnv, startStack } from "#sandbox/stack/start-stack.ts";
import { testSettings } from "#tests/support/test-settings.ts";
import type { Bench, Benchmark, EngineBenchmark, Line } from "./benchmark.ts";
import { makeLargeShop } from "./make-orders.ts";
import { rounded } from "./timing.ts";

const ofEngines: Record<string, () => Promise<EngineBenchmark>> = {
  routing: async () => (await import("./routing.ts")).routing,
  "route-batch": async () => (await import("./route-batch.ts")).main,
};

// Imported when they run: the app reads its configuration from the environment, which is set before.
const ofTheProduct: Record<string, () => Promise<Benchmark>> = {
  lists: async () => (await import("./lists.ts")).lists,
  orders: async () => (await import("./orders.ts")).orders,
  "routing-product": async () => (await import("./routing-product.ts")).routingProduct,
  "back-test": async () => (await import("./back-test.ts")).backTest,
  ingest: async () => (await import("./ingest.ts")).ingest,
  sync: async () => (await import("./sync.ts")).sync,
};

const wanted = process.argv[2];
const names = [...Object.keys(ofEngines), ...Object.keys(ofTheProduct)];
if (wanted !== undefined && !names.includes(wanted)) {
  console.error(`There is no benchmark "${wanted}", only ${names.join(", ")}.`);
  process.exit(2);
}
for (const [name, load] of chosen(ofEngines)) {
  const benchmark = await load();
  await run(name, (print) => benchmark(print));
}
if (chosen(ofTheProduct).length > 0) await runOnStack(chosen(ofTheProduct));

function chosen<T>(benchmarks: Record<string, T>): [string, T][] {
  return Object.entries(benchmarks).filter(([name]) => wanted === undefined || wanted === name);
}

async function runOnStack(benchmarks: readonly [string, () => Promise<Benchmark>][]): Promise<void> {
  const stack = await startStack({ name: `bench-${process.pid}`, fresh: true });
  const sql = postgres(stack.env.ADMIN_DATABASE_URL, { max: 2, onnotice: () => undefined });
  try {
    Object.assign(process.env, await testSettings(), stack.env);
    const bench = await openBench(sql, stack.env);
    for (const [name, load] of benchmarks) {
      const benchmark = await load();
      await run(name, (print) => benchmark({ ...bench, print }));
    }
  } finally {
    await sql.end();
    await stack.stop();
  }
}

async function openBench(sql: Sql, env: StackEnv): Promise<Omit<Bench, "print">> {
  const { makeDb } = await import("#app/db/client.server.ts");
  const api = { url: env.SUPABASE_URL, key: env.SUPABASE_SECRET_KEY };
  let large: ReturnType<typeof makeLargeShop> | undefined;
  return { sql, db: makeDb(api.url, api.key), api, largeShop: () => (large ??= makeLargeShop(sql)) };
}

async function run(name: string, benchmark: EngineBenchmark) {
  const started = performance.now();
  const print = (line: Line) => console.log(JSON.stringify({ bench: name, ...line }));
  await benchmark(print);
  print({ case: "machine", ...machine(), took_s: rounded((performance.now() - started) / 1000) });
}

/** What the lines before it were measured on; a load above the cores means that others were at work too. */
function machine() {
  return {
    cores: cpus().length,
    memory_gib: Math.round(totalmem() / 2 ** 30),
    load_1m: rounded(loadavg()[0] ?? 0),
    node: process.version,
  };
}
