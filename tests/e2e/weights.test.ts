import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openStage } from "./stage.ts";

const stage = await openStage("weights", { worker: false });
const { demo, page, app, complaints, keep, inNav } = stage;
const sql = postgres(demo.env["ADMIN_DATABASE_URL"] ?? "", { max: 1, onnotice: () => undefined });

beforeAll(async () => {
  // A shop's rows are made when its merchant opens the app.
  await page.goto(demo.urls.admin);
  await app.getByRole("heading", { name: "Set up Swyft" }).waitFor();
  await furnish();
});
afterAll(async () => {
  await sql.end();
  await stage.close();
});

/** Reno, nearly full today, and Newark; three orders for Los Angeles and three for New York. */
async function furnish(): Promise<void> {
  await sql`
    with shop as (select s.id, c.id as channel from public.stores s join public.sales_channels c on c.shop_id = s.id),
    connection as (
      insert into public.trackstar_connections (shop_id, connection_id, integration_type, integration_name, display_name, access_token)
      select id, 'e2e', 'wms', 'test-wms', 'Test WMS', 'sealed' from shop returning id, shop_id
    ), warehouse as (
      insert into public.trackstar_warehouses (shop_id, trackstar_connection_id, trackstar_warehouse_id, name, state,
        postal_code, country, latitude, longitude, geo_precision, daily_capacity, priority, time_zone)
      select connection.shop_id, connection.id, place.name, place.name, place.state, place.zip, 'US', place.latitude,
             place.longitude, 'zip5', place.capacity, 1, 'UTC'
      from connection, (values ('Reno', 'NV', '89502', 39.5, -119.8, 10), ('Newark', 'NJ', '07114', 40.7, -74.2, null))
        as place (name, state, zip, latitude, longitude, capacity)
      returning id, shop_id, name
    ), stock as (
      insert into public.trackstar_inventory (shop_id, warehouse_id, sku, available, on_hand, is_known, source_as_of)
      select shop_id, id, 'MUG', 50, 50, true, now() from warehouse
    ), today as (
      insert into public.warehouse_days (shop_id, warehouse_id, day, orders)
      select shop_id, id, (now() at time zone 'UTC')::date, 9 from warehouse where name = 'Reno'
    )
    insert into public.unified_orders (shop_id, sales_channel_id, external_order_id, external_order_number, order_date,
      ship_to_state, ship_to_postal_code, ship_to_country, total_price, currency, financial_status, routing_status,
      source_updated_at, line_items)
    select shop.id, shop.channel, 'gid://shopify/Order/' || nth, '#200' || nth, now() - make_interval(mins => nth),
      case when nth % 2 = 0 then 'CA' else 'NY' end, case when nth % 2 = 0 then '90001' else '10001' end, 'US', 20, 'USD',
      'paid', 'pending', now(), ${sql.json([
        {
          line_id: "1",
          sku: "MUG",
          name: "Mug",
          quantity: 1,
          current_quantity: 1,
          fulfillable_quantity: 1,
          requires_shipping: true,
          price: "20.00",
          grams: 900,
        },
      ])}
    from shop, generate_series(1, 6) nth`;
}

const capacity = () => app.getByRole("slider", { name: "Capacity" });

async function stored() {
  const [row] = await sql<{ drafted: unknown; live: unknown; orders: number; decisions: number }[]>`
    select (select settings -> 'weights' from public.routing_drafts) as drafted,
           (select settings -> 'weights' from public.stores) as live,
           (select count(*)::integer from public.unified_orders) as orders,
           (select count(*)::integer from public.routing_decisions) as decisions`;
  return row;
}

test("the weights page tries what is live on the newest orders", async () => {
  await inNav("Routing").click();
  await app.getByRole("link", { name: "Weights", exact: true }).click();
  await app.getByText("Based on all 6 orders with today's stock").waitFor();
  await app.getByText("Every order ships as it does now.").waitFor();
});

