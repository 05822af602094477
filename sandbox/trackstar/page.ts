import { Hono } from "hono";
import { html, raw } from "hono/html";
import { wmsAccounts, type WmsAccount } from "#sandbox/wms/accounts.ts";
import { listOrders, type WmsOrder } from "#sandbox/wms/orders.ts";
import { listStock, type WmsStock } from "#sandbox/wms/stock.ts";
import { listConnections, syncPrevented, type Connection } from "./connections.ts";
import { listSchedules } from "./crawl.ts";
import { pageScript, pageStyles } from "./page-style.ts";
import type { Peer } from "./peer.ts";

const shownOrders = 50;
const shownProducts = 25;

/** A page for people: what arrived at the warehouses, and what Trackstar knows of it. */
export function pageRoutes(peer: Peer) {
  const app = new Hono();
  app.get("/", (c) => c.html(page(peer, (c.req.query("sku") ?? "").trim().toUpperCase())));
  return app;
}

function page(peer: Peer, sku: string) {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Sandbox warehouses</title>
        <style>
          ${raw(pageStyles)}
        </style>
      </head>
      <body>
        <header>
          <h1>Sandbox warehouses</h1>
          <p>
            The warehouse systems on this machine, seen from inside. Trackstar's copy is refreshed by a crawl
            every ${peer.settings.crawlIntervalSeconds} s.
          </p>
        </header>
        <main>
          ${ordersSection(peer)} ${connectionsSection(peer)}
          <section aria-labelledby="stock">
            <h2 id="stock">Stock</h2>
            <form method="get" role="search">
              <label for="sku">SKU begins with</label>
              <input id="sku" name="sku" value="${sku}" autocomplete="off" />
              <button>Search</button>
            </form>
            ${wmsAccounts.map((account) => stockTable(peer, account, sku))}
          </section>
        </main>
        <script>
          ${raw(pageScript)};
        </script>
      </body>
    </html>`;
}

function ordersSection(peer: Peer) {
  const orders = listOrders(peer.wms, { limit: shownOrders });
  return html`<section aria-labelledby="orders">
    <h2 id="orders">Orders in the warehouses</h2>
    ${
      orders.length === 0
        ? html`<p class="empty">No order has arrived yet.</p>`
        : html`<ul class="cards">
            ${orders.map(orderCard)}
          </ul>`
    }
  </section>`;
}

function orderCard(order: WmsOrder) {
  const place = wmsAccounts.flatMap((each) => each.warehouses).find((each) => each.id === order.warehouse_id);
  const lines = order.lines.map((line) => `${line.quantity} × ${line.sku}`).join(", ");
  const tracking = order.shipments.map((each) => `${each.carrier_name} ${each.tracking_number}`).join(", ");
  return html`<li>
    <div class="row">
      <strong>${order.order_number}</strong> <span class="badge ${order.status}">${order.status}</span>
    </div>
    <dl>
      <dt>Warehouse</dt>
      <dd>${place?.name ?? order.warehouse_id}</dd>
      <dt>Lines</dt>
      <dd>${lines}</dd>
      <dt>Ship to</dt>
      <dd>${order.ship_to.city}, ${order.ship_to.state} ${order.ship_to.postal_code}</dd>
      <dt>Reference</dt>
      <dd>${order.reference_id}</dd>
      ${
        tracking === ""
          ? ""
          : html`<dt>Tracking</dt>
              <dd>${tracking}</dd>`
      }
      <dt>Arrived</dt>
      <dd>${clock(order.created_at)}</dd>
    </dl>
  </li>`;
}

function connectionsSection(peer: Peer) {
  const connections = listConnections(peer);
  return html`<section aria-labelledby="connections">
    <h2 id="connections">Connections</h2>
    ${
      connections.length === 0
        ? html`<p class="empty">Nobody has connected yet.</p>`
        : html`<ul class="cards">
            ${connections.map((each) => connectionCard(peer, each))}
          </ul>`
    }
  </section>`;
}

function connectionCard(peer: Peer, connection: Connection) {
  const account = wmsAccounts.find((each) => each.account === connection.account);
  const crawls = listSchedules(peer, connection);
  const done = crawls.filter((each) => each.historical_completed).length;
  const last = crawls.map((each) => each.last_crawl_end ?? "").reduce((a, b) => (a > b ? a : b), "");
  const broken = syncPrevented(peer, connection);
  return html`<li>
    <div class="row">
      <strong>${account?.displayName ?? connection.account}</strong>
      <span class="badge ${broken ? "exception" : "fulfilled"}">${broken ? "cannot sync" : "connected"}</span>
    </div>
    <dl>
      <dt>Customer</dt>
      <dd>${connection.customer_id ?? "none"}</dd>
      <dt>First crawls</dt>
      <dd>${done} of ${crawls.length} done</dd>
      <dt>Last crawl</dt>
      <dd>${last === "" ? "not yet" : clock(last)}</dd>
    </dl>
  </li>`;
}

function stockTable(peer: Peer, account: WmsAccount, sku: string) {
  const products = new Map<string, WmsStock[]>();
  for (const row of listStock(peer.wms, { account: account.account })) {
    if (!row.sku.startsWith(sku)) continue;
    products.set(row.product_id, [...(products.get(row.product_id) ?? []), row]);
  }
  const shown = [...products.values()].slice(0, shownProducts);
  return html`<details ${account.customers.length === 0 ? "open" : ""} id="stock-${account.account}">
    <summary>${account.displayName}</summary>
    <table>
      <caption>
        Available / on hand. ${shown.length} of ${products.size} products.
      </caption>
      <thead>
        <tr>
          <th scope="col">SKU</th>
          ${account.warehouses.map((each) => html`<th scope="col" class="number">${each.name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${shown.map((rows) => stockRow(account, rows))}
      </tbody>
    </table>
  </details>`;
}

function stockRow(account: WmsAccount, rows: readonly WmsStock[]) {
  const owner = account.customers.find((each) => each.id === rows[0]?.customer_id);
  const cells = account.warehouses.map((warehouse) => {
    const row = rows.find((each) => each.warehouse_id === warehouse.id);
    return html`<td class="number">${row ? `${row.fulfillable} / ${row.onhand}` : "not carried"}</td>`;
  });
  return html`<tr>
    <th scope="row">${rows[0]?.sku}${owner ? html` <small>${owner.name}</small>` : ""}</th>
    ${cells}
  </tr>`;
}

const clock = (iso: string) => `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
