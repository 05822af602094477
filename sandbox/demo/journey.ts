import postgres from "postgres";
import { z } from "zod";
import { pollUntil } from "./poll-until.ts";
import { type Door, openDocument, openDoor, postForm } from "./peer-control.ts";
import type { Demo } from "./start-demo.ts";

export const shopDomain = "swyft-demo.myshopify.com";

export interface Step {
  readonly name: string;
  run(): Promise<string>;
}

const Url = z.object({ url: z.string() });
const Token = z.object({ token: z.string() });
const AuthCode = z.object({ auth_code: z.string() });
const Placed = z.object({ orders: z.tuple([z.object({ gid: z.string(), name: z.string() })]) });
const WmsOrders = z.object({
  orders: z.array(z.looseObject({ id: z.string(), order_number: z.string(), status: z.string() })),
});

const orderedSku = "MUG-OAK";

/** The main job, from installing the app to tracking that comes back; each step throws when it does not happen. */
export function journey(
  demo: Demo,
  options: { noStock?: boolean } = {},
): { steps: Step[]; end: () => Promise<void> } {
  const sql = postgres(demo.stack.env.ADMIN_DATABASE_URL, { max: 1, onnotice: () => undefined });
  const shopify = openDoor(demo.urls.admin);
  const trackstar = openDoor(demo.urls.trackstar);
  const app = (path: string) => `${demo.urls.web}${path}`;
  let order = { gid: "", name: "" };

  const steps: Step[] = [
    {
      name: "install",
      async run() {
        const { url } = Url.parse(
          await shopify.call("GET", `/sandbox/embedded-url?shop=${shopDomain}&path=/app`),
        );
        const response = await openDocument(url);
        if (response.status !== 200) throw new Error(`the app answered ${response.status}`);
        const [store] =
          await sql`select plan from public.stores where shop_domain = ${shopDomain} and is_active`;
        if (!store) throw new Error("the shop has no row");
        return "the app opens in the admin, the shop has its row";
      },
    },
    {
      name: "connect",
      async run() {
        const accounts = ["northline", "harborside"];
        for (const account of accounts) await connect(account);
        return `${accounts.length} WMS accounts linked, Swyft creates their orders`;
      },
    },
    {
      name: "sync",
      async run() {
        const found = await pollUntil("warehouses and stock arrive", async () => {
          const [row] = await sql<{ warehouses: number; units: number }[]>`
            select (select count(*)::int from public.trackstar_warehouses) as warehouses,
                   (select coalesce(sum(available), 0)::int from public.trackstar_inventory) as units`;
          const products = await sql`select from public.trackstar_products where sku = ${orderedSku}`;
          const enough =
            row && row.warehouses >= 4 && products.length > 1 && (options.noStock || row.units > 0);
          return enough ? row : undefined;
        });
        return `${found.warehouses} warehouses, ${found.units} units`;
      },
    },
    {
      name: "order",
      async run() {
        const placed = await shopify.call("POST", "/sandbox/orders", {
          shop: shopDomain,
          zip: "90001",
          lines: [{ sku: orderedSku, quantity: 2 }],
          financialStatus: "paid",
        });
        order = Placed.parse(placed).orders[0];
        await pollUntil("the order arrives", async () => {
          const rows = await sql`select from public.unified_orders where external_order_id = ${order.gid}`;
          return rows.length === 1 ? true : undefined;
        });
        return `${order.name} arrived by webhook`;
      },
    },
    {
      name: "route",
      async run() {
        const decision = await pollUntil("the order is routed", async () => {
          const [row] = await sql<{ warehouse: string; total: number; others: number }[]>`
            select w.name as warehouse, (d.decision_factors ->> 'totalScore')::float as total,
                   jsonb_array_length(d.alternatives) as others
            from public.routing_decisions d
            join public.unified_orders o on o.id = d.order_id
            join public.trackstar_warehouses w on w.id = d.selected_warehouse_id
            where o.external_order_id = ${order.gid} and d.is_current and d.outcome = 'routed'`;
          return row;
        });
        return `to ${decision.warehouse}, score ${decision.total}, ${decision.others} alternatives explained`;
      },
    },
    {
      name: "publish",
      async run() {
        const number = order.name.replace("#", "");
        const inWms = await pollUntil("the WMS has the order", async () => wmsOrder(trackstar, number));
        await pollUntil(`Swyft knows ${number} as ${inWms.id}`, async () => {
          const [row] = await sql`
            select from public.shipments where number = ${number} and wms_order_id = ${inWms.id}`;
          return row && true;
        });
        return `the WMS's own store has ${number} as ${inWms.id}`;
      },
    },
    {
      name: "ship",
      async run() {
        const number = order.name.replace("#", "");
        const inWms = await wmsOrder(trackstar, number);
        await trackstar.call("POST", `/sandbox/wms/orders/${inWms?.id ?? ""}/ship`, {});
        await trackstar.call("POST", "/sandbox/crawl", {});
        const tracking = await pollUntil("tracking comes back", async () => {
          const [row] = await sql<{ number: string }[]>`
            select tracking -> 0 ->> 'tracking_number' as number from public.shipments
            where number = ${number} and status = 'shipped' and jsonb_array_length(tracking) > 0`;
          return row;
        });
        return `shipped, tracking ${tracking.number}`;
      },
    },
  ];
  return { steps, end: () => sql.end() };

  async function connect(account: string): Promise<void> {
    const [store] = await sql<
      { id: string }[]
    >`select id from public.stores where shop_domain = ${shopDomain}`;
    const code = AuthCode.parse(
      await trackstar.call("POST", "/sandbox/auth-code", { account, customerId: store?.id }),
    );
    await submit("/app/connections/exchange", { code: code.auth_code });
    const rows = await sql<{ id: string }[]>`
      select id from public.trackstar_connections where order_creation = 'off' and shop_id = ${store?.id ?? ""}`;
    for (const { id } of rows) await submit(`/app/connections/${id}/order-creation`, { mode: "swyft" });
  }

  async function submit(path: string, fields: Record<string, string>): Promise<void> {
    const { token } = Token.parse(await shopify.call("GET", `/sandbox/session-token?shop=${shopDomain}`));
    const response = await postForm(app(path), token, fields);
    if (response.status >= 400)
      throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  }
}

async function wmsOrder(trackstar: Door, number: string) {
  const { orders } = WmsOrders.parse(
    await trackstar.call("GET", `/sandbox/wms/orders?orderNumber=${number}`),
  );
  return orders[0];
}
