import { randomUUID } from "node:crypto";
import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { badForm, json, parseParams } from "#app/lib/http.server.ts";
import { answerEdit } from "#app/services/routing/setup/answer-edit.ts";
import { editDraft } from "#app/services/routing/setup/edit-draft.server.ts";
import { copyRule } from "#app/services/routing/setup/edit-rules.ts";
import { messagesOf, RevisionForm } from "#app/services/routing/setup/rule-content.ts";
import { requireShop } from "#app/services/shops/require-shop.server.ts";

const Params = z.object({ ruleId: z.uuid() });

/** Puts a copy behind the rule, switched off. */
export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await requireShop(request);
  const { ruleId } = parseParams(Params, params);
  const form = RevisionForm.safeParse(Object.fromEntries(await request.formData()));
  if (!form.success) return badForm(messagesOf(form.error));
  const result = await editDraft(ctx, form.data.revision, (rules) => copyRule(rules, ruleId, randomUUID()));
  const { body, status } = answerEdit(result);
  return json(body, { status });
}
