import { randomUUID } from "node:crypto";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { RouteError } from "#app/components/route-error.tsx";
import { revalidateUnlessRefused } from "#app/components/routing/revalidate-unless-refused.ts";
import { RulePage } from "#app/components/routing/rules/rule-page.tsx";
import { Screen } from "#app/components/screen.tsx";
import { badForm, json, notFound, parseParams } from "#app/lib/http.server.ts";
import { answerEdit } from "#app/services/routing/setup/answer-edit.ts";
import { editDraft } from "#app/services/routing/setup/edit-draft.server.ts";
import { addRule, writeRule } from "#app/services/routing/setup/edit-rules.ts";
import { openRule } from "#app/services/routing/setup/open-rule.server.ts";
import { messagesOf, RuleContentForm } from "#app/services/routing/setup/rule-content.ts";
import { requireShop } from "#app/services/shops/require-shop.server.ts";

const Params = z.object({ ruleId: z.union([z.literal("new"), z.uuid()]) });

export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await requireShop(request);
  const { ruleId } = parseParams(Params, params);
  const opened = await openRule(ctx, ruleId === "new" ? null : ruleId);
  if (!opened) throw notFound("rule");
  return json(opened);
}

/** Saves the rule into the draft; under "new" it becomes the last one. */
export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await requireShop(request);
  const { ruleId } = parseParams(Params, params);
  const form = RuleContentForm.safeParse(Object.fromEntries(await request.formData()));
  if (!form.success) return badForm(messagesOf(form.error));
  const { revision, rule } = form.data;
  const result = await editDraft(ctx, revision, (rules) =>
    ruleId === "new" ? addRule(rules, randomUUID(), rule) : writeRule(rules, ruleId, rule),
  );
  const { body, status } = answerEdit(result);
  return json(body, { status });
}

export default function Rule() {
  const opened = useLoaderData<typeof loader>();
  return (
    <Screen>
      <RulePage key={opened.rule?.id ?? "new"} opened={opened} />
    </Screen>
  );
}

export { revalidateUnlessRefused as shouldRevalidate, RouteError as ErrorBoundary };
