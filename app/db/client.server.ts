import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import type { z } from "zod";
import { config } from "#app/config.server.ts";
import type { Database } from "./database.types.ts";

export type Db = SupabaseClient<Database>;

type FunctionName = keyof Database["public"]["Functions"];
type FunctionArgs<Name extends FunctionName> = Database["public"]["Functions"][Name]["Args"];

/** A refused or failed call of the data API, with what Postgres said. */
export class DbError extends Error {
  override readonly name = "DbError";
  readonly code: string;
  readonly status: number;
  readonly hint: string | null;

  constructor(answer: { message: string; code: string; hint: string | null }, status: number) {
    super(answer.message);
    this.code = answer.code;
    this.status = status;
    this.hint = answer.hint;
  }

  /** No answer, or an answer that says the database cannot be reached: worth another try later. */
  get isOutage(): boolean {
    return this.status === 0 || this.status >= 500;
  }
}

let shared: Db | undefined;

/** The service-role client; one per process. */
export function connectDb(): Db {
  shared ??= makeDb(config.supabase.url, config.supabase.secretKey);
  return shared;
}

export function makeDb(url: string, secretKey: string, fetchFunction?: typeof fetch): Db {
  return createClient<Database>(url, secretKey, {
    auth: { persistSession: false, autoRefreshToken: false },
    global: fetchFunction ? { fetch: fetchFunction } : {},
  });
}

interface ApiAnswer {
  readonly data: unknown;
  readonly error: { message: string; code: string; hint: string | null } | null;
  readonly status: number;
}

/** The data of an answer; a refusal is thrown. */
export function unwrap<Data>(answer: ApiAnswer & { readonly data: Data }): NonNullable<Data> | null {
  if (answer.error) throw new DbError(answer.error, answer.status);
  return answer.data ?? null;
}

/** Calls one SQL function and parses what it returns. */
export async function callFunction<Name extends FunctionName, Schema extends z.ZodType>(
  db: Db,
  name: Name,
  args: FunctionArgs<Name>,
  schema: Schema,
): Promise<z.infer<Schema>> {
  const answer: ApiAnswer = await db.rpc(name, args);
  if (answer.error) throw new DbError(answer.error, answer.status);
  return schema.parse(answer.data);
}
