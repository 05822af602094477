import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseEnv } from "node:util";
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
import { clearStalePidFile, isAlive } from "./postmaster-pid.ts";
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
  const log = (line: string) => {
    if (line.includes("migrations applied")) applied.push(line);
  };
  return startStack({ name, project: project.folder, log });
}

const readNames = async (): Promise<unknown> => {
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

test("a migration that fails is reported without the password and leaves nothing behind", async () => {
  await project.add("20260102000000", "create table public.half (id int); select * from nowhere;");
  const push = pushMigrations(stack.env.MIGRATIONS_DATABASE_URL, project.folder);
  const failure = await push.catch((error: unknown) => String(error));
  expect(failure).toContain('relation "nowhere" does not exist');
  expect(failure).not.toContain(new URL(stack.env.MIGRATIONS_DATABASE_URL).password);
  const half = await query(stack.env.ADMIN_DATABASE_URL, "select to_regclass('public.half') as half");
  expect(half).toEqual([{ half: null }]);
  await project.add("20260102000000", "create table public.whole (id int);");
}, 20_000);

test("the types of schema public are readable as TypeScript", async () => {
  const types = await generateTypes(stack.env.MIGRATIONS_DATABASE_URL);
  expect(types).toMatch(/^export type Json/);
  expect(types).toMatch(/"?widgets"?: \{/);
}, 20_000);

test("a home in use is refused with the reason", async () => {
  await expect(start()).rejects.toThrow(/is in use by the stack with process id \d+/);
});

test("the next start applies a migration that came since, and the one after it nothing", async () => {
  await query(stack.env.ADMIN_DATABASE_URL, "insert into widgets (name) values ('kept')");
  const { SUPABASE_SECRET_KEY, SUPABASE_PUBLISHABLE_KEY } = stack.env;
  await stack.stop();
  stack = await start();
  expect(applied).toEqual([expect.stringMatching(/^1 migrations applied/)]);
  await stack.stop();
  stack = await start();
  expect(stack.env).toMatchObject({ SUPABASE_SECRET_KEY, SUPABASE_PUBLISHABLE_KEY });
  expect(applied).toEqual([]);
  expect(await readNames()).toEqual([{ name: "kept" }]);
}, 30_000);

test("a stale pid file is removed when it names the live Postgres of another folder", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "swyft-stale-"));
  const file = path.join(folder, "postmaster.pid");
  await writeFile(file, `${stack.pid("postgres") ?? "none"}\n${folder}\n1\n5432\n`);
  await clearStalePidFile(folder);
  expect(existsSync(file)).toBe(false);
  expect(await readNames()).toEqual([{ name: "kept" }]);
  await rm(folder, { recursive: true });
});

test("a Postgres left behind in the same folder is stopped", async () => {
  const orphan = stack.pid("postgres");
  await clearStalePidFile(postgresFolder(stack.home));
  expect(orphan !== undefined && isAlive(orphan)).toBe(false);
  await vi.waitFor(async () => expect(await readNames()).toEqual([{ name: "kept" }]), { timeout: 20_000 });
}, 30_000);

test("after kill -9 of the supervisor its children leave, and the home starts again", async () => {
  await stack.stop();
  const program = path.join(projectRoot, "sandbox/stack/main.ts");
  const args = [program, "--name", name, "--project", project.folder];
  const supervisor = execa(process.execPath, args, { reject: false, buffer: false });
  const printed = [];
  for await (const line of supervisor) {
    printed.push(line);
    if (line.startsWith("API_DATABASE_URL=")) supervisor.kill("SIGKILL");
  }
  const { SUPABASE_URL, DATABASE_URL } = parseEnv(printed.join("\n"));
  await vi.waitFor(
    async () => {
      expect(await isListening(SUPABASE_URL ?? "")).toBe(false);
      expect(await isListening(DATABASE_URL ?? "")).toBe(false);
    },
    { timeout: 20_000, interval: 50 },
  );
  stack = await start();
  expect(await readNames()).toEqual([{ name: "kept" }]);
}, 60_000);
