import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { Logger, runOnce } from "graphile-worker";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { isAlive } from "./postmaster-pid.ts";
import { callApi, isListening, makeStackName, makeTestProject, query } from "./stack.fixture.ts";
import { startStack, type Stack } from "./start-stack.ts";

let stack: Stack;
let project: Awaited<ReturnType<typeof makeTestProject>>;

beforeAll(async () => {
  project = await makeTestProject();
  stack = await startStack({ name: makeStackName(), fresh: true, project: project.folder });
}, 30_000);

afterAll(async () => {
  await stack.stop();
  await project.remove();
}, 20_000);

const asService = (call: string, init?: RequestInit) =>
  callApi(stack.env, call, stack.env.SUPABASE_SECRET_KEY, init);
const asAnyone = (call: string) => callApi(stack.env, call, stack.env.SUPABASE_PUBLISHABLE_KEY);

test("the secret key writes and reads a table", async () => {
  const saved = await asService("widgets", { method: "POST", body: JSON.stringify({ name: "cog" }) });
  expect(saved.status).toBe(201);
  const found = await asService("widgets?select=name&name=eq.cog");
  expect(await found.json()).toEqual([{ name: "cog" }]);
});

test("a table without grants is closed to the publishable key, an unknown key and no key", async () => {
  expect((await asAnyone("widgets")).status).toBe(401);
  expect((await callApi(stack.env, "widgets", "sb_secret_guessed")).status).toBe(401);
  expect((await callApi(stack.env, "widgets")).status).toBe(401);
});

test("a table whose migration revoked nothing is open to the publishable key, as on hosted", async () => {
  expect((await asAnyone("open_by_default")).status).toBe(200);
});

test("an update without a filter is refused", async () => {
  const answer = await asService("widgets", { method: "PATCH", body: JSON.stringify({ name: "all" }) });
  expect(answer.ok).toBe(false);
});

test("the API's calls are limited to 8 s, and a function's own limit wins", async () => {
  expect(await (await asService("rpc/api_limit", { method: "POST", body: "{}" })).json()).toBe("8s");
  const tooLong = await asService("rpc/sleeps_too_long", { method: "POST", body: "{}" });
  expect(await tooLong.text()).toContain("statement timeout");
});

test("a list is cut at 1000 rows", async () => {
  await query(stack.env.ADMIN_DATABASE_URL, "insert into open_by_default select generate_series(1, 1001)");
  expect(await (await asService("open_by_default")).json()).toHaveLength(1000);
});

test("a table made after the start is served", async () => {
  await query(stack.env.MIGRATIONS_DATABASE_URL, "create table public.latecomers (id int)");
  await vi.waitFor(async () => expect((await asService("latecomers")).status).toBe(200), { timeout: 5_000 });
});

test("the worker's role runs jobs and cannot read our tables", async () => {
  const ran: unknown[] = [];
  await query(stack.env.DATABASE_URL, `select graphile_worker.add_job('note', '{"n":1}')`);
  const logger = new Logger(() => () => undefined);
  const taskList = { note: (payload: unknown) => void ran.push(payload) };
  await runOnce({ connectionString: stack.env.DATABASE_URL, taskList, logger });
  expect(ran).toEqual([{ n: 1 }]);
  await expect(query(stack.env.DATABASE_URL, "select * from public.widgets")).rejects.toThrow(
    "permission denied",
  );
});

test("the API killed with -9 comes back at the same address", async () => {
  const before = stack.pid("api");
  stack.kill("api", "SIGKILL");
  await stack.waitReady("api");
  expect(stack.pid("api")).not.toBe(before);
  expect((await asService("widgets")).status).toBe(200);
}, 20_000);

test("Postgres killed with -9 comes back with its data, and the API with it", async () => {
  await query(stack.env.ADMIN_DATABASE_URL, "insert into widgets (name) values ('kept')");
  const before = stack.pid("postgres");
  stack.kill("postgres", "SIGKILL");
  await stack.waitReady("postgres");
  expect(stack.pid("postgres")).not.toBe(before);
  await vi.waitFor(
    async () =>
      expect(await (await asService("widgets?select=name&name=eq.kept")).json()).toEqual([{ name: "kept" }]),
    { timeout: 10_000, interval: 50 },
  );
}, 20_000);

test("a process taken down stays down until it is brought up", async () => {
  await stack.takeDown("api");
  expect(stack.pid("api")).toBeUndefined();
  expect(await isListening(stack.env.SUPABASE_URL)).toBe(false);
  await stack.bringUp("api");
  expect((await asService("widgets")).status).toBe(200);
}, 20_000);

test("a caller's process gets the stack's environment, and its output a log file", async () => {
  await stack.addProcess({
    name: "caller",
    command: "node",
    args: ["-e", "console.log('reached ' + process.env.API); setInterval(() => undefined, 1000)"],
    env: (env) => ({ API: env.SUPABASE_URL }),
    ready: /^reached http/,
  });
  const log = path.join(stack.home, "logs", "caller.log");
  await vi.waitFor(async () =>
    expect(await readFile(log, "utf8")).toBe(`caller | reached ${stack.env.SUPABASE_URL}\n`),
  );
});

test("a process that never gets ready is reported with its last words", async () => {
  const failing = {
    name: "failing",
    command: "node",
    args: ["-e", "console.log('no luck'); process.exit(3)"],
  };
  await expect(stack.addProcess({ ...failing, ready: /never/ })).rejects.toThrow(/exit code 3[^]*no luck/);
});

test("a second stack runs beside the first with its own data, and nothing of it is left after stop", async () => {
  const second = await startStack({ name: makeStackName(), fresh: true, project: project.folder });
  const pids = [second.pid("postgres"), second.pid("api")];
  try {
    const rows = await callApi(second.env, "widgets", second.env.SUPABASE_SECRET_KEY);
    expect(await rows.json()).toEqual([]);
    const foreignKey = await callApi(second.env, "widgets", stack.env.SUPABASE_SECRET_KEY);
    expect(foreignKey.status).toBe(401);
  } finally {
    await second.stop();
  }
  expect(pids.map((pid) => pid !== undefined && isAlive(pid))).toEqual([false, false]);
  expect(await isListening(second.env.SUPABASE_URL)).toBe(false);
  expect(await isListening(second.env.DATABASE_URL)).toBe(false);
  expect(existsSync(second.home)).toBe(false);
  expect((await asService("widgets")).status).toBe(200);
}, 30_000);
