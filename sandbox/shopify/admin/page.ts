import { html, raw } from "hono/html";
import { catalogue } from "#sandbox/demo/catalogue.ts";
import { destinations } from "#sandbox/demo/destinations.ts";
import type { Shop } from "../store/shops.ts";

interface PageParts {
  readonly shop: Shop;
  readonly shops: readonly Shop[];
  readonly appUrl: string;
  readonly appHandle: string;
  /** The app's document with everything Shopify adds to its query. */
  readonly src: string;
}

export function adminPage(parts: PageParts) {
  const { shop, appHandle } = parts;
  const settings = {
    shop: shop.domain,
    base: `/store/${shop.handle}/apps/${appHandle}`,
    appOrigin: parts.appUrl,
    skus: catalogue.map((item) => ({ sku: item.sku, title: item.title })),
    destinations: destinations.map(({ city, state, postalCode }) => ({ city, state, postalCode })),
  };
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${shop.name} · Swyft</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/client/admin.css" />
        <script type="application/json" id="settings">
          ${raw(JSON.stringify(settings).replaceAll("<", "\\u003c"))}
        </script>
        <script type="module" src="/client/admin/page.ts"></script>
      </head>
      <body>
        ${header(parts)}
        <div class="body">
          <nav class="side" aria-label="Shop admin">
            <p class="side-title">Apps</p>
            <a class="app-link" href="${settings.base}" data-home>Swyft</a>
            <ul id="app-nav"></ul>
          </nav>
          <main>
            <div id="title-bar" class="title-bar">
              <h1 id="page-title">Swyft</h1>
              <div id="title-actions" class="actions"></div>
            </div>
            <div id="loading" class="loading" hidden></div>
            ${shop.state === "uninstalled" ? uninstalled() : appFrame(parts.src)}
          </main>
          <aside id="panel" class="panel" aria-label="Demo shop controls"></aside>
        </div>
        <div id="toasts" class="toasts" role="status" aria-live="polite"></div>
        <dialog id="confirm" class="confirm"></dialog>
      </body>
    </html>`;
}

const header = ({ shop, shops, appHandle }: PageParts) => html`
  <header class="top">
    <span class="badge" aria-hidden="true">${shop.name.charAt(0)}</span>
    <label class="visually-hidden" for="shop-choice">Shop</label>
    <select id="shop-choice" class="shop-choice">
      ${shops.map(
        (each) =>
          html`<option
            value="/store/${each.handle}/apps/${appHandle}"
            ${each.domain === shop.domain ? "selected" : ""}
          >
            ${each.name}
          </option>`,
      )}
    </select>
    <span class="kind">demo shop admin</span>
    <button type="button" id="panel-toggle" class="button on-dark" aria-expanded="true" aria-controls="panel">
      Demo shop
    </button>
    <div id="save-bar" class="save-bar" hidden>
      <span>Unsaved changes</span>
      <button type="button" class="button on-dark" data-save-bar="discard">Discard</button>
      <button type="button" class="button light" data-save-bar="save">Save</button>
    </div>
  </header>
`;

const appFrame = (src: string) =>
  html`<iframe id="app" name="app" title="Swyft" data-src="${src}" allow="clipboard-write"></iframe>`;

const uninstalled = () => html`
  <section class="empty">
    <h2>Swyft is not installed in this shop</h2>
    <p>It was uninstalled. Its access ended at that moment.</p>
    <button type="button" class="button primary" id="install">Install Swyft again</button>
  </section>
`;
