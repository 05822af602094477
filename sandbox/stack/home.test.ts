import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { postgresFolder, projectRoot } from "./home.ts";
import { findPendingMigrations, pushMigrations } from "./migrate.ts";
import {
  callApi,
  isListening,
  makeStackName,
  makeTestProject,
  migrationVersion,
  query,
} from "./stack.fixture.ts";
import { startStack, type Stack } from "./start-stack.ts";
import { generateTypes } from "./types.ts";

const name = makeStackName();
let project: Awaited<ReturnType<typeof makeTestProject>>;
let stack: Stack;
let applied: string[] = [];

beforeAll(async () => {
  project = await makeTestProject();
  stack = await start();
}, 30_000);

afterAll(async () => {
  await stack.stop();
  await rm(stack.home, { recursive: true, force: true });
  await project.remove();
}, 20_000);

function start() {
  applied = [];
  const log = (line: string) => void (line.includes("migrations applied") && applied.push(line));
  return startStack({ name, project: project.folder, log });
}

const readNames = async () => {
  const answer = await callApi(stack.env, "widgets?select=name&order=id", stack.env.SUPABASE_SECRET_KEY);
  return answer.json();
};

test("the supabase CLI applied the migration once and finds nothing more to do", async () => {
  expect(applied).toHaveLength(1);
  const versions = await query(
    stack.env.ADMIN_DATABASE_URL,
    "select version from supabase_migrations.schema_migrations",
  );
  expect(versions).toEqual([{ version: migrationVersion }]);
  expect(await findPendingMigrations(stack.env.MIGRATIONS_DATABASE_URL, project.folder)).toEqual([]);
  expect(await pushMigrations(stack.env.MIGRATIONS_DATABASE_URL, project.folder)).toContain("up to date");
}, 20_000);

test("the types of schema public are readable as TypeScript", async () => {
  const types = await generateTypes(stack.env.MIGRATIONS_DATABASE_URL);
  expect(types).toMatch(/^export type Json/);
  expect(types).toMatch(/"?widgets"?: \{/);
}, 20_000);

test("a home in use is refused with the reason", async () => {
  await expect(start()).rejects.toThrow(/is in use by the stack with process id \d+/);
});

test("a second start keeps addresses, keys and data, and applies nothing", async () => {
  await query(stack.env.ADMIN_DATABASE_URL, "insert into widgets (name) values ('kept')");
  const before = stack.env;
  await stack.stop();
  stack = await start();
  expect(stack.env).toEqual(before);
  expect(applied).toEqual([]);
  expect(await readNames()).toEqual([{ name: "kept" }]);
}, 30_000);

test("a stale pid file that names another live Postgres does not stop a start", async () => {
  const other = await startStack({ name: makeStackName(), fresh: true, project: project.folder });
  try {
    await stack.stop();
    const file = path.join(postgresFolder(stack.home), "postmaster.pid");
    await writeFile(file, `${other.pid("postgres") ?? "none"}\n${postgresFolder(stack.home)}\n1\n5432\n`);
    stack = await start();
    expect(await readNames()).toEqual([{ name: "kept" }]);
    expect((await callApi(other.env, "widgets", other.env.SUPABASE_SECRET_KEY)).status).toBe(200);
  } finally {
    await other.stop();
  }
}, 40_000);

test("after kill -9 of the supervisor its children leave, and the home starts again", async () => {
  await stack.stop();
  const program = path.join(projectRoot, "sandbox/stack/main.ts");
  const args = [program, "--name", name, "--project", project.folder];
  const supervisor = execa(process.execPath, args, { reject: false, buffer: false });
  for await (const line of supervisor) if (line.startsWith("API_DATABASE_URL")) break;
  supervisor.kill("SIGKILL");
  await supervisor;
  await vi.waitFor(
    async () => {
      expect(await isListening(stack.env.SUPABASE_URL)).toBe(false);
      expect(await isListening(stack.env.DATABASE_URL)).toBe(false);
    },
    { timeout: 15_000, interval: 50 },
  );
  stack = await start();
  expect(await readNames()).toEqual([{ name: "kept" }]);
}, 40_000);
