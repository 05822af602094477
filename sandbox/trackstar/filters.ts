import type { RecordQuery } from "./copy.ts";
import type { Resource } from "./integrations.ts";
import { validationRefusal } from "./refusal.ts";

const most = 1000;
const mostListed = 100;

type Operators = "text" | "caseless-text" | "date" | "boolean";

interface Field {
  readonly column: string;
  readonly operators: Operators;
}

const inBody = (path: string, operators: Operators = "text"): Field => ({
  column: `json_extract(body, '$.${path}')`,
  operators,
});

const everywhere: Record<string, Field> = {
  created_date: inBody("created_date", "date"),
  updated_date: inBody("updated_date", "date"),
  trackstar_created_date: { column: "trackstar_created_date", operators: "date" },
  trackstar_updated_date: { column: "trackstar_updated_date", operators: "date" },
};

const customer = { warehouse_customer_id: inBody("warehouse_customer_id") };

const fieldsOf: Record<Resource, Record<string, Field>> = {
  warehouses: {},
  "warehouse-customers": {},
  products: { ...customer, sku: inBody("sku") },
  inventory: { ...customer, sku: inBody("sku"), active: inBody("active", "boolean") },
  orders: {
    ...customer,
    status: inBody("status"),
    channel: inBody("channel_object.channel_id"),
    type: inBody("type"),
    order_number: inBody("order_number", "caseless-text"),
    reference_id: inBody("reference_id", "caseless-text"),
    required_ship_date: inBody("required_ship_date", "date"),
  },
  "inbound-shipments": {
    ...customer,
    status: inBody("status"),
    warehouse_id: inBody("warehouse_id"),
    expected_arrival_date: inBody("expected_arrival_date", "date"),
    purchase_order_number: inBody("purchase_order_number"),
  },
};

interface Condition {
  readonly sql: string;
  readonly params: readonly (string | number)[];
}

type Compile = (column: string, value: string) => Condition;

const compare =
  (sign: string): Compile =>
  (column, value) => ({ sql: `${column} ${sign} ?`, params: [value] });

const among =
  (sign: "in" | "not in", change: (value: string) => string = (value) => value): Compile =>
  (column, value) => {
    const values = splitList(value).map(change);
    return { sql: `${column} ${sign} (${values.map(() => "?").join(", ")})`, params: values };
  };

const text: Record<string, Compile> = {
  eq: compare("="),
  neq: compare("is not"),
  in: among("in"),
  nin: among("not in"),
  contains: (column, value) => ({ sql: `instr(${column}, ?) > 0`, params: [value] }),
  not_contains: (column, value) => ({ sql: `ifnull(instr(${column}, ?), 0) = 0`, params: [value] }),
};

const lower = (value: string) => value.toLowerCase();

const caselessText: Record<string, Compile> = {
  ...text,
  "eq-insensitive": (column, value) => compare("=")(`lower(${column})`, lower(value)),
  "in-insensitive": (column, value) => among("in", lower)(`lower(${column})`, value),
  "contains-insensitive": (column, value) => ({
    sql: `instr(lower(${column}), ?) > 0`,
    params: [lower(value)],
  }),
};

const dated =
  (sign: string): Compile =>
  (column, value) => {
    if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value) || Number.isNaN(Date.parse(value))) {
      throw new InvalidValue("Not a valid datetime (YYYY-MM-DDTHH:MM:SSZ).");
    }
    // Stored dates carry milliseconds; as text they only compare with the same precision.
    return { sql: `${column} ${sign} ?`, params: [new Date(value).toISOString()] };
  };

const operatorsOf: Record<Operators, Record<string, Compile>> = {
  text,
  "caseless-text": caselessText,
  date: {
    eq: dated("="),
    neq: dated("is not"),
    gt: dated(">"),
    gte: dated(">="),
    lt: dated("<"),
    lte: dated("<="),
  },
  boolean: {
    eq: (column, value) => {
      if (value !== "true" && value !== "false") throw new InvalidValue("Not a valid boolean.");
      return { sql: `${column} = ?`, params: [value === "true" ? 1 : 0] };
    },
  },
};

class InvalidValue extends Error {}

function splitList(value: string): string[] {
  const values = value.split(",").filter((each) => each !== "");
  if (values.length === 0) throw new InvalidValue("At least one value is needed.");
  if (values.length > mostListed) throw new InvalidValue(`At most ${mostListed} values are allowed.`);
  return values;
}

/** The limit a caller asked for, and the conditions of one page. Throws 422 naming every bad parameter. */
export function readListQuery(
  resource: Resource,
  query: URLSearchParams,
): RecordQuery & { pageSize: number } {
  const problems: Record<string, string[]> = {};
  const conditions = new Map<string, Condition>();
  let pageSize = most;
  for (const [name, value] of query) {
    try {
      if (name === "limit") pageSize = readLimit(value);
      else conditions.set(name, conditionFor(resource, name, value));
    } catch (error) {
      if (!(error instanceof InvalidValue)) throw error;
      problems[name] = [error.message];
    }
  }
  if (Object.keys(problems).length > 0) throw validationRefusal("query", problems);
  const used = withIdsAlone(conditions);
  return {
    pageSize,
    where: used.length === 0 ? "true" : used.map((each) => each.sql).join(" and "),
    params: used.flatMap((each) => each.params),
    limit: pageSize + 1,
  };
}

/** A list of ids makes every other filter be ignored, except where the page begins. */
function withIdsAlone(conditions: Map<string, Condition>): Condition[] {
  const ids = conditions.get("ids[in]");
  const page = conditions.get("page_token");
  return ids ? [ids, ...(page ? [page] : [])] : [...conditions.values()];
}

function readLimit(value: string): number {
  const limit = Number(value);
  if (!Number.isInteger(limit) || limit < 1 || limit > most) throw new InvalidValue(`Must be 1 to ${most}.`);
  return limit;
}

function conditionFor(resource: Resource, name: string, value: string): Condition {
  if (name === "page_token") return { sql: "id > ?", params: [readPageToken(value)] };
  if (name === "ids[in]") return among("in")("id", value);
  const [, key = "", operator = "eq"] = /^([a-z_]+)(?:\[([a-z_-]+)\])?$/.exec(name) ?? [];
  if (key === "trackstar_tags") return tagCondition(operator, value);
  const field = { ...everywhere, ...fieldsOf[resource] }[key];
  if (!field) throw new InvalidValue("Unknown field.");
  const compile = operatorsOf[field.operators][operator];
  if (!compile) throw new InvalidValue("Unknown operator.");
  return compile(field.column, value);
}

function tagCondition(operator: string, value: string): Condition {
  if (operator !== "contains" && operator !== "not_contains") throw new InvalidValue("Unknown operator.");
  const forms = splitList(value).flatMap((tag) => {
    const [key = "", ...rest] = tag.split(":");
    return rest.length === 0 ? [tag] : [tag, JSON.stringify({ [key]: rest.join(":") })];
  });
  const found = `exists (select 1 from json_each(tags) as tag where tag.value in (${forms.map(() => "?").join(", ")}))`;
  return { sql: operator === "contains" ? found : `not ${found}`, params: forms };
}

export function pageToken(lastId: string): string {
  return Buffer.from(lastId).toString("base64url");
}

function readPageToken(token: string): string {
  if (!/^[\w-]+$/.test(token)) throw new InvalidValue("Not a valid page token.");
  return Buffer.from(token, "base64url").toString();
}
