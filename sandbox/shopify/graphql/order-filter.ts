import type { SQLInputValue } from "node:sqlite";
import { GraphQLError } from "graphql";

interface Filter {
  readonly conditions: readonly string[];
  readonly values: readonly SQLInputValue[];
}

const term = /(\w+):(>=|<=|>|<)?('[^']*'|"[^"]*"|\S+)|\S+/g;
const timeColumns: Readonly<Record<string, string>> = {
  created_at: "created_ms",
  updated_at: "updated_ms",
  processed_at: "processed_ms",
};

/** Shopify's search syntax as far as order back-fills use it: field:value terms joined by AND. */
export function orderFilter(query: string | null | undefined): Filter {
  const parts = [...(query ?? "").matchAll(term)].flatMap((match) => {
    const [text, field, comparator = "", quoted = ""] = match;
    if (text === "AND") return [];
    if (field === undefined) throw unknownTerm(text);
    return [condition(field, comparator, quoted.replace(/^['"]|['"]$/g, ""))];
  });
  return {
    conditions: parts.map((part) => part.condition),
    values: parts.flatMap((part) => part.values),
  };
}

interface Condition {
  readonly condition: string;
  readonly values: readonly SQLInputValue[];
}

function condition(field: string, comparator: string, value: string): Condition {
  const column = timeColumns[field];
  if (column !== undefined) return timeCondition(column, comparator, value);
  switch (field) {
    case "id":
      return { condition: "id = ?", values: [value] };
    case "name":
      return { condition: "name = ?", values: [value.startsWith("#") ? value : `#${value}`] };
    case "test":
      return { condition: "test = ?", values: [value === "true" ? 1 : 0] };
    case "financial_status":
      return { condition: "financial_status = ?", values: [value.toLowerCase()] };
    case "fulfillment_status":
      return fulfillmentCondition(value.toLowerCase());
    case "status":
      return statusCondition(value.toLowerCase());
    default:
      throw unknownTerm(`${field}:${value}`);
  }
}

function timeCondition(column: string, comparator: string, value: string) {
  const ms = Date.parse(value);
  if (Number.isNaN(ms)) throw unknownTerm(value);
  return { condition: `${column} ${comparator || "="} ?`, values: [ms] };
}

function fulfillmentCondition(value: string) {
  const status =
    { partial: "partially_fulfilled", shipped: "fulfilled", unshipped: "unfulfilled" }[value] ?? value;
  return { condition: "fulfillment_status = ?", values: [status] };
}

function statusCondition(value: string) {
  if (value === "any") return { condition: "1 = 1", values: [] };
  if (value === "open") return { condition: "open = 1", values: [] };
  if (value === "closed" || value === "cancelled") return { condition: "open = 0", values: [] };
  throw unknownTerm(`status:${value}`);
}

/** Shopify ignores what it does not understand and answers everything; here that would hide a mistake. */
const unknownTerm = (text: string) =>
  new GraphQLError(`The sandbox does not understand the search term '${text}'`, {
    extensions: { code: "SANDBOX_NOT_IMPLEMENTED" },
  });
