import { DateTime } from "luxon";
import { startBackTest } from "#app/db/back-tests.server.ts";
import { type BackTestHeader, listBackTests } from "#app/db/lists-back-tests.server.ts";
import type { ShopContext } from "#app/services/shop-context.ts";
import { startForm, todayIn } from "./back-test-params.ts";
import { z } from "zod";

/** A shop's back-tests and what a new one may be about. */
export async function openBackTests(ctx: ShopContext) {
  const found = await listBackTests(ctx.db, ctx.shopId);
  const today = todayIn(found.time_zone, ctx.now);
  const monthAgo = DateTime.fromISO(today).minus({ days: 30 }).toISODate() ?? today;
  const firstDecision = found.first_decision_at && todayIn(found.time_zone, found.first_decision_at);
  return {
    now: ctx.now.toISOString(),
    timeZone: found.time_zone,
    today,
    firstDay: firstDecision !== null && firstDecision > monthAgo ? firstDecision : monthAgo,
    hasDecisions: firstDecision !== null,
    hasDraft: found.has_draft,
    versions: found.versions,
    runs: found.runs.map((run) => ({ ...listedRun(run), orders: run.orders, changed: run.changed })),
  };
}

export type OpenedBackTests = Awaited<ReturnType<typeof openBackTests>>;

export const listedRun = (run: BackTestHeader) => ({
  id: run.id,
  firstDay: run.first_day,
  lastDay: run.last_day,
  setup: tellSetup(run),
  kind: run.setup_kind,
  status: run.status,
  progress: run.decisions_total === 0 ? 0 : Math.min(1, run.decisions_done / run.decisions_total),
  decisionsDone: run.decisions_done,
  decisionsTotal: run.decisions_total,
  startedAt: run.created_at.toISOString(),
});

function tellSetup({ setup_kind, setup_version }: BackTestHeader): string {
  switch (setup_kind) {
    case "live":
      return "Live setup";
    case "draft":
      return "Draft";
    case "version":
      return `Version ${setup_version ?? ""}`;
  }
}

export type AskForBackTestResult =
  | { readonly outcome: "started" | "already-running"; readonly id: string }
  | { readonly outcome: "not-valid"; readonly errors: Readonly<Record<string, string[] | undefined>> };

/** Starts a back-test from its form; a run that is under way is answered instead of a second one. */
export async function askForBackTest(ctx: ShopContext, form: unknown): Promise<AskForBackTestResult> {
  const { time_zone } = await listBackTests(ctx.db, ctx.shopId);
  const parsed = startForm(time_zone, ctx.now).safeParse(form);
  if (!parsed.success) return { outcome: "not-valid", errors: z.flattenError(parsed.error).fieldErrors };
  const started = await startBackTest(ctx.db, ctx.shopId, parsed.data, ctx.actor);
  switch (started.outcome) {
    case "started":
    case "already-running":
      return started;
    case "setup-not-found":
      return { outcome: "not-valid", errors: { setup: ["This setup does not exist any more."] } };
    case "no-decisions":
      return { outcome: "not-valid", errors: { firstDay: ["No orders were routed on these days."] } };
  }
}
