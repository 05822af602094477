import { z } from "zod";
import {
  actionTypes,
  conditionFields,
  groupKinds,
  lineScopes,
  operatorsOf,
} from "#app/services/routing/engine/index.ts";
import { isEveryOrder } from "./every-order.ts";
import { typeOf } from "./rule-fields.ts";
import { newAction, newRule, type ActionForm, type GroupForm, type RuleForm } from "./rule-form.ts";
import { localTimeOf } from "./shop-time.ts";

const Value = z.union([z.string(), z.number()]).transform(String);
const Comparison = z.strictObject({
  field: z.enum(conditionFields.map(({ name }) => name)),
  operator: z.string(),
  value: z
    .union([Value.transform((one) => [one]), z.array(Value)])
    .nullable()
    .optional(),
  lines: z.enum(lineScopes).optional(),
});

interface Reader {
  readonly timeZone: string;
  nextKey: number;
}
type Member = GroupForm["members"][number];

interface WrittenRule {
  readonly name: string;
  readonly is_active: boolean;
  readonly conditions?: unknown;
  readonly action?: unknown;
}

/** A rule as the builder shows it; null where it was written in a way the builder has no fields for. */
export function readRuleForm(rule: WrittenRule, timeZone: string): RuleForm | null {
  const conditions = readConditions(rule.conditions, timeZone);
  const action = readAction(rule.action, timeZone);
  if (!conditions || !action) return null;
  return { name: rule.name, isActive: rule.is_active, ...conditions, action };
}

/** A new rule that keeps what can be understood of one that cannot be shown. */
export function salvageRule(rule: WrittenRule, timeZone: string): RuleForm {
  return {
    ...newRule,
    name: rule.name,
    isActive: rule.is_active,
    ...readConditions(rule.conditions, timeZone),
    action: readAction(rule.action, timeZone) ?? newAction,
  };
}

type Conditions = Pick<RuleForm, "appliesTo" | "conditions" | "nextKey">;

function readConditions(document: unknown, timeZone: string): Conditions | null {
  if (isEveryOrder(document)) return { ...newRule, appliesTo: "every-order" };
  const reader: Reader = { timeZone, nextKey: 1 };
  const root = readMember(document, reader);
  if (!root) return null;
  const conditions: GroupForm =
    root.kind === "group" ? root : { kind: "group", key: reader.nextKey++, match: "all", members: [root] };
  return { appliesTo: "matching", conditions, nextKey: reader.nextKey };
}

function readMember(document: unknown, reader: Reader): Member | null {
  const comparison = Comparison.safeParse(document);
  if (!comparison.success) return readGroup(document, reader);
  const { field, value, lines } = comparison.data;
  const operator = operatorsOf(field).find(({ name }) => name === comparison.data.operator)?.name;
  if (operator === undefined) return null;
  const shown = (text: string) => (typeOf(field) === "date" ? localTimeOf(text, reader.timeZone) : text);
  return {
    kind: "condition",
    key: reader.nextKey++,
    field,
    operator,
    values: (value ?? []).map(shown),
    lines: lines ?? "any",
  };
}

function readGroup(document: unknown, reader: Reader): GroupForm | null {
  if (typeof document !== "object" || document === null) return null;
  const [entry, ...others] = Object.entries(document);
  const match = groupKinds.find((kind) => kind === entry?.[0]);
  const written: unknown = entry?.[1];
  if (match === undefined || others.length > 0 || !Array.isArray(written)) return null;
  const key = reader.nextKey++;
  const members: Member[] = [];
  for (const each of written) {
    const member = readMember(each, reader);
    if (!member) return null;
    members.push(member);
  }
  return { kind: "group", key, match, members };
}

const Percent = z
  .number()
  .optional()
  .transform((share) => (share === undefined ? undefined : String(Number((share * 100).toFixed(6)))));
const Count = z.number().optional();
const Action = z.strictObject({
  type: z.enum(actionTypes),
  warehouse_id: z.string().optional(),
  capability: z.string().optional(),
  policy: z.enum(["never", "when_needed"]).optional(),
  max_shipments: Count,
  min_shipment_value: Count,
  skus: z.array(z.string()).nullable().optional(),
  until: z.string().nullable().optional(),
  weights: z
    .strictObject({ inventory: Percent, proximity: Percent, cost: Percent, capacity: Percent })
    .optional(),
});

function readAction(document: unknown, timeZone: string): ActionForm | null {
  const parsed = Action.safeParse(document);
  if (!parsed.success) return null;
  const { type, warehouse_id, capability, policy, max_shipments, min_shipment_value, skus, until, weights } =
    parsed.data;
  return {
    type,
    warehouseId: warehouse_id ?? "",
    capability: capability ?? "",
    splitPolicy: policy ?? "",
    maxShipments: max_shipments?.toString() ?? "",
    minShipmentValue: min_shipment_value?.toString() ?? "",
    together: skus ? "skus" : "order",
    skus: skus ?? [],
    holdFor: until == null ? "release" : "date",
    holdUntil: until == null ? "" : localTimeOf(until, timeZone),
    weights: {
      inventory: weights?.inventory ?? newAction.weights.inventory,
      proximity: weights?.proximity ?? newAction.weights.proximity,
      cost: weights?.cost ?? newAction.weights.cost,
      capacity: weights?.capacity ?? newAction.weights.capacity,
    },
  };
}
