import { describe, expect, it } from "vitest";
import { emptyLine, emptyOrder, readTryOrder } from "./try-order-form.ts";

const order = { ...emptyOrder, lines: [{ ...emptyLine, sku: "MUG" }] };
const errorsOf = (changes: object) => {
  const read = readTryOrder(JSON.stringify({ ...order, ...changes }));
  return read.ok ? {} : read.errors;
};

describe("an order to try", () => {
  it("is read with nothing but a country, a SKU and a quantity", () => {
    expect(readTryOrder(JSON.stringify(order))).toMatchObject({
      ok: true,
      form: { ship_to_country: "US", total_price: null, lines: [{ sku: "MUG", quantity: 1, grams: null }] },
    });
  });

  it.each([
    { changes: { ship_to_country: "" }, field: "ship_to_country", message: "Choose a country." },
    { changes: { ship_to_country: "usa" }, field: "ship_to_country", message: "Choose a country." },
    {
      changes: { ship_to_postal_code: "9".repeat(21) },
      field: "ship_to_postal_code",
      message: "Enter at most 20 characters.",
    },
    { changes: { total_price: "-5" }, field: "total_price", message: "Enter an amount, or leave it empty." },
    {
      changes: { total_price: "a lot" },
      field: "total_price",
      message: "Enter an amount, or leave it empty.",
    },
    { changes: { channel_type: "ebay" }, field: "channel_type", message: "Choose a channel." },
    { changes: { setup: "old" }, field: "setup", message: "Choose what to test with." },
    { changes: { from: "1001" }, field: "from", message: "This order does not exist." },
    { changes: { lines: [] }, field: "lines", message: "Add at least one item." },
    { changes: { lines: undefined }, field: "lines", message: "Add at least one item." },
    {
      changes: { lines: Array(51).fill(order.lines[0]) },
      field: "lines",
      message: "Test at most 50 items at once.",
    },
    {
      changes: { lines: [{ ...emptyLine, sku: "  " }] },
      field: "lines.0.sku",
      message: "Choose or type a SKU.",
    },
    {
      changes: { lines: [order.lines[0], { ...emptyLine, sku: "A", quantity: "0" }] },
      field: "lines.1.quantity",
      message: "Enter 1 to 100,000.",
    },
    {
      changes: { lines: [{ ...emptyLine, sku: "A", quantity: "2.5" }] },
      field: "lines.0.quantity",
      message: "Enter 1 to 100,000.",
    },
    {
      changes: { lines: [{ ...emptyLine, sku: "A", grams: "heavy" }] },
      field: "lines.0.grams",
      message: "Enter grams, or leave it empty.",
    },
    { changes: { tags: "a\0b" }, field: "tags", message: "Enter at most 1000 characters." },
  ])("$field is refused at its place: $message", ({ changes, field, message }) => {
    expect(errorsOf(changes)).toEqual({ [field]: message });
  });

  it("every problem is told at once", () => {
    expect(Object.keys(errorsOf({ ship_to_country: "", lines: [{ ...emptyLine, quantity: "" }] }))).toEqual([
      "ship_to_country",
      "lines.0.sku",
      "lines.0.quantity",
    ]);
  });

  it("what is no order at all is refused too", () => {
    for (const sent of ["", "{", "null", "[]", "7"]) expect(readTryOrder(sent).ok).toBe(false);
  });
});
