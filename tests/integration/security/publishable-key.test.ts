import { describe, expect, test } from "vitest";
import { adminSql, envValue } from "#tests/support/stack.ts";

const tables = await adminSql<{ name: string; column: string }[]>`
  select relname as name, (
    select attname from pg_attribute where attrelid = pg_class.oid and attnum > 0 and attidentity = ''
    order by attnum limit 1
  ) as column
  from pg_class
  where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm') order by 1`;
const functions = await adminSql<{ name: string; args: string[] | null }[]>`
  select proname as name, proargnames[1:pronargs] as args from pg_proc
  where pronamespace = 'public'::regnamespace and prorettype <> 'trigger'::regtype
    and prorettype <> 'event_trigger'::regtype
  order by 1`;

const keys = { "the publishable key": envValue("SUPABASE_PUBLISHABLE_KEY"), "no key": undefined };

function ask(key: string | undefined, path: string, body?: object): Promise<Response> {
  return fetch(`${envValue("SUPABASE_URL")}/rest/v1/${path}`, {
    method: body ? "POST" : "GET",
    headers: { ...(key && { apikey: key }), "content-type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  });
}

describe.each(Object.entries(keys))("with %s", (_name, key) => {
  test("there is something to ask for", () => {
    expect(tables.length).toBeGreaterThanOrEqual(19);
    expect(functions.length).toBeGreaterThan(40);
  });

  test.each(tables)("table $name can be neither read nor written", async ({ name, column }) => {
    expect((await ask(key, `${name}?limit=1`)).status).toBe(401);
    expect((await ask(key, name, { [column]: null })).status).toBe(401);
  });

  test.each(functions)("function $name cannot be called", async ({ name, args }) => {
    const body = Object.fromEntries((args ?? []).map((arg) => [arg, null]));
    expect((await ask(key, `rpc/${name}`, body)).status).toBe(401);
  });
});

test("the secret key does read", async () => {
  const response = await fetch(`${envValue("SUPABASE_URL")}/rest/v1/stores?limit=1`, {
    headers: { apikey: envValue("SUPABASE_SECRET_KEY") },
  });
  expect(response.status).toBe(200);
});
