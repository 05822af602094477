import { randomUUID } from "node:crypto";
import type { Sql } from "postgres";
import type { ShopContext } from "#app/services/shop-context.ts";
import type { RoutingRule } from "#app/services/routing/setup/routing-setup.ts";
import type { ShopRow } from "./shops.ts";

/** Ids of rules whose pages are pictured. */
export interface ShownRules {
  readonly nested: string;
  readonly unreadable: string;
}

type Warehouses = ReadonlyMap<string, string>;

/** Two published versions and a draft over them; in another shop rules and a rate card that were written by hand. */
export async function arrangeRouting(
  sql: Sql,
  shops: { full: ShopRow; trouble: ShopRow },
  warehouses: Warehouses,
  contextOf: (shop: ShopRow) => ShopContext,
): Promise<ShownRules> {
  const { saveDraft } = await import("#app/services/routing/setup/save-draft.server.ts");
  const { publishDraft } = await import("#app/services/routing/setup/publish-draft.server.ts");
  const { openRoutingSetup } = await import("#app/services/routing/setup/open-routing-setup.server.ts");
  const ctx = contextOf(shops.full);
  const { settings } = (await openRoutingSetup(ctx)).live.setup;
  const rules = demoRules(warehouses);

  async function save(drafted: readonly RoutingRule[], revision: number): Promise<number> {
    const saved = await saveDraft(ctx, { revision, setup: { rules: [...drafted], settings } });
    if (saved.outcome !== "saved") throw new Error(`the draft was not saved: ${JSON.stringify(saved)}`);
    return saved.revision;
  }
  for (const count of [1, 3]) {
    await publishDraft(ctx, { revision: await save(rules.slice(0, count), 0) });
  }
  const renamed = rules.map((rule, index) => (index === 1 ? { ...rule, name: "Big orders whole" } : rule));
  await save(renamed, 0);
  return { nested: rules[2]?.id ?? "", unreadable: await writeByHand(sql, shops.trouble) };
}

function demoRules(warehouses: Warehouses): RoutingRule[] {
  const to = (type: string, name: string) => ({ type, warehouse_id: warehouses.get(name) ?? "" });
  const west = { field: "ship_to_state", operator: "in", value: ["CA", "OR", "WA"] };
  const rules: Omit<RoutingRule, "id" | "priority">[] = [
    { name: "West coast", is_active: true, conditions: west, action: to("route_to_warehouse", "Reno") },
    {
      name: "Big orders",
      is_active: true,
      conditions: { field: "total_price", operator: "greater_than_or_equal", value: 250 },
      action: { type: "set_split", policy: "never" },
    },
    {
      name: "Gifts and mugs of the east",
      is_active: true,
      conditions: {
        all: [
          { field: "ship_to_country", operator: "equals", value: "US" },
          {
            any: [
              { field: "tags", operator: "contains", value: "gift" },
              { field: "sku", operator: "starts_with", value: "MUG", lines: "any" },
              { none: [west, { field: "total_price", operator: "between", value: [20, 80] }] },
            ],
          },
        ],
      },
      action: to("prefer_warehouse", "Newark"),
    },
    {
      name: "West coast again",
      is_active: true,
      conditions: { field: "ship_to_state", operator: "equals", value: "OR" },
      action: to("route_to_warehouse", "Columbus"),
    },
    {
      name: "Nowhere",
      is_active: true,
      conditions: {
        all: [
          { field: "ship_to_state", operator: "equals", value: "TX" },
          { field: "ship_to_state", operator: "equals", value: "NY" },
        ],
      },
      action: to("exclude_warehouse", "Dallas"),
    },
    {
      name: "Inventory week",
      is_active: false,
      conditions: { field: "order_date", operator: "between", value: ["2026-12-28", "2027-01-04"] },
      action: { type: "hold", until: "2027-01-04T14:00:00Z" },
    },
  ];
  return rules.map((rule, index) => ({ ...rule, id: randomUUID(), priority: index + 1 }));
}

async function writeByHand(sql: Sql, shop: ShopRow): Promise<string> {
  const card = { effective: "2026-01-01", currency: "USD", prices: [[4.5, 5]] };
  await sql`update public.stores set settings = settings || ${sql.json({ rate_card: card })} where id = ${shop.id}`;
  const action = { type: "route_to_warehouse", warehouse_id: randomUUID() };
  const rows = [
    {
      name: "Lost warehouse",
      conditions: { field: "ship_to_city", operator: "equals", value: "Reno" },
      action,
    },
    {
      name: "Resembles",
      conditions: { field: "ship_to_city", operator: "resembles", value: "Reno" },
      action,
    },
  ].map((rule, index) => ({
    ...rule,
    id: randomUUID(),
    shop_id: shop.id,
    priority: index + 1,
    is_active: true,
  }));
  for (const { conditions, action: does, ...row } of rows) {
    await sql`
      insert into public.routing_rules (id, shop_id, name, priority, is_active, conditions, action)
      values (${row.id}, ${row.shop_id}, ${row.name}, ${row.priority}, ${row.is_active}, ${sql.json(conditions)},
        ${sql.json(does)})`;
  }
  return rows[1]?.id ?? "";
}
