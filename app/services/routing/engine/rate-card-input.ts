import { z } from "zod";
import { minorDigits } from "#app/lib/money.ts";
import { amount, currencyCode, optionalText, text } from "./fields.ts";
import { expected } from "./problems.ts";
import { zoneCount } from "./rate-card.ts";
import type { RateCard } from "./rate-card.ts";

const positive = expected("a positive number");
const row = expected(`${zoneCount} prices, one a zone`);
const rows = expected("a list of price rows, the first for less than one pound");

/**
 * A rate card of one's own. Prices and fees are decimal in `currency`. `prices[n]` has the prices of zones 1 to 8 for
 * a parcel billed at n pounds, `prices[0]` those of one below a pound; a heavier parcel than the last row has no price.
 * `per_order` is added once to every order, `per_extra_parcel` for every shipment after the first. Volume counts
 * above `dimensional_above_cubic_inches`, at cubic inches / `dimensional_divisor`; a null divisor leaves it out.
 */
export const RateCardInput = z
  .strictObject(
    {
      name: text.default("Own rates"),
      effective: z.iso.date(expected("an ISO 8601 date")),
      source: optionalText,
      currency: currencyCode,
      per_order: amount.default(0),
      per_extra_parcel: amount.default(0),
      dimensional_divisor: z.number(positive).positive(positive).nullable().default(139),
      dimensional_above_cubic_inches: amount.default(1728),
      prices: z.array(z.array(amount, row).length(zoneCount, row), rows).min(1, rows),
    },
    expected("null or an object"),
  )
  .transform((card): RateCard => {
    const minor = (value: number) => Math.round(value * 10 ** minorDigits(card.currency));
    return {
      name: card.name,
      effective: card.effective,
      source: card.source ?? "",
      currency: card.currency,
      perOrder: minor(card.per_order),
      perExtraParcel: minor(card.per_extra_parcel),
      dimensionalDivisor: card.dimensional_divisor,
      dimensionalAboveCubicInches: card.dimensional_above_cubic_inches,
      unitedStatesOnly: false,
      prices: card.prices.map((prices) => prices.map(minor)),
    };
  });
