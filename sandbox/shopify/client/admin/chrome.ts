import type { FromFrame, NavItem, TitleBar } from "../protocol.ts";
import { button, byId, confirmed, h } from "./dom.ts";

/** What the admin draws around the frame on the app's behalf. */
export interface ChromeActions {
  navigate(path: string): void;
  titleBarClick(index: number): void;
  saveBarClick(which: "save" | "discard"): void;
  toastAction(id: string): void;
  toastDismiss(id: string): void;
}

export function createChrome(base: string, actions: ChromeActions) {
  let items: readonly NavItem[] = [];
  let path = "/";
  let dirty = false;

  const go = async (to: string) => {
    if (dirty && !(await mayLeave())) return;
    actions.navigate(to);
  };
  const drawNav = () => {
    const home = items.find((item) => item.home);
    const link = document.querySelector<HTMLAnchorElement>("[data-home]");
    if (link && home) link.href = base + home.path;
    const current = currentItem(items, path);
    byId("app-nav").replaceChildren(
      ...items.filter((item) => !item.home).map((item) => h("li", {}, navLink(item, item === current))),
    );
    document
      .querySelector("#app-nav [aria-current]")
      ?.scrollIntoView({ block: "nearest", inline: "nearest" });
    link?.toggleAttribute("aria-current", current === undefined || current.home);
  };
  const navLink = (item: NavItem, current: boolean) =>
    h("a", { href: base + item.path, ...(current ? { "aria-current": "page" } : {}) }, item.label);

  document.querySelector("nav.side")?.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link || !(event instanceof MouseEvent) || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    const url = new URL(link.href);
    void go((url.pathname + url.search).slice(base.length) || "/");
  });
  byId("save-bar").addEventListener("click", (event) => {
    const which = event.target instanceof HTMLElement ? event.target.dataset["saveBar"] : undefined;
    if (which === "save" || which === "discard") actions.saveBarClick(which);
  });
  window.addEventListener("beforeunload", (event) => {
    if (dirty) event.preventDefault();
  });

  return {
    setNav(next: readonly NavItem[]) {
      items = next;
      drawNav();
    },
    setPath(next: string) {
      path = next;
      drawNav();
    },
    setTitleBar: (bar: TitleBar | null) => drawTitleBar(bar, actions),
    setSaveBar(shown: boolean, saving: boolean) {
      dirty = shown;
      byId("save-bar").hidden = !shown;
      for (const each of byId("save-bar").querySelectorAll("button")) each.disabled = saving;
    },
    setLoading(on: boolean) {
      byId("loading").hidden = !on;
    },
    toast: (toast: Extract<FromFrame, { type: "toast" }>) => drawToast(toast, actions),
    hideToast: (id: string) => document.querySelector(`[data-toast="${CSS.escape(id)}"]`)?.remove(),
    mayLeave: () => (dirty ? mayLeave() : Promise.resolve(true)),
  };
}

const mayLeave = () =>
  confirmed(
    "Leave page with unsaved changes?",
    "Leaving this page will delete all unsaved changes.",
    "Leave page",
  );

/** The most specific item whose path contains the frame's path. */
function currentItem(items: readonly NavItem[], path: string): NavItem | undefined {
  const [plain = ""] = path.split("?");
  const inside = items.filter((item) => {
    const [own = ""] = item.path.split("?");
    return plain === own || plain.startsWith(`${own.replace(/\/$/, "")}/`);
  });
  return inside.toSorted((a, b) => b.path.length - a.path.length)[0];
}

function drawTitleBar(bar: TitleBar | null, actions: ChromeActions): void {
  byId("page-title").textContent = bar?.title === undefined || bar.title === "" ? "Swyft" : bar.title;
  const buttons = (bar?.buttons ?? []).map((each) => {
    const kind = each.primary ? "primary" : each.critical ? "danger" : "";
    const control = button(each.label, () => actions.titleBarClick(each.index), kind);
    control.disabled = each.disabled || each.loading;
    return control;
  });
  byId("title-actions").replaceChildren(...buttons);
}

function drawToast(toast: Extract<FromFrame, { type: "toast" }>, actions: ChromeActions): void {
  const { id, message, isError, action, duration } = toast;
  const dismiss = () => {
    element.remove();
    actions.toastDismiss(id);
  };
  const act = () => {
    element.remove();
    actions.toastAction(id);
  };
  const close = h(
    "button",
    { type: "button", class: "toast-close", "aria-label": "Dismiss", onclick: dismiss },
    "\u00d7",
  );
  const element = h(
    "div",
    { class: isError ? "toast error" : "toast", "data-toast": id },
    h("span", {}, message),
    action !== null && button(action, act, "on-dark"),
    close,
  );
  byId("toasts").append(element);
  setTimeout(
    () => {
      if (element.isConnected) dismiss();
    },
    Math.max(2000, duration),
  );
}
