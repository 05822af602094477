import { describe, expect, test } from "vitest";
import { RoutingSettings } from "../setup/routing-setup.ts";
import { readPrices, writePrices } from "./price-table.ts";
import { readRateCardForm, writeRateCardForm } from "./rate-card-form.ts";

const head = "Pounds,Zone 1,Zone 2,Zone 3,Zone 4,Zone 5,Zone 6,Zone 7,Zone 8";
const row = (pounds: number, price = "5.25") => [pounds, ...Array<string>(8).fill(price)].join();
const csv = (...rows: string[]) => [head, ...rows].join("\r\n");
const own = { ...writeRateCardForm(null), card: "own" };

describe("a price table", () => {
  test("is read with its heading, without it, and with currency signs", () => {
    const prices = [Array(8).fill(5.25), Array(8).fill(6)];
    expect(readPrices(csv(row(0), row(1, "6.00")))).toEqual({ ok: true, prices });
    expect(readPrices([row(0, "$5.25"), row(1, "$ 6")].join("\n"))).toEqual({ ok: true, prices });
  });

  test("comes back as it was written", () => {
    const prices = [Array<number>(8).fill(0.01), Array<number>(8).fill(191.31)];
    expect(readPrices(writePrices(prices))).toEqual({ ok: true, prices });
  });

  test.each([
    ["", "The file is empty."],
    [head, "The file has a heading and no prices."],
    [csv(row(1)), 'Row 2: expected 0 pounds, found "1".'],
    [csv(row(0), row(2)), 'Row 3: expected 1 pounds, found "2".'],
    [csv("0,1,2,3"), "Row 2: expected pounds and 8 prices, found 4 columns."],
    [csv(row(0), row(1, "-1")), 'Row 3: the price of zone 1 is not an amount: "-1".'],
    [csv(row(0).replace(/5\.25$/, "free")), 'Row 2: the price of zone 8 is not an amount: "free".'],
    [csv(...Array.from({ length: 501 }, (_, at) => row(at))), "The file has more than 500 rows of prices."],
  ])("says what is wrong with a file, case %#", (text, problem) => {
    expect(readPrices(text)).toEqual({ ok: false, problem });
  });
});

describe("the form of a rate card", () => {
  test("asks for the built-in card, whatever else it holds", () => {
    expect(readRateCardForm({ card: "built_in", prices: "nonsense" })).toEqual({ ok: true, card: null });
  });

  test("starts with the built-in prices and is a card the engine takes", () => {
    const read = readRateCardForm(own);
    const card = read.ok ? read.card : null;
    expect(card).toMatchObject({ currency: "USD", per_order: 0, dimensional_divisor: 139 });
    expect(card?.prices[0]?.[0]).toBe(6.93);
    expect(RoutingSettings.safeParse({ rate_card: card }).success).toBe(true);
  });

  test("comes back as it was saved", () => {
    const fields = { ...own, per_order: "1.5", volume: "ignored", prices: csv(row(0)), currency: "cad" };
    const read = readRateCardForm(fields);
    const card = read.ok ? read.card : null;
    expect(card).toMatchObject({ currency: "CAD", per_order: 1.5, dimensional_divisor: null });
    expect(readRateCardForm(writeRateCardForm(card))).toEqual(read);
  });

  test.each([
    [{ card: "other" }, { card: "Choose a rate card." }],
    [{ name: " " }, { name: "Give the rate card a name." }],
    [{ effective: "soon" }, { effective: "Enter the day it applies from." }],
    [{ currency: "dollars" }, { currency: "Enter a currency code of three letters, such as USD." }],
    [{ per_order: "-1" }, { per_order: "Enter an amount of 0 or more." }],
    [{ dimensional_divisor: "0" }, { dimensional_divisor: "Enter a number from 1 to 10,000." }],
    [{ prices: "" }, { prices: "The file is empty." }],
    [{ per_order: "0.005" }, { per_order: "USD amounts have at most 2 decimals." }],
    [{ currency: "JPY" }, { prices: "JPY amounts have at most 0 decimals." }],
  ])("refuses %j", (change, errors) => {
    expect(readRateCardForm({ ...own, ...change })).toEqual({ ok: false, errors });
  });
});
