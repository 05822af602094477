import { utcText } from "../../lib/clock.ts";
import { graphqlDecimal } from "../../lib/money.ts";
import type { GraphNode } from "../node.ts";

export function moneyBag(minor: number, currency: string): GraphNode {
  const money = { amount: graphqlDecimal(minor, currency), currencyCode: currency };
  return { shopMoney: money, presentmentMoney: money };
}

export const time = (iso: string | null) => (iso === null ? null : utcText(iso));

/** Heavy boards are kept in kilograms, everything else in grams: merchants mix units, readers must cope. */
export const weight = (grams: number): GraphNode =>
  grams >= 1900 ? { unit: "KILOGRAMS", value: grams / 1000 } : { unit: "GRAMS", value: grams };
