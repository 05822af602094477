import {
  conditionFields,
  operatorsOf,
  type ConditionField,
  type FieldType,
  type OperatorName,
} from "#app/services/routing/engine/index.ts";

/** How many values an operator compares with. */
export type Takes = ReturnType<typeof operatorsOf>[number]["takes"];

/** How a person meets a field of the engine. */
interface RuleField {
  readonly label: string;
  /** Where the values are codes with names. */
  readonly picker?: "country" | "state" | "currency";
  readonly unit?: string;
  readonly example?: string;
  readonly help?: string;
  /** What a new condition on this field starts with. */
  readonly startsWith: OperatorName;
}

const fields: Readonly<Record<ConditionField, RuleField>> = {
  ship_to_country: { label: "Country", picker: "country", startsWith: "in" },
  ship_to_state: {
    label: "State or province",
    picker: "state",
    startsWith: "in",
    help: "Codes repeat between countries. Add a country condition if you ship abroad.",
  },
  ship_to_postal_code: { label: "ZIP or postal code", startsWith: "starts_with", example: "902" },
  ship_to_city: { label: "City", startsWith: "equals", example: "Los Angeles" },
  total_price: {
    label: "Order total",
    startsWith: "greater_than_or_equal",
    help: "In the order's currency.",
  },
  item_count: { label: "Units", startsWith: "greater_than_or_equal" },
  weight_grams: { label: "Weight", unit: "g", startsWith: "greater_than_or_equal" },
  sku: { label: "SKU", startsWith: "in", example: "MUG-OAK" },
  tags: { label: "Order tags", startsWith: "contains", example: "gift" },
  shipping_method: { label: "Shipping method", startsWith: "contains", example: "Express" },
  channel_type: { label: "Sales channel", startsWith: "equals", example: "shopify" },
  customer_email_domain: { label: "Customer email domain", startsWith: "equals", example: "example.com" },
  currency: { label: "Currency", picker: "currency", startsWith: "in" },
  order_date: { label: "Order date", startsWith: "after", help: "In your store's time zone." },
};

export const fieldOf = (name: ConditionField): RuleField => fields[name];

/** In the order in which a person looks for them. */
export const fieldChoices: readonly ConditionField[] = [
  "ship_to_country",
  "ship_to_state",
  "ship_to_postal_code",
  "ship_to_city",
  "sku",
  "tags",
  "total_price",
  "item_count",
  "weight_grams",
  "shipping_method",
  "channel_type",
  "customer_email_domain",
  "currency",
  "order_date",
];

export const typeOf = (field: ConditionField): FieldType =>
  conditionFields.find(({ name }) => name === field)?.type ?? "text";

export const takesOf = (field: ConditionField, operator: OperatorName): Takes =>
  operatorsOf(field).find(({ name }) => name === operator)?.takes ?? "one";

const partial = new Set<OperatorName>(["starts_with", "ends_with", "contains", "not_contains"]);

/** Codes are offered whole; an operator that a rule has already stays possible. */
export function offeredOperators(field: ConditionField, current: OperatorName): readonly OperatorName[] {
  const all = operatorsOf(field).map(({ name }) => name);
  return fields[field].picker ? all.filter((name) => name === current || !partial.has(name)) : all;
}

const operatorWords: Readonly<Record<OperatorName, string>> = {
  equals: "is",
  not_equals: "is not",
  in: "is one of",
  not_in: "is none of",
  contains: "contains",
  not_contains: "doesn't contain",
  starts_with: "starts with",
  ends_with: "ends with",
  greater_than: "is more than",
  greater_than_or_equal: "is at least",
  less_than: "is less than",
  less_than_or_equal: "is at most",
  before: "is before",
  after: "is after",
  between: "is between",
  is_empty: "is empty",
  exists: "is not empty",
};

const tagWords: Partial<Record<OperatorName, string>> = {
  contains: "include",
  not_contains: "don't include",
  is_empty: "are empty",
  exists: "are not empty",
};

export const sayOperator = (field: ConditionField, operator: OperatorName): string =>
  (field === "tags" ? tagWords[operator] : undefined) ?? operatorWords[operator];

/** Whether the value is one of the codes a picker lists. */
export const picksCodes = (field: ConditionField, operator: OperatorName): boolean =>
  fields[field].picker !== undefined && !partial.has(operator);
