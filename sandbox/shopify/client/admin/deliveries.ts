import { type Delivery, get } from "./api.ts";
import { h } from "./dom.ts";
import type { PageSettings } from "./frame.ts";

/** What was sent to the app lately and how it answered. */
export function deliveryLog({ shop }: PageSettings) {
  const list = h("ul", { class: "log" });
  let before = "";
  const refresh = async () => {
    const deliveries = await get("deliveries", `/deliveries?shop=${shop}&limit=25`);
    const now = JSON.stringify(deliveries);
    if (now === before) return;
    before = now;
    const empty = h("li", { class: "hint" }, "Nothing sent yet. Webhooks start once the app is installed.");
    list.replaceChildren(
      ...(deliveries.length > 0 ? deliveries.map((each) => deliveryItem(each, true)) : [empty]),
    );
  };
  return { element: list, refresh };
}

export function deliveryItem(delivery: Delivery, withSubject: boolean): HTMLLIElement {
  const attempts = delivery.attempts.map((attempt) => {
    const answer = attempt.status === null ? (attempt.error ?? "no answer") : String(attempt.status);
    return [answer, attempt.note].filter(Boolean).join(" ");
  });
  const waiting =
    delivery.state === "pending" ? ["waiting"] : delivery.attempts.length === 0 ? [delivery.state] : [];
  const subject = delivery.subject.replace(/^gid:\/\/shopify\//, "");
  return h(
    "li",
    { class: delivery.state },
    h("span", { class: "mono" }, delivery.topic),
    h("time", {}, new Date(delivery.triggeredAt).toLocaleTimeString()),
    withSubject && h("small", { class: "mono" }, subject),
    h("small", { class: "answers" }, [...attempts, ...waiting].join(" \u2192 ")),
  );
}
