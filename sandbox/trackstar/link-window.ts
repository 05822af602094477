import { Hono } from "hono";
import { html, raw } from "hono/html";
import { z } from "zod";
import { accountNamed, findAccount, wmsAccounts, type WmsAccount } from "#sandbox/wms/accounts.ts";
import { describeIntegration } from "./integrations.ts";
import { findConnection } from "./connections.ts";
import { createAuthCode, findLinkToken } from "./link.ts";
import { linkScript } from "./link-script.ts";
import type { Peer } from "./peer.ts";

const listParameter = z
  .string()
  .default("")
  .transform((text) => text.split(",").filter((each) => each !== ""));

/** What the window needs to remember from page to page. */
const windowShape = z.object({
  link_token: z.string().default(""),
  origin: z.string().default(""),
  allow: listParameter,
  block: listParameter,
  actions: listParameter,
  disabled: listParameter,
  integration: z.string().optional(),
  credential: z.string().optional(),
});
type LinkWindow = z.infer<typeof windowShape>;

/** The pages a person sees inside the Link dialog: choose a system, give its key, done. */
export function linkWindowRoutes(peer: Peer) {
  const app = new Hono();

  app.get("/main.js", (c) => {
    c.header("Content-Type", "text/javascript; charset=utf-8");
    return c.body(linkScript(new URL(c.req.url).origin));
  });

  app.get("/window", (c) => {
    const link = windowShape.parse(c.req.query());
    if (!findLinkToken(peer, link.link_token)) return c.html(expiredPage(link), 401);
    const choices = offered(peer, link);
    const only = choices.length === 1 ? choices[0] : undefined;
    const chosen = choices.find((each) => each.integrationName === link.integration) ?? only;
    return c.html(chosen ? credentialPage(link, chosen) : pickerPage(link, choices));
  });

  app.post("/window", async (c) => {
    const form = Object.fromEntries(new URLSearchParams(await c.req.text()));
    const link = windowShape.parse(form);
    const token = findLinkToken(peer, link.link_token);
    if (!token) return c.html(expiredPage(link), 401);
    const account = findAccount(link.integration ?? "");
    if (!account || !offered(peer, link).includes(account))
      return c.html(pickerPage(link, offered(peer, link)), 400);
    if (link.credential !== account.credential) {
      return c.html(credentialPage(link, account, "This key is not known. Check it and try again."), 422);
    }
    const grant = {
      account: account.account,
      customerId: token.customer_id,
      disabledFunctions: link.disabled,
    };
    return c.html(donePage(link, account, createAuthCode(peer, grant)));
  });

  return app;
}

/** Which systems this window may offer; one that renews a connection offers only that connection's. */
function offered(peer: Peer, link: LinkWindow): WmsAccount[] {
  const renewed = findLinkToken(peer, link.link_token)?.connection_id;
  const connection = renewed == null ? undefined : findConnection(peer, renewed);
  if (connection) return [accountNamed(connection.account)];
  // Trackstar's rule: given both lists, it shows everything.
  const filtered = link.allow.length === 0 || link.block.length === 0;
  return wmsAccounts.filter((account) => {
    const name = account.integrationName;
    const allowed = link.allow.length === 0 || link.allow.includes(name);
    const actions: readonly string[] = describeIntegration(account).available_actions;
    const able = link.actions.every((action) => actions.includes(action));
    return able && (!filtered || (allowed && !link.block.includes(name)));
  });
}

type Markup = ReturnType<typeof html>;

function pickerPage(link: LinkWindow, choices: readonly WmsAccount[]) {
  const buttons = choices.map(
    (each) =>
      html`<li>
        <button name="integration" value="${each.integrationName}">${each.displayName}</button>
      </li>`,
  );
  return page(
    link,
    "Choose your warehouse system",
    html`<form method="get" action="/link/window">
      ${carried(link)}
      <ul>
        ${buttons}
      </ul>
    </form>`,
  );
}

function credentialPage(link: LinkWindow, account: WmsAccount, problem?: string) {
  return page(
    link,
    `Connect ${account.displayName}`,
    html`<form method="post" action="/link/window">
      ${carried(link)}
      <input type="hidden" name="integration" value="${account.integrationName}" />
      <label for="credential">API key</label>
      <input
        id="credential"
        name="credential"
        required
        autocomplete="off"
        value="${account.credential}"
        aria-describedby="hint"
        ${problem === undefined ? "" : raw('aria-invalid="true"')}
      />
      <p id="hint">A demo key is filled in.</p>
      ${problem === undefined ? "" : html`<p role="alert" class="problem">${problem}</p>`}
      <button class="primary">Connect</button>
    </form>`,
  );
}

function donePage(link: LinkWindow, account: WmsAccount, authCode: string) {
  const message = { trackstarLink: "success", authCode, integrationName: account.integrationName };
  return page(
    link,
    `${account.displayName} is connected`,
    html`<p role="status">You can close this window.</p>
      <button class="primary" data-close>Done</button>
      <script>
        window.parent.postMessage(${scriptValue(message)}, ${scriptValue(link.origin)});
      </script>`,
  );
}

function expiredPage(link: LinkWindow) {
  return page(link, "This window has expired", html`<p>Close it and start again from the app.</p>`);
}

function carried(link: LinkWindow): Markup {
  const fields = {
    link_token: link.link_token,
    origin: link.origin,
    allow: link.allow.join(","),
    block: link.block.join(","),
    actions: link.actions.join(","),
    disabled: link.disabled.join(","),
  };
  return html`${Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
  )}`;
}

/** JSON that cannot end the script element it stands in. */
const scriptValue = (value: unknown) => raw(JSON.stringify(value).replaceAll("<", "\\u003c"));

const styles = `
*{box-sizing:border-box}body{margin:0;font:16px/1.5 system-ui,sans-serif;color:#1b1f24;background:#fff}
header{display:flex;justify-content:space-between;align-items:center;padding:12px 20px;border-bottom:1px solid #d9dde3}
header p{margin:0;font-weight:600}main{padding:20px}h1{font-size:20px;line-height:1.3;margin:0 0 16px}
ul{list-style:none;margin:0;padding:0;display:grid;gap:8px}label{display:block;font-weight:600;margin-bottom:4px}
button{font:inherit;min-height:44px;padding:8px 16px;border:1px solid #8a929c;border-radius:8px;background:#fff;color:inherit;cursor:pointer}
li button{width:100%;text-align:left}.primary{background:#1d4ed8;border-color:#1d4ed8;color:#fff;width:100%}
input:not([type=hidden]){font:inherit;width:100%;min-height:44px;padding:8px 12px;border:1px solid #8a929c;border-radius:8px}
#hint{color:#57606a;margin:4px 0 16px}.problem{color:#b42318}:focus-visible{outline:3px solid #1d4ed8;outline-offset:2px}
`;

function page(link: LinkWindow, title: string, content: Markup | Promise<Markup>) {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <style>
          ${raw(styles)}
        </style>
      </head>
      <body>
        <header>
          <p>Trackstar Link (sandbox)</p>
          <button data-close aria-label="Close">Close</button>
        </header>
        <main>
          <h1>${title}</h1>
          ${content}
        </main>
        <script>
          const close = () =>
            window.parent.postMessage({ trackstarLink: "close" }, ${scriptValue(link.origin)});
          for (const button of document.querySelectorAll("[data-close]"))
            button.addEventListener("click", close);
          // Keys pressed in here never reach the dialog around this page.
          document.addEventListener("keydown", (event) => event.key === "Escape" && close());
        </script>
      </body>
    </html>`;
}
