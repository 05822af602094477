import { z } from "zod";

/** One comparison of a condition, or its opposite. Negated operators are their counterparts turned round. */
export interface Literal {
  readonly field: string;
  readonly operator: BaseOperator;
  readonly values: readonly (string | number)[];
  /** For which lines it has to hold; sku only. */
  readonly lines: "any" | "all" | "none" | undefined;
  readonly isPositive: boolean;
}

/** Literals that hold together. */
export type Conjunct = readonly Literal[];

const baseOperators = [
  "equals",
  "in",
  "contains",
  "starts_with",
  "ends_with",
  "is_empty",
  "greater_than",
  "greater_than_or_equal",
  "less_than",
  "less_than_or_equal",
  "between",
] as const;
export type BaseOperator = (typeof baseOperators)[number];
const isBase = (name: string): name is BaseOperator => baseOperators.some((base) => base === name);

/** Where a field is missing, a negated operator passes: it is the exact opposite of its counterpart there, too. */
const opposites: Readonly<Record<string, BaseOperator>> = {
  not_equals: "equals",
  not_in: "in",
  not_contains: "contains",
  exists: "is_empty",
};
const synonyms: Readonly<Record<string, BaseOperator>> = { before: "less_than", after: "greater_than" };

const Comparison = z.object({
  field: z.string(),
  operator: z.string(),
  value: z.unknown(),
  lines: z.enum(["any", "all", "none"]).optional(),
});
const Members = z.array(z.unknown());
const Group = z.union([z.object({ all: Members }), z.object({ any: Members }), z.object({ none: Members })]);

const most = 200;

/**
 * Conditions as alternatives: an order meets them when it meets one conjunct, or, with `isPositive` false, when it does
 * not meet the conditions. Null where there are more than 200, or something in them is not understood.
 */
export function conjunctsOf(conditions: unknown, isPositive = true): readonly Conjunct[] | null {
  const group = Group.safeParse(conditions).data;
  if (!group) return literalOf(conditions, isPositive);
  if ("all" in group) return combine(group.all, isPositive, isPositive);
  if ("any" in group) return combine(group.any, isPositive, !isPositive);
  return combine(group.none, !isPositive, isPositive);
}

/** `isTogether`: members hold together, rather than one of them. */
function combine(
  members: readonly unknown[],
  isPositive: boolean,
  isTogether: boolean,
): readonly Conjunct[] | null {
  let combined: readonly Conjunct[] = isTogether ? [[]] : [];
  for (const member of members) {
    const next = conjunctsOf(member, isPositive);
    if (!next) return null;
    combined = isTogether
      ? combined.flatMap((one) => next.map((other) => [...one, ...other]))
      : [...combined, ...next];
    if (combined.length > most) return null;
  }
  return combined;
}

function literalOf(comparison: unknown, isPositive: boolean): readonly Conjunct[] | null {
  const parsed = Comparison.safeParse(comparison);
  if (!parsed.success) return null;
  const { field, operator, value, lines } = parsed.data;
  const opposite = opposites[operator];
  const base = opposite ?? synonyms[operator] ?? operator;
  const values = (Array.isArray(value) ? value : [value]).flatMap((one) => valueOf(field, one));
  if (!isBase(base)) return null;
  return [[{ field, operator: base, values, lines, isPositive: isPositive === (opposite === undefined) }]];
}

/** As the engine compares: text without case but for SKUs, moments in milliseconds. */
function valueOf(field: string, value: unknown): (string | number)[] {
  if (typeof value === "number") return [value];
  if (typeof value !== "string") return [];
  if (field === "order_date") return [Date.parse(value)];
  return [field === "sku" ? value : value.toLowerCase()];
}
