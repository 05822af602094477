import { findFaults, type FieldType } from "#app/services/routing/engine/index.ts";
import { everyOrder } from "./every-order.ts";
import { takesOf, typeOf } from "./rule-fields.ts";
import {
  weightNames,
  type ActionForm,
  type ConditionForm,
  type GroupForm,
  type RuleForm,
} from "./rule-form.ts";
import { longestName } from "./tell-rule.ts";
import { writeAction, writeCondition } from "./write-rule.ts";

type ActionField = keyof ActionForm;

export interface RuleMessages {
  readonly name: string | null;
  /** About the conditions as a whole. */
  readonly conditions: string | null;
  /** By the key of the condition. */
  readonly values: ReadonlyMap<number, string>;
  readonly action: Partial<Record<ActionField, string>>;
}

interface Shop {
  readonly timeZone: string;
  readonly warehouseIds: ReadonlySet<string>;
}

/** What is missing or wrong in a rule, beside the field where it can be mended. The engine judges; the words are ours. */
export function checkRuleForm(form: RuleForm, shop: Shop): RuleMessages {
  const isConditional = form.appliesTo === "matching";
  return {
    name: checkName(form.name),
    conditions: isConditional && form.conditions.members.length === 0 ? "Add at least one condition." : null,
    values: new Map(isConditional ? checkGroup(form.conditions, shop) : []),
    action: checkAction(form.action, shop),
  };
}

export const isSound = ({ name, conditions, values, action }: RuleMessages): boolean =>
  name === null && conditions === null && values.size === 0 && Object.keys(action).length === 0;

export const countMessages = ({ name, conditions, values, action }: RuleMessages): number =>
  [name, conditions].filter((message) => message !== null).length + values.size + Object.keys(action).length;

function checkName(name: string): string | null {
  if (name.trim() === "") return "Enter a name.";
  return name.trim().length > longestName ? `Use at most ${longestName} characters.` : null;
}

const checkGroup = (group: GroupForm, shop: Shop): [number, string][] =>
  group.members.flatMap((member): [number, string][] => {
    if (member.kind === "group") return checkGroup(member, shop);
    const message = checkCondition(member, shop);
    return message === null ? [] : [[member.key, message]];
  });

function checkCondition(condition: ConditionForm, { timeZone }: Shop): string | null {
  const { field, operator, values } = condition;
  const takes = takesOf(field, operator);
  const type = typeOf(field);
  // The engine reads an empty list as one that nothing is in; nobody means that.
  if (takes === "many" && values.length === 0) return "Add at least one value.";
  const faults = findFaults({ conditions: writeCondition(condition, timeZone), action: { type: "hold" } });
  if (faults.length === 0) return null;
  if (takes === "two" && values.filter((value) => value !== "").length < 2) return "Enter both ends.";
  if (takes === "two" && values.every((value) => isReadable(type, value))) {
    return "The second value can't be below the first.";
  }
  return asks[type];
}

const isReadable = (type: FieldType, value: string): boolean =>
  type === "number" ? Number.isFinite(Number(value)) : !Number.isNaN(Date.parse(value));

const asks: Readonly<Record<FieldType, string>> = {
  text: "Enter a value.",
  number: "Enter a number.",
  date: "Choose a date and time.",
  tags: "Enter a tag.",
  sku: "Enter a SKU.",
};

function checkAction(action: ActionForm, shop: Shop): RuleMessages["action"] {
  if (action.type === "set_split" && action.splitPolicy === "" && !hasSplitLimits(action)) {
    return { splitPolicy: "Choose what changes." };
  }
  const rule = { conditions: everyOrder, action: writeAction(action, shop.timeZone) };
  const messages: RuleMessages["action"] = {};
  for (const { at } of findFaults(rule, shop.warehouseIds)) {
    const field = fieldByKey[String(at[1])];
    if (field) messages[field] = messageFor(field, action);
  }
  return messages;
}

const hasSplitLimits = ({ maxShipments, minShipmentValue }: ActionForm): boolean =>
  maxShipments !== "" || minShipmentValue !== "";

const fieldByKey: Partial<Record<string, ActionField>> = {
  warehouse_id: "warehouseId",
  capability: "capability",
  policy: "splitPolicy",
  max_shipments: "maxShipments",
  min_shipment_value: "minShipmentValue",
  skus: "skus",
  until: "holdUntil",
  weights: "weights",
};

function messageFor(field: ActionField, action: ActionForm): string {
  if (field === "warehouseId" && action.warehouseId !== "") {
    return "This warehouse was deleted. Choose another one.";
  }
  return field === "weights" ? checkWeights(action) : (actionAsks[field] ?? "Check this field.");
}

const actionAsks: RuleMessages["action"] = {
  warehouseId: "Choose a warehouse.",
  capability: "Enter a capability.",
  maxShipments: "Enter a whole number from 1.",
  minShipmentValue: "Enter an amount of 0 or more.",
  skus: "Add at least one SKU.",
  holdUntil: "Choose a date and time.",
};

/** In percent, as it is typed. */
export const sumOfWeights = ({ weights }: ActionForm): number =>
  Number(weightNames.reduce((sum, name) => sum + Number(weights[name]), 0).toFixed(4));

function checkWeights(action: ActionForm): string {
  const isEach = weightNames.every((name) => {
    const percent = Number(action.weights[name]);
    return action.weights[name].trim() !== "" && percent >= 0 && percent <= 100;
  });
  return isEach
    ? `The weights add up to ${sumOfWeights(action)}%. Make it 100%.`
    : "Enter 0 to 100 for each.";
}
