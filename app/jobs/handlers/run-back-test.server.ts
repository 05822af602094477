import { runBackTest } from "#app/services/routing/back-test/run-back-test.server.ts";
import { openShop } from "#app/services/shops/open-shop.server.ts";
import type { JobContext } from "../job-context.ts";
import type { TaskPayload } from "../tasks.ts";

export async function runBackTestJob({ shopId, backTestId }: TaskPayload<"run_back_test">, job: JobContext) {
  const ctx = await openShop(job, shopId);
  if (!ctx) return;
  const outcome = await runBackTest(ctx, backTestId);
  ctx.log.info({ backTest: backTestId, outcome }, "back-test");
}
