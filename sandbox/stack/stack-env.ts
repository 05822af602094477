import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { findFreePort } from "./free-port.ts";
import type { Secrets } from "./secrets.ts";

const Ports = z.object({ postgres: z.number(), api: z.number() });
export type Ports = z.infer<typeof Ports>;

/** Where the stack is reached. A home keeps its ports from one start to the next while they are free. */
export async function choosePorts(home: string): Promise<Ports> {
  const file = path.join(home, "ports.json");
  const last = await readFile(file, "utf8").catch(() => undefined);
  const wish = last === undefined ? undefined : Ports.parse(JSON.parse(last));
  const postgres = await findFreePort(wish?.postgres);
  const ports = { postgres, api: await findFreePort(wish?.api) };
  await writeFile(file, JSON.stringify(ports));
  return ports;
}

/** The variables under which the app, the worker and the tests find the stack. */
export function stackEnv(ports: Ports, secrets: Secrets) {
  const url = (role: string, password: string) =>
    `postgres://${role}:${password}@127.0.0.1:${ports.postgres}/postgres`;
  return {
    SUPABASE_URL: `http://127.0.0.1:${ports.api}`,
    SUPABASE_SECRET_KEY: secrets.secretKey,
    SUPABASE_PUBLISHABLE_KEY: secrets.publishableKey,
    /** The job worker's own role. */
    DATABASE_URL: url("swyft_worker", secrets.workerPassword),
    /** Hosted's `postgres`: owns our tables, applies migrations, is no superuser. */
    MIGRATIONS_DATABASE_URL: url("postgres", secrets.postgresPassword),
    /** Superuser: tests only. */
    ADMIN_DATABASE_URL: url("supabase_admin", secrets.superuserPassword),
    /** The API's login role. */
    API_DATABASE_URL: url("authenticator", secrets.authenticatorPassword),
  };
}
export type StackEnv = ReturnType<typeof stackEnv>;
