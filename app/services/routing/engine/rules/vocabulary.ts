import { dateOperators, numberOperators, presenceOperators } from "./operators.ts";
import { skuOperators, tagOperators, textOperators } from "./operators.ts";
import type { Takes } from "./operators.ts";
import { numberFields, textFields } from "./order-fields.ts";

/** What a condition may look at, in the order in which it is documented. */
export const conditionFields = [
  ...textFields.map((name) => ({ name, type: "text" as const })),
  ...numberFields.map(({ name }) => ({ name, type: "number" as const })),
  { name: "order_date", type: "date" },
  { name: "tags", type: "tags" },
  { name: "sku", type: "sku" },
] as const;

export type ConditionField = (typeof conditionFields)[number]["name"];
/** Values of `date` are ISO 8601 dates or date-times; those of `tags` and `sku` are texts. */
export type FieldType = (typeof conditionFields)[number]["type"];

const operatorsByType = {
  text: [...textOperators, ...presenceOperators],
  number: numberOperators,
  date: dateOperators,
  tags: [...tagOperators, ...presenceOperators],
  sku: skuOperators,
} as const satisfies Record<FieldType, readonly { name: string; takes: Takes }[]>;

export type OperatorName = (typeof operatorsByType)[FieldType][number]["name"];

/**
 * The operators a field may be compared with, and how many values each takes: none, one, a list of any length, or a
 * list of a lower and an upper end.
 */
export function operatorsOf(field: ConditionField): readonly { name: OperatorName; takes: Takes }[] {
  const type = conditionFields.find(({ name }) => name === field)?.type;
  return type ? operatorsByType[type] : [];
}

/** Whether `name` is an operator of any field. */
export function isOperator(name: string): name is OperatorName {
  return Object.values(operatorsByType).some((operators) => operators.some((one) => one.name === name));
}

/** For which lines a comparison of SKUs has to hold. */
export const lineScopes = ["any", "all", "none"] as const;
export type LineScope = (typeof lineScopes)[number];

/** How many of its members a group needs. */
export const groupKinds = ["all", "any", "none"] as const;
export type GroupKind = (typeof groupKinds)[number];

/** How deep groups may be nested. */
export const deepestGroup = 50;
