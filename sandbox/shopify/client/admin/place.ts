import { post } from "./api.ts";
import { button, field, h } from "./dom.ts";
import type { PageSettings } from "./frame.ts";
import type { Run } from "./panel.ts";

/** One click for a sample order, a form for a particular one, and many at once. */
export function placeForm(settings: PageSettings, run: Run): HTMLElement {
  const { shop } = settings;
  const many = h("input", {
    type: "number",
    min: 1,
    max: 500,
    value: 10,
    "aria-label": "Number of orders",
    class: "tiny",
  });
  const sample = button(
    "Place a sample order",
    () => run("Order placed", () => post("/orders", { shop })),
    "primary",
  );
  const send = button("Send orders", () => {
    run(`${many.value} orders sent`, () => post("/orders", { shop, count: Number(many.value) }));
  });
  return h(
    "div",
    { class: "stack" },
    sample,
    h("div", { class: "row" }, many, send),
    h("details", { class: "inner" }, h("summary", {}, "A particular order"), particular(settings, run)),
  );
}

function particular(settings: PageSettings, run: Run): HTMLElement {
  const place = destinationField(settings);
  const lines = h("div", { class: "stack" }, lineRow(settings));
  const payment = h("select", {}, ...["paid", "authorized", "pending"].map((each) => h("option", {}, each)));
  const test = h("input", { type: "checkbox" });
  const submit = () => {
    const wanted = [...lines.children].flatMap((row) => {
      const [sku, quantity] = row.querySelectorAll("input");
      return sku && quantity && sku.value !== ""
        ? [{ sku: sku.value, quantity: Number(quantity.value) }]
        : [];
    });
    const body = {
      shop,
      zip: place.zip(),
      lines: wanted,
      financialStatus: payment.value,
      test: test.checked,
    };
    run("Order placed", () => post("/orders", body));
  };
  const { shop } = settings;
  return h(
    "div",
    { class: "stack" },
    h(
      "datalist",
      { id: "skus" },
      ...settings.skus.map((item) => h("option", { value: item.sku }, item.title)),
    ),
    place.element,
    h("span", { class: "label" }, "Items"),
    lines,
    button("Add item", () => lines.append(lineRow(settings)), "small"),
    field("Payment", payment),
    h("label", { class: "check" }, test, h("span", {}, "Test order")),
    button("Place this order", submit, "primary"),
  );
}

function lineRow({ skus }: PageSettings): HTMLElement {
  const start = skus[Math.floor(Math.random() * skus.length)]?.sku ?? "";
  const row = h(
    "div",
    { class: "row" },
    h("input", { list: "skus", value: start, "aria-label": "SKU", class: "grow", autocomplete: "off" }),
    h("input", { type: "number", min: 1, value: 1, "aria-label": "Quantity", class: "tiny" }),
    button("\u00d7", () => row.remove(), "small"),
  );
  row.querySelector("button")?.setAttribute("aria-label", "Remove item");
  return row;
}

/** A city from the list, or any ZIP typed by hand. */
function destinationField({ destinations }: PageSettings) {
  const options = destinations.map(({ city, state, postalCode }) =>
    h("option", { value: postalCode }, `${city}, ${state} ${postalCode}`),
  );
  const list = h("select", {}, ...options, h("option", { value: "" }, "Another ZIP"));
  const typed = h("input", { inputmode: "numeric", maxlength: 10, placeholder: "e.g. 59715" });
  const typedField = field("ZIP", typed);
  typedField.hidden = true;
  list.addEventListener("change", () => {
    typedField.hidden = list.value !== "";
  });
  return {
    element: h("div", { class: "stack" }, field("Ship to", list), typedField),
    zip: () => (list.value === "" ? typed.value : list.value),
  };
}
