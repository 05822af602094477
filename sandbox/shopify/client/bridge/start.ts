import { openChannel } from "./channel.ts";
import { patchFetch } from "./fetch.ts";
import { defineModal } from "./modal.ts";
import { defineNavMenus } from "./nav-menu.ts";
import { followReload, watchNavigation } from "./navigation.ts";
import { defineSaveBar } from "./save-bar.ts";
import { defineShopify } from "./shopify-global.ts";
import { defineTitleBar } from "./title-bar.ts";
import { createTokens } from "./tokens.ts";

/** Starts the bridge. The script's own origin is the admin's origin, so nothing needs to be configured. */
export function startBridge(): void {
  const script = document.currentScript;
  if (!(script instanceof HTMLScriptElement))
    throw new Error("App Bridge must be loaded by a plain script tag");
  const meta = document.querySelector('meta[name="shopify-api-key"]');
  const apiKey = meta?.getAttribute("content") ?? script.dataset["apiKey"] ?? "";
  if (apiKey === "") throw new Error('App Bridge: missing <meta name="shopify-api-key">');
  const query = new URLSearchParams(location.search);
  const remembered = (name: string) => {
    const value = query.get(name) ?? sessionStorage.getItem(`app-bridge-${name}`) ?? "";
    sessionStorage.setItem(`app-bridge-${name}`, value);
    return value;
  };
  const config = { apiKey, shop: remembered("shop"), host: remembered("host"), locale: remembered("locale") };
  hideElements();
  const channel = openChannel(new URL(script.src).origin);
  const idToken = createTokens(channel);
  patchFetch(channel, idToken);
  watchNavigation(channel);
  defineNavMenus(channel);
  defineTitleBar(channel);
  defineShopify(channel, config, { idToken, saveBar: defineSaveBar(channel), modal: defineModal(channel) });
  followReload(idToken);
}

/** A constructed sheet, since any element or attribute added to the page would disturb the app's hydration. */
function hideElements(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("ui-nav-menu, s-app-nav, ui-title-bar, ui-save-bar, ui-modal { display: none }");
  document.adoptedStyleSheets.push(sheet);
}
