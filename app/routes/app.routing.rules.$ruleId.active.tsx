import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { badForm, json, parseParams } from "#app/lib/http.server.ts";
import { answerEdit } from "#app/services/routing/setup/answer-edit.ts";
import { editDraft } from "#app/services/routing/setup/edit-draft.server.ts";
import { writeRule } from "#app/services/routing/setup/edit-rules.ts";
import { messagesOf, revision } from "#app/services/routing/setup/rule-content.ts";
import { requireShop } from "#app/services/shops/require-shop.server.ts";

const Params = z.object({ ruleId: z.uuid() });
const Form = z.object({ revision, isActive: z.enum(["true", "false"]) });

/** Switches the rule on or off. */
export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await requireShop(request);
  const { ruleId } = parseParams(Params, params);
  const form = Form.safeParse(Object.fromEntries(await request.formData()));
  if (!form.success) return badForm(messagesOf(form.error));
  const change = { is_active: form.data.isActive === "true" };
  const result = await editDraft(ctx, form.data.revision, (rules) => writeRule(rules, ruleId, change));
  const { body, status } = answerEdit(result);
  return json(body, { status });
}
