import { z } from "zod";
import { fromMinor, minorDigits } from "#app/lib/money.ts";
import { storableText } from "#app/lib/storable.ts";
import { builtInRateCard } from "../engine/index.ts";
import { numeric } from "../preview/weights-form.ts";
import type { RoutingSettings } from "../setup/routing-setup.ts";
import { readPrices, writePrices } from "./price-table.ts";

type RateCardDocument = NonNullable<RoutingSettings["rate_card"]>;

const fee = numeric("Enter an amount of 0 or more.", [0, 100_000]);

const OwnCard = z.object({
  name: storableText(60).min(1, "Give the rate card a name."),
  effective: z.iso.date("Enter the day it applies from."),
  currency: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{3}$/, "Enter a currency code of three letters, such as USD."),
  per_order: fee,
  per_extra_parcel: fee,
  volume: z.enum(["counts", "ignored"], "Choose whether volume counts."),
  dimensional_divisor: numeric("Enter a number from 1 to 10,000.", [1, 10_000]),
  dimensional_above_cubic_inches: numeric("Enter cubic inches of 0 or more.", [0, 100_000]),
  prices: z.string("Upload a price table.").transform((csv, context) => {
    const read = readPrices(csv);
    if (read.ok) return read.prices;
    context.addIssue({ code: "custom", message: read.problem });
    return z.NEVER;
  }),
});

export type RateCardField = keyof z.input<typeof OwnCard> | "card";
/** Every field as text; `card` is `built_in` or `own`, `prices` the table as CSV text. */
export type RateCardFields = Record<RateCardField, string>;
export type RateCardErrors = Partial<Record<RateCardField, string>>;

export type ReadRateCard =
  | { readonly ok: true; readonly card: RateCardDocument | null }
  | { readonly ok: false; readonly errors: RateCardErrors };

/** The rate card a form asks for; null is the built-in one. */
export function readRateCardForm(fields: Readonly<Record<string, unknown>>): ReadRateCard {
  if (fields.card === "built_in") return { ok: true, card: null };
  if (fields.card !== "own") return { ok: false, errors: { card: "Choose a rate card." } };
  const parsed = OwnCard.safeParse(fields);
  if (!parsed.success) {
    const { fieldErrors } = z.flattenError(parsed.error);
    return {
      ok: false,
      errors: Object.fromEntries(Object.entries(fieldErrors).map(([field, [message]]) => [field, message])),
    };
  }
  const { volume, dimensional_divisor, ...card } = parsed.data;
  const errors = tooFine(card);
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  return {
    ok: true,
    card: { ...card, dimensional_divisor: volume === "counts" ? dimensional_divisor : null },
  };
}

/** Amounts with more decimals than their currency has, which would be charged as others. */
function tooFine(card: {
  currency: string;
  per_order: number;
  per_extra_parcel: number;
  prices: number[][];
}): RateCardErrors {
  const digits = minorDigits(card.currency);
  const isFine = (amount: number) => (String(amount).split(".")[1] ?? "").length > digits;
  const message = `${card.currency} amounts have at most ${digits} decimals.`;
  return {
    ...(isFine(card.per_order) && { per_order: message }),
    ...(isFine(card.per_extra_parcel) && { per_extra_parcel: message }),
    ...(card.prices.flat().some(isFine) && { prices: message }),
  };
}

/** The form of saved settings. Without a card of one's own its fields start with the built-in rates. */
export function writeRateCardForm(card: RoutingSettings["rate_card"]): RateCardFields {
  const shown = card ?? builtInDocument;
  const divisor = shown.dimensional_divisor === undefined ? 139 : shown.dimensional_divisor;
  return {
    card: card ? "own" : "built_in",
    name: card ? (shown.name ?? "Own rates") : "Own rates",
    effective: shown.effective,
    currency: shown.currency,
    per_order: String(shown.per_order ?? 0),
    per_extra_parcel: String(shown.per_extra_parcel ?? 0),
    volume: divisor === null ? "ignored" : "counts",
    dimensional_divisor: String(divisor ?? 139),
    dimensional_above_cubic_inches: String(shown.dimensional_above_cubic_inches ?? 1728),
    prices: writePrices(shown.prices),
  };
}

const decimal = (minor: number) => Number(fromMinor(minor, builtInRateCard.currency));

const builtInDocument: RateCardDocument = {
  name: builtInRateCard.name,
  effective: builtInRateCard.effective,
  currency: builtInRateCard.currency,
  per_order: decimal(builtInRateCard.perOrder),
  per_extra_parcel: decimal(builtInRateCard.perExtraParcel),
  dimensional_divisor: builtInRateCard.dimensionalDivisor,
  dimensional_above_cubic_inches: builtInRateCard.dimensionalAboveCubicInches,
  prices: builtInRateCard.prices.map((row) => row.map(decimal)),
};
