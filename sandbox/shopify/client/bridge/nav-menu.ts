import type { NavItem } from "../protocol.ts";
import type { Channel } from "./channel.ts";

/** <ui-nav-menu> and <s-app-nav>: the links inside become the admin's navigation for the app. */
export function defineNavMenus(channel: Channel): void {
  const menus = new Set<HTMLElement>();
  const linksOf = (menu: HTMLElement) => [...menu.querySelectorAll("a[href], s-link[href]")];
  const pathOf = (link: Element) => {
    const url = new URL(link.getAttribute("href") ?? "/", location.href);
    return url.pathname + url.search;
  };
  const items = (): NavItem[] =>
    [...menus].flatMap(linksOf).map((link) => ({
      label: link.textContent.trim(),
      path: pathOf(link),
      home: link.getAttribute("rel") === "home",
    }));
  const tell = () => channel.send({ type: "nav", items: items() });

  class NavMenu extends HTMLElement {
    readonly observer = new MutationObserver(tell);
    connectedCallback() {
      menus.add(this);
      this.observer.observe(this, { childList: true, subtree: true, characterData: true, attributes: true });
      tell();
    }
    disconnectedCallback() {
      this.observer.disconnect();
      menus.delete(this);
      tell();
    }
  }
  customElements.define("ui-nav-menu", NavMenu);
  customElements.define("s-app-nav", class extends NavMenu {});

  channel.on("navigate", ({ path }) => {
    const link = [...menus].flatMap(linksOf).find((each) => pathOf(each) === path);
    const click = new MouseEvent("click", { bubbles: true, cancelable: true, composed: true, view: window });
    if (link instanceof HTMLElement) link.dispatchEvent(click);
    else location.assign(path);
  });
}
