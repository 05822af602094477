import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { formNumber } from "#app/lib/form-number.ts";
import { badForm, json, parseParams } from "#app/lib/http.server.ts";
import { answerEdit } from "#app/services/routing/setup/answer-edit.ts";
import { editDraft } from "#app/services/routing/setup/edit-draft.server.ts";
import { moveRule } from "#app/services/routing/setup/edit-rules.ts";
import { messagesOf, revision } from "#app/services/routing/setup/rule-content.ts";
import { requireShop } from "#app/services/shops/require-shop.server.ts";

const Params = z.object({ ruleId: z.uuid() });
const Form = z.object({ revision, position: formNumber("Send the place it moves to.") });

/** Puts the rule at another place in the list, counted from 0. */
export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await requireShop(request);
  const { ruleId } = parseParams(Params, params);
  const form = Form.safeParse(Object.fromEntries(await request.formData()));
  if (!form.success) return badForm(messagesOf(form.error));
  const { revision, position } = form.data;
  const result = await editDraft(ctx, revision, (rules) => moveRule(rules, ruleId, position));
  const { body, status } = answerEdit(result);
  return json(body, { status });
}
