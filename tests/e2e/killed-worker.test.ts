import { afterAll, beforeAll, expect, test } from "vitest";
import type { ProcessSpec, Stack } from "#sandbox/stack/start-stack.ts";
import { startStack } from "#sandbox/stack/start-stack.ts";
import { testSettings } from "#tests/support/test-settings.ts";
import { waitFor } from "#tests/support/wait-for.ts";

let stack: Stack;
let settings: Record<string, string>;

beforeAll(async () => {
  stack = await startStack({ name: `killed-worker-${process.pid}`, fresh: true });
  settings = await testSettings();
  Object.assign(process.env, stack.env, settings);
});
afterAll(() => stack.stop());

const worker = (name: string): ProcessSpec => ({
  name,
  command: "node",
  args: ["app/jobs/worker.ts"],
  env: { ...stack.env, ...settings, LOG_LEVEL: "info" },
  ready: /worker ready/,
  restart: false,
});

test("a job whose worker is killed in mid job is done within 90 seconds", { timeout: 150_000 }, async () => {
  const { adminSql } = await import("#tests/support/stack.ts");
  const { makeShop } = await import("#tests/support/shops.ts");
  const { makeWarehouse, setStock } = await import("#tests/support/warehouses.ts");
  const { makePendingOrder } = await import("#tests/support/orders.ts");
  const shop = await makeShop();
  await setStock(shop, await makeWarehouse(shop), "A", 5);
  const order = await makePendingOrder(shop, [{ sku: "A", quantity: 1 }]);
  const jobLockedBy = async () => {
    const [job] = await adminSql<{ locked_by: string | null }[]>`
      select locked_by from graphile_worker.jobs where key = ${`route:${order}`}`;
    return job?.locked_by ?? undefined;
  };

  await stack.addProcess(worker("first"));
  let killedAt = 0;
  await adminSql.begin(async (held) => {
    // While this row is locked the decision cannot be saved: the worker is caught in mid job.
    await held`select 1 from public.unified_orders where id = ${order} for update`;
    await adminSql`select public.enqueue_routing(${shop.id}, array[${order}]::uuid[])`;
    await waitFor(jobLockedBy);
    stack.kill("first", "SIGKILL");
    killedAt = performance.now();
  });
  expect(await jobLockedBy()).toBeDefined();

  await stack.addProcess(worker("second"));
  await waitFor(
    async () => {
      const [row] = await adminSql<{ routing_status: string }[]>`
        select routing_status from public.unified_orders where id = ${order}`;
      return row?.routing_status === "routed" ? true : undefined;
    },
    { within: 100_000 },
  );
  expect(performance.now() - killedAt).toBeLessThan(90_000);
});
