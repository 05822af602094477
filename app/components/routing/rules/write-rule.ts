import { everyOrder } from "./every-order.ts";
import { takesOf, typeOf } from "./rule-fields.ts";
import type { ActionForm, ConditionForm, GroupForm, RuleForm } from "./rule-form.ts";
import { momentOf } from "./shop-time.ts";

/** The rule's documents as the engine reads them. What is missing in the form is missing here: the engine says so. */
export function writeRule(form: RuleForm, timeZone: string): { conditions: unknown; action: unknown } {
  return { conditions: writeConditions(form, timeZone), action: writeAction(form.action, timeZone) };
}

function writeConditions({ appliesTo, conditions }: RuleForm, timeZone: string): unknown {
  if (appliesTo === "every-order") return everyOrder;
  const [only, ...others] = conditions.members;
  const isPlain = conditions.match !== "none" && only?.kind === "condition" && others.length === 0;
  return isPlain ? writeCondition(only, timeZone) : writeGroup(conditions, timeZone);
}

const writeGroup = (group: GroupForm, timeZone: string): unknown => ({
  [group.match]: group.members.map((member) =>
    member.kind === "group" ? writeGroup(member, timeZone) : writeCondition(member, timeZone),
  ),
});

export function writeCondition(condition: ConditionForm, timeZone: string): unknown {
  const { field, operator, lines } = condition;
  const value = writeValue(condition, timeZone);
  return {
    field,
    operator,
    ...(value !== undefined && { value }),
    ...(typeOf(field) === "sku" && { lines }),
  };
}

function writeValue({ field, operator, values }: ConditionForm, timeZone: string): unknown {
  const written = values.map((text) => writeOne(typeOf(field), text, timeZone));
  switch (takesOf(field, operator)) {
    case "none":
      return undefined;
    case "one":
      return written[0];
    case "two":
      return [written[0] ?? "", written[1] ?? ""];
    case "many":
      return written;
  }
}

function writeOne(type: ReturnType<typeof typeOf>, text: string, timeZone: string): string | number {
  if (type === "number") return numberOr(text);
  return type === "date" ? momentOf(text, timeZone) : text.trim();
}

/** What is no number stays text, which the engine refuses. */
function numberOr(text: string): string | number {
  const number = Number(text);
  return text.trim() === "" || !Number.isFinite(number) ? text : number;
}

export const writeAction = (action: ActionForm, timeZone: string): Record<string, unknown> => ({
  type: action.type,
  ...fieldsOf(action, timeZone),
});

function fieldsOf(action: ActionForm, timeZone: string): Record<string, unknown> {
  switch (action.type) {
    case "route_to_warehouse":
    case "prefer_warehouse":
    case "exclude_warehouse":
      return { warehouse_id: action.warehouseId };
    case "require_capability":
      return { capability: action.capability.trim() };
    case "set_split":
      return writeSplit(action);
    case "keep_together":
      return { skus: action.together === "skus" ? action.skus : null };
    case "hold":
      return { until: action.holdFor === "date" ? momentOf(action.holdUntil, timeZone) : null };
    case "set_weights":
      return { weights: writeWeights(action) };
  }
}

function writeSplit({ splitPolicy, maxShipments, minShipmentValue }: ActionForm): Record<string, unknown> {
  return {
    ...(splitPolicy !== "" && { policy: splitPolicy }),
    ...(splitPolicy !== "never" && maxShipments !== "" && { max_shipments: numberOr(maxShipments) }),
    ...(splitPolicy !== "never" &&
      minShipmentValue !== "" && { min_shipment_value: numberOr(minShipmentValue) }),
  };
}

const writeWeights = ({ weights }: ActionForm) =>
  Object.fromEntries(
    Object.entries(weights).map(([name, percent]) => {
      const number = numberOr(percent);
      return [name, typeof number === "number" ? Number((number / 100).toFixed(8)) : number];
    }),
  );
