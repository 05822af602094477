import type { Channel } from "./channel.ts";

/** Keeps the admin's address bar in step with the frame, and carries links out of the app to the admin. */
export function watchNavigation(channel: Channel): void {
  const currentPath = () => {
    const query = new URLSearchParams(location.search);
    for (const name of [
      "embedded",
      "hmac",
      "host",
      "id_token",
      "locale",
      "session",
      "shop",
      "timestamp",
      "appLoadId",
    ])
      query.delete(name);
    const rest = query.toString();
    return location.pathname + (rest === "" ? "" : `?${rest}`);
  };
  const tell = () => channel.send({ type: "path", path: currentPath() });
  const wrap =
    (original: History["pushState"]): History["pushState"] =>
    (...args) => {
      original(...args);
      tell();
    };
  history.pushState = wrap(history.pushState.bind(history));
  history.replaceState = wrap(history.replaceState.bind(history));
  window.addEventListener("popstate", tell);
  channel.send({ type: "ready", path: currentPath() });

  const open = window.open.bind(window);
  window.open = (url, target, features) => {
    if (url === undefined || (target !== "_top" && target !== "_parent")) return open(url, target, features);
    channel.send({ type: "open", url: new URL(url, location.href).toString() });
    return null;
  };
  document.addEventListener("click", (event) => {
    const anchor = event.target instanceof Element ? event.target.closest("a") : null;
    const href = anchor?.getAttribute("href") ?? "";
    if (!anchor || (!href.startsWith("shopify:") && anchor.target !== "_top" && anchor.target !== "_parent"))
      return;
    event.preventDefault();
    channel.send({ type: "open", url: href.startsWith("shopify:") ? href : anchor.href });
  });
}

/** The bounce page: fetch a token and load the wanted page with it. */
export function followReload(idToken: () => Promise<string>): void {
  const wanted = new URLSearchParams(location.search).get("shopify-reload");
  if (wanted === null) return;
  const url = new URL(wanted, location.href);
  if (url.origin !== location.origin) return;
  void idToken().then((token) => {
    url.searchParams.set("id_token", token);
    location.replace(url.toString());
  });
}
