import postgres from "postgres";
import { afterAll } from "vitest";
import { connectDb, type Db } from "#app/db/client.server.ts";

export function envValue(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set in this test run`);
  return value;
}

/** Plain SQL as the database's owner: for arranging and for looking behind the app. */
export const adminSql = postgres(envValue("ADMIN_DATABASE_URL"), { max: 4, onnotice: () => undefined });
afterAll(() => adminSql.end());

/** The app's own client, with the service role. */
export const connectTestDb = (): Db => connectDb();
