import type { ConditionField, OperatorName } from "#app/services/routing/engine/index.ts";
import { countryNames } from "./country-names.ts";
import { fieldOf, sayOperator } from "./rule-fields.ts";
import type { ConditionForm, GroupForm } from "./rule-form.ts";
import { sayLocalTime } from "./shop-time.ts";

const gap = "…";
const mostListed = 5;

export const orGap = (text: string): string => (text === "" ? gap : text);
export const quoted = (text: string): string => (text === "" ? gap : `“${text}”`);

/** "CA, OR or WA"; a long list ends with how many more there are. */
export function listed(items: readonly string[], word: "and" | "or"): string {
  const given = items.filter((item) => item !== "");
  const shown = given.length > mostListed + 1 ? given.slice(0, mostListed) : given;
  const parts = shown.length < given.length ? [...shown, `${given.length - shown.length} more`] : shown;
  const last = parts.at(-1);
  if (last === undefined) return gap;
  return parts.length === 1 ? last : `${parts.slice(0, -1).join(", ")} ${word} ${last}`;
}

/** What orders are like that meet a group; it follows the word "orders". */
export function tellGroup({ match, members }: GroupForm): string {
  const told = members.map((member) => tellMember(member, members.length > 1));
  if (told.length === 0) return gap;
  switch (match) {
    case "all":
      return told.join(" and ");
    case "any":
      return told.join(" or ");
    case "none":
      return `other than those ${told.join(" or ")}`;
  }
}

function tellMember(member: ConditionForm | GroupForm, hasSiblings: boolean): string {
  if (member.kind === "condition") return tellCondition(member);
  const told = tellGroup(member);
  return hasSiblings && member.members.length > 1 ? `(${told})` : told;
}

function tellCondition(condition: ConditionForm): string {
  const { field, operator, values } = condition;
  switch (field) {
    case "ship_to_country":
    case "ship_to_state":
    case "ship_to_postal_code":
    case "ship_to_city":
      return tellPlace(field, operator, values);
    case "total_price":
      return tellAmount("worth", "", operator, values);
    case "item_count":
      return tellAmount(
        "with",
        values.length === 1 && values[0] === "1" ? " unit" : " units",
        operator,
        values,
      );
    case "weight_grams":
      return tellAmount("weighing", " g", operator, values);
    case "sku":
      return tellSku(condition);
    case "tags":
      return tellTags(operator, values);
    case "order_date":
      return `placed ${operator} ${listed(values.map(sayLocalTime), "and")}`;
    case "shipping_method":
    case "channel_type":
    case "customer_email_domain":
    case "currency":
      return tellText(field, operator, values);
  }
}

const places = {
  ship_to_country: ["a country", "countries"],
  ship_to_state: ["a state", "states"],
  ship_to_postal_code: ["a ZIP code", "ZIP codes"],
  ship_to_city: ["a city", "cities"],
} as const;

function tellPlace(field: keyof typeof places, operator: OperatorName, values: readonly string[]): string {
  const [one, many] = places[field];
  const names = listed(field === "ship_to_country" ? values.map(sayCountry) : values, "or");
  if (operator === "is_empty") return `without ${one}`;
  if (operator === "exists") return `with ${one}`;
  if (operator === "equals" || operator === "in") return `to ${names}`;
  if (operator === "not_equals" || operator === "not_in") return `not to ${names}`;
  return operator === "not_contains"
    ? `not to ${many} containing ${names}`
    : `to ${many} ${participle(operator)} ${names}`;
}

const articled = new Set(["US", "GB", "AE", "NL", "PH", "BS", "DO", "CF", "MV", "SC", "KY", "VA"]);
const sayCountry = (code: string): string => {
  const name = countryNames.get(code.toUpperCase());
  if (name === undefined) return code;
  return articled.has(code.toUpperCase()) ? `the ${name}` : name;
};

const participle = (operator: OperatorName): string =>
  operator === "starts_with" ? "starting with" : operator === "ends_with" ? "ending with" : "containing";

const comparisons: Partial<Record<OperatorName, string>> = {
  greater_than: "more than ",
  greater_than_or_equal: "at least ",
  less_than: "less than ",
  less_than_or_equal: "at most ",
};

function tellAmount(verb: string, unit: string, operator: OperatorName, values: readonly string[]): string {
  if (operator === "between") return `${verb} ${orGap(values[0] ?? "")} to ${orGap(values[1] ?? "")}${unit}`;
  const negation = operator === "not_equals" || operator === "not_in" ? "not " : "";
  return `${negation}${verb} ${comparisons[operator] ?? ""}${listed(values, "or")}${unit}`;
}

function tellSku({ lines, operator, values }: ConditionForm): string {
  const isWhole = operator === "equals" || operator === "in";
  const what = isWhole ? listed(values, "or") : `SKUs ${participle(operator)} ${listed(values, "or")}`;
  switch (lines) {
    case "any":
      return `with ${what}`;
    case "all":
      return `with nothing but ${what}`;
    case "none":
      return `without ${what}`;
  }
}

function tellTags(operator: OperatorName, values: readonly string[]): string {
  if (operator === "is_empty") return "without tags";
  if (operator === "exists") return "with tags";
  return `${operator === "not_contains" ? "not " : ""}tagged ${quoted(values[0] ?? "")}`;
}

function tellText(field: ConditionField, operator: OperatorName, values: readonly string[]): string {
  const noun = fieldOf(field).label.toLowerCase();
  if (operator === "is_empty" || operator === "exists")
    return `whose ${noun} ${sayOperator(field, operator)}`;
  const said = operator === "in" ? "is" : operator === "not_in" ? "is not" : sayOperator(field, operator);
  const names = values.map((value) => (value === "" || field === "currency" ? value : quoted(value)));
  return `whose ${noun} ${said} ${listed(names, "or")}`;
}
