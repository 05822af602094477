import { get, type Order, post } from "./api.ts";
import { deliveryItem } from "./deliveries.ts";
import { button, h } from "./dom.ts";
import type { PageSettings } from "./frame.ts";
import type { Run } from "./panel.ts";

/** The latest orders; an open one shows what can be done to it and what the app was told about it. */
export function orderList({ shop }: PageSettings, run: Run) {
  const list = h("div", { class: "orders" });
  const count = h("input", {
    type: "number",
    min: 1,
    max: 500,
    value: 10,
    "aria-label": "Orders to delete",
    class: "tiny",
  });
  const remove = button("Delete last orders", () => {
    run("Orders deleted", () => deleteLast(shop, Number(count.value)));
  });
  const none = h("p", { class: "hint" }, "No orders yet.");
  const shown = new Map<string, { text: string; element: HTMLDetailsElement }>();

  const refresh = async () => {
    const orders = await get("orders", `/orders?shop=${shop}&limit=15`);
    const elements = orders.map((order) => {
      const text = JSON.stringify(order);
      const known = shown.get(order.id);
      if (known?.text === text) return known.element;
      const element = orderItem(order, run, known?.element.open ?? false);
      shown.set(order.id, { text, element });
      return element;
    });
    const wanted = elements.length > 0 ? elements : [none];
    if (list.children.length !== wanted.length || wanted.some((element, at) => list.children[at] !== element))
      list.replaceChildren(...wanted);
    await Promise.all(elements.filter((element) => element.open).map((element) => drawDeliveries(element)));
  };
  return { element: h("div", { class: "stack" }, list, h("div", { class: "row" }, count, remove)), refresh };
}

async function deleteLast(shop: string, count: number): Promise<void> {
  const orders = await get("orders", `/orders?shop=${shop}&limit=${count}`);
  for (const order of orders) await post(`/orders/${order.id}/delete`, { shop });
}

function orderItem(order: Order, run: Run, open: boolean): HTMLDetailsElement {
  const place = order.address ? `${order.address.city} ${order.address.provinceCode}` : "no address";
  const status = order.cancelledAt === null ? order.financialStatus : "cancelled";
  const element = h(
    "details",
    { class: "order", open, "data-gid": order.gid },
    h(
      "summary",
      {},
      h("strong", {}, order.name),
      h("span", { class: "place" }, place),
      h("span", { class: "total" }, `${order.total} ${order.currency}`),
      h(
        "span",
        { class: "chips" },
        chip(status),
        order.fulfillmentStatus !== "unfulfilled" && chip(order.fulfillmentStatus),
        order.test && chip("test"),
      ),
    ),
    quantities(order, run),
    addressRow(order, run),
    actions(order, run),
    h("ul", { class: "log", "aria-label": "Deliveries" }),
  );
  element.addEventListener("toggle", () => {
    if (element.open) void drawDeliveries(element);
  });
  return element;
}

const chip = (text: string) => h("span", { class: `chip ${text}` }, text.replaceAll("_", " "));

async function drawDeliveries(element: HTMLDetailsElement): Promise<void> {
  const subject = encodeURIComponent(element.dataset["gid"] ?? "");
  const deliveries = await get("deliveries", `/deliveries?limit=30&subject=${subject}`);
  element
    .querySelector(".log")
    ?.replaceChildren(...deliveries.map((delivery) => deliveryItem(delivery, false)));
}

function quantities(order: Order, run: Run): HTMLElement {
  const rows = order.lines.map((line) => {
    const input = h("input", { type: "number", min: 0, value: line.currentQuantity, class: "tiny" });
    input.setAttribute("aria-label", `Quantity of ${line.sku ?? line.title}`);
    return { line, input };
  });
  const save = () => {
    const lines = rows.map(({ line, input }) => ({ lineId: line.id, quantity: Number(input.value) }));
    run(`${order.name} edited`, () => post(`/orders/${order.id}/edit`, { lines }));
  };
  return h(
    "div",
    { class: "stack" },
    ...rows.map(({ line, input }) =>
      h(
        "div",
        { class: "row" },
        h("span", { class: "grow mono", title: line.title }, line.sku ?? line.title),
        input,
      ),
    ),
    h("div", { class: "row end" }, button("Save quantities", save, "small")),
  );
}

function addressRow(order: Order, run: Run): HTMLElement {
  const zip = h("input", { value: order.address?.zip ?? "", "aria-label": "Ship-to ZIP", class: "grow" });
  const change = () =>
    run(`${order.name} readdressed`, () => post(`/orders/${order.id}/edit`, { zip: zip.value }));
  return h("div", { class: "row" }, zip, button("Change address", change, "small"));
}

function actions(order: Order, run: Run): HTMLElement {
  const action = (label: string, name: string, done: string, kind = "") =>
    button(
      label,
      () => run(`${order.name} ${done}`, () => post(`/orders/${order.id}/${name}`, {})),
      `small ${kind}`,
    );
  return h(
    "div",
    { class: "wrap" },
    action("Mark paid", "pay", "paid"),
    action("Fulfil", "fulfill", "fulfilled"),
    action("Refund", "refund", "refunded"),
    action("Cancel", "cancel", "cancelled", "danger"),
    action("Delete", "delete", "deleted", "danger"),
  );
}
