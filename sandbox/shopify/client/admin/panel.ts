import { get, post } from "./api.ts";
import { button, confirmed, h } from "./dom.ts";
import { deliveryLog } from "./deliveries.ts";
import type { PageSettings } from "./frame.ts";
import { orderList } from "./orders.ts";
import { placeForm } from "./place.ts";
import { faultSwitches } from "./switches.ts";

/** The side panel: everything a person can make happen in the demo shop. */
export function startPanel(panel: HTMLElement, settings: PageSettings): void {
  const message = h("p", { class: "message", role: "status" });
  const tell = (text: string, bad = false) => {
    message.textContent = text;
    message.classList.toggle("bad", bad);
  };
  const run = (what: string, work: () => Promise<unknown>) => {
    void work()
      .then(() => refresh())
      .then(() => tell(what))
      .catch((error: unknown) => tell(error instanceof Error ? error.message : String(error), true));
  };
  const orders = orderList(settings, run);
  const log = deliveryLog(settings);
  const state = h("span", { class: "chip" });
  const refresh = async () => {
    const shops = await get("shops", "/shops");
    state.textContent = shops.find((shop) => shop.domain === settings.shop)?.state ?? "";
    await Promise.all([orders.refresh(), log.refresh()]);
  };

  panel.append(
    h("div", { class: "panel-head" }, h("h2", {}, "Demo shop"), state),
    message,
    section("Place orders", true, placeForm(settings, run)),
    section("Last orders", true, orders.element),
    section("Webhook deliveries", false, log.element),
    section("Webhook faults", false, faultSwitches(settings, run)),
    section("App and privacy", false, appActions(settings, run)),
  );
  const keepFresh = async () => {
    if (document.visibilityState === "visible") await refresh().catch(() => undefined);
    setTimeout(() => void keepFresh(), 2500);
  };
  void keepFresh();
}

export type Run = (what: string, work: () => Promise<unknown>) => void;

const section = (title: string, open: boolean, content: HTMLElement) =>
  h("details", { class: "section", open }, h("summary", {}, title), content);

function appActions({ shop }: PageSettings, run: Run): HTMLElement {
  const compliance = (topic: string) =>
    button(topic, () => run(`${topic} sent`, () => post("/compliance", { shop, topic })), "small");
  const uninstall = async () => {
    const sure = await confirmed(
      "Uninstall Swyft from this shop?",
      "The app loses its access at once and is told so by webhook. It can be installed again.",
      "Uninstall",
    );
    if (!sure) return;
    await post("/uninstall", { shop });
    location.reload();
  };
  return h(
    "div",
    { class: "stack" },
    h("p", { class: "hint" }, "Privacy requests are about the buyer of the latest order."),
    h(
      "div",
      { class: "wrap" },
      compliance("customers/data_request"),
      compliance("customers/redact"),
      compliance("shop/redact"),
    ),
    button("Uninstall app", () => void uninstall(), "danger"),
  );
}
