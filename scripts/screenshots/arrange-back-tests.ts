import type { Sql } from "postgres";
import type { ShopContext } from "#app/services/shop-context.ts";
import type { ShownBackTests } from "./back-test-cells.ts";

/** Back-tests of the last days: real ones of the live setup and of the draft, and ones that are under way or over. */
export async function arrangeBackTests(sql: Sql, ctx: ShopContext): Promise<ShownBackTests> {
  const { startBackTest } = await import("#app/db/back-tests.server.ts");
  const { runBackTest } = await import("#app/services/routing/back-test/run-back-test.server.ts");
  const { openBackTests } = await import("#app/services/routing/back-test/open-back-tests.server.ts");
  const { firstDay, today, hasDraft } = await openBackTests(ctx);

  async function start(kind: "live" | "draft"): Promise<string> {
    const wanted = { firstDay, lastDay: today, kind, version: null };
    const started = await startBackTest(ctx.db, ctx.shopId, wanted, ctx.actor);
    if (started.outcome !== "started") throw new Error(`no back-test was started: ${started.outcome}`);
    return started.id;
  }
  async function end(status: "failed" | "cancelled"): Promise<string> {
    const id = await start("live");
    await sql`
      update public.back_tests set status = ${status}, finished_at = now(),
        error_message = ${status === "failed" ? "It stopped several times without getting further." : null}
      where id = ${id}`;
    return id;
  }

  const done = await start("live");
  await runBackTest(ctx, done);
  const draft = await start(hasDraft ? "draft" : "live");
  await runBackTest(ctx, draft);
  const [failed, cancelled] = [await end("failed"), await end("cancelled")];
  const running = await start("live");
  await sql`
    update public.back_tests set status = 'running', decisions_total = 18420, decisions_done = 7311 where id = ${running}`;
  return { done, draft, running, failed, cancelled };
}