test("moving a slider changes the preview at once, and the others make room", async () => {
  await capacity().fill("100");
  await app.getByText("3 of 6 orders would ship differently.").waitFor();
  await app.getByText("50% → 100%").waitFor();
  expect(await app.getByText("Reno → Newark").count()).toBe(3);
  expect(await app.getByRole("slider", { name: "Distance" }).inputValue()).toBe("0");
  await capacity().fill("10");
  await app.getByText("Every order ships as it does now.").waitFor();
  expect(await app.getByRole("slider", { name: "Distance" }).inputValue()).toBe("30");
  await capacity().fill("90");
  await app.getByText("3 of 6 orders would ship differently.").waitFor();
  await keep("1-moved");
});

test("nobody leaves with unsaved changes without saying so", async () => {
  await app
    .getByRole("button", { name: "Routing" })
    .or(app.getByRole("link", { name: "Routing" }))
    .first()
    .click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Leave page with unsaved changes?").waitFor();
  await dialog.getByRole("button", { name: "Stay" }).click();
  expect(await capacity().inputValue()).toBe("90");
});

test("saving puts them into the draft; what is live stays", async () => {
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await app.getByText("You are editing the draft.").waitFor();
  expect(await stored()).toMatchObject({
    drafted: { inventory: 0.045, proximity: 0.033, cost: 0.022, capacity: 0.9 },
    live: null,
  });
  await inNav("Orders").click();
  await app.getByRole("heading", { name: "Orders" }).first().waitFor();
  await inNav("Routing").click();
  await app.getByRole("link", { name: "Weights", exact: true }).click();
  await app.getByText("3 of 6 orders would ship differently.").waitFor();
  expect(await capacity().inputValue()).toBe("90");
});

test("who looked at an older draft overwrites nothing, however often they save", async () => {
  await sql`update public.routing_drafts set revision = revision + 1`;
  const before = await stored();
  await capacity().fill("30");
  for (const _ of [1, 2]) {
    const answered = page.waitForResponse((response) => response.request().method() === "POST");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    expect((await answered).status()).toBe(409);
    await app.getByText("Somebody else changed the draft.").waitFor();
  }
  expect(await stored()).toEqual(before);
  expect(complaints.splice(0)).toEqual(Array(2).fill(expect.stringContaining("409")));
  await page.getByRole("button", { name: "Discard", exact: true }).click();
});

test("a test order is decided with what is live or with the draft, and nothing is written", async () => {
  const before = await stored();
  await inNav("Routing").click();
  await app.getByRole("link", { name: "Test an order", exact: true }).click();
  await app.getByLabel("Start from an order").fill("2002");
  await app.getByRole("button", { name: "Fill in" }).click();
  await expect
    .poll(() => app.getByRole("combobox", { name: "SKU" }).inputValue(), { timeout: 30_000 })
    .toBe("MUG");
  await app.getByRole("button", { name: "Test order" }).click();
  await app.getByRole("heading", { name: "Reno ships this order" }).waitFor();
  await app.getByText("The draft", { exact: true }).click();
  await app.getByRole("button", { name: "Test order" }).click();
  await app.getByRole("heading", { name: "Newark ships this order" }).waitFor();
  await keep("2-tested");
  expect(await stored()).toEqual(before);
});

test("a link of the admin asks once before unsaved changes are lost", async () => {
  await inNav("Routing").click();
  await app.getByRole("link", { name: "Weights", exact: true }).click();
  await app.getByText("You are editing the draft.").waitFor();
  await capacity().fill("20");
  await page.getByRole("button", { name: "Save", exact: true }).waitFor();
  await inNav("Orders").click();
  await page.getByRole("dialog").getByRole("button", { name: "Leave" }).click();
  await app.getByRole("heading", { name: "Orders" }).first().waitFor();
  expect(await page.getByRole("dialog").count()).toBe(0);
});

test("nothing complained in the browser", () => {
  expect(complaints).toEqual([]);
});
