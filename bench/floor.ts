import { setTimeout as pause } from "node:timers/promises";
import { createClient } from "@supabase/supabase-js";
import { seconds } from "#app/lib/duration.ts";
import type { Bench } from "./benchmark.ts";

/** What any API call costs here: one of a function that does nothing with the text it may be given. */
export async function makeFloor({ sql, api }: Bench): Promise<(body?: string) => Promise<void>> {
  await sql.unsafe(`
    create or replace function public.bench_floor(p_body text default null) returns integer
      language sql set search_path = '' as 'select 1';
    grant execute on function public.bench_floor(text) to service_role;
    notify pgrst`);
  const client = createClient(api.url, api.key, { auth: { persistSession: false, autoRefreshToken: false } });
  const callFloor = async (body?: string) => {
    const { error } = await client.rpc("bench_floor", body === undefined ? {} : { p_body: body });
    if (error) throw new Error(error.message);
  };
  const deadline = performance.now() + seconds(10);
  for (;;) {
    const refusal = await refusalOf(callFloor());
    if (refusal === undefined) return callFloor;
    if (performance.now() > deadline) throw new Error("the API does not see the floor", { cause: refusal });
    await pause(50);
  }
}

/** What a call was refused with; undefined when it worked. */
async function refusalOf(call: Promise<void>): Promise<unknown> {
  try {
    await call;
    return undefined;
  } catch (error) {
    return error;
  }
}
