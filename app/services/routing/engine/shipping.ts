import { milesBetween } from "#app/lib/geo.ts";
import { isNonContiguous, isUnitedStates } from "#app/lib/non-contiguous.ts";
import type { RateCard } from "./rate-card.ts";
import type { OrderInput, OrderLine, WarehouseInput } from "./route-input.ts";

/** What one parcel from a warehouse to the order's address means; null where it cannot be known. */
export interface Shipping {
  miles: number | null;
  transitDays: number | null;
  /** Row of prices of the rate card that counts from here, from 1; null where the card has none. */
  zone: number | null;
  cost: ShippingCost | null;
}

/** Minor units of the rate card's currency, fees included: the price here, and that of the same parcel in zone 1. */
export interface ShippingCost {
  price: number;
  zoneOnePrice: number;
}

interface Reach {
  zone: number;
  transitDays: number;
}

// Upper ends in miles. Zones: USPS and UPS ground bands. Days: UPS Ground 2025, population-weighted fit.
const zoneMiles = [50, 150, 300, 600, 1000, 1400, 1800];
const transitMiles = [210, 780, 1470, 2610];

// Alaska, Hawaii, territories and military mail: the dearest zone and slowest ground service from anywhere else.
// Inside one of them a fixed middle value, because coordinates there are up to 300 miles off.
const acrossWater: Reach = { zone: 8, transitDays: 5 };
const withinOutlyingState: Reach = { zone: 4, transitDays: 3 };

const gramsPerPound = 453.59237;
const cubicCentimetresPerCubicInch = 16.387064;

/**
 * Distance in miles, ground days and the price of the whole order as one parcel from `warehouse`. Days are known
 * within one country, prices where `card` counts, up to its last pound, in its currency. The built-in card counts
 * between places USPS serves as domestic, one of one's own within any one country.
 */
export function shippingFrom(
  warehouse: WarehouseInput,
  order: OrderInput,
  pounds: number,
  card: RateCard,
): Shipping {
  const miles = distance(warehouse, order);
  const reach = reachBetween(warehouse, order, miles);
  const zone = reach && isPriced(warehouse, order, card) ? reach.zone : null;
  return { miles, transitDays: reach?.transitDays ?? null, zone, cost: costOf(card, zone, pounds) };
}

function distance(warehouse: WarehouseInput, order: OrderInput): number | null {
  const from = pointOf(warehouse);
  const to = pointOf(order);
  return from && to && milesBetween(from, to);
}

/** The coordinates of a place, or null when it has none. */
export function pointOf({ latitude, longitude }: { latitude: number | null; longitude: number | null }) {
  return latitude === null || longitude === null ? null : { latitude, longitude };
}

function reachBetween(warehouse: WarehouseInput, order: OrderInput, miles: number | null): Reach | null {
  const from = { country: warehouse.country, state: warehouse.state, postalCode: warehouse.postal_code };
  const to = {
    country: order.ship_to_country,
    state: order.ship_to_state,
    postalCode: order.ship_to_postal_code,
  };
  if (!isDomestic(from.country, to.country)) return null;
  const outlying = [from, to].filter(isNonContiguous).length;
  if (outlying > 0) return outlying === 2 && isSameState(from, to) ? withinOutlyingState : acrossWater;
  if (miles === null) return null;
  return { zone: bandOf(miles, zoneMiles), transitDays: bandOf(miles, transitMiles) };
}

function isDomestic(from: string, to: string): boolean {
  return from === to || (isUnitedStates(from) && isUnitedStates(to));
}

interface Region {
  country: string;
  state: string | null;
}

function isSameState(from: Region, to: Region): boolean {
  const state = regionOf(to);
  return state !== "" && regionOf(from) === state;
}

function regionOf({ country, state }: Region): string {
  return country === "US" ? (state?.trim().toUpperCase() ?? "") : country;
}

/** Number of the band, from 1: a value on a band's upper end belongs to it. */
function bandOf(miles: number, upperEnds: readonly number[]): number {
  const band = upperEnds.findIndex((end) => miles <= end);
  return (band === -1 ? upperEnds.length : band) + 1;
}

function isPriced(warehouse: WarehouseInput, order: OrderInput, card: RateCard): boolean {
  if (order.currency !== card.currency) return false;
  if (!card.unitedStatesOnly) return true;
  return isUnitedStates(warehouse.country) && isUnitedStates(order.ship_to_country);
}

function costOf(card: RateCard, zone: number | null, pounds: number): ShippingCost | null {
  const price = parcelPrice(card, zone, pounds);
  const zoneOnePrice = parcelPrice(card, 1, pounds);
  if (price === null || zoneOnePrice === null) return null;
  return { price: price + card.perOrder, zoneOnePrice: zoneOnePrice + card.perOrder };
}

/** Minor units of the card's currency without fees; null without a zone and above the card's last pound. */
export function parcelPrice(card: RateCard, zone: number | null, pounds: number): number | null {
  return zone === null ? null : (card.prices[pounds]?.[zone - 1] ?? null);
}

/**
 * Whole pounds a parcel is billed at, 0 meaning less than one: the greater of weight and, above the card's least
 * volume, cubic inches / its divisor.
 */
export function billedPounds(grams: number, cubicInches: number, card: RateCard): number {
  const isBulky = card.dimensionalDivisor !== null && cubicInches > card.dimensionalAboveCubicInches;
  const dimensional = isBulky ? cubicInches / (card.dimensionalDivisor ?? 1) : 0;
  const exact = Math.max(poundsOf(grams), dimensional);
  return exact < 1 ? 0 : roundUp(exact);
}

export function poundsOf(grams: number): number {
  return grams / gramsPerPound;
}

/** Grams of one unit. A line without a weight counts as 0, as Shopify writes it. */
export function gramsOf({ grams }: OrderLine): number {
  return grams ?? 0;
}

/** Cubic inches of one unit; 0 where the dimensions are not known. */
export function cubicInchesOf({ dimensions_cm: sides }: OrderLine): number {
  return sides ? (sides[0] * sides[1] * sides[2]) / cubicCentimetresPerCubicInch : 0;
}

// 907.18474 g is 2 lb, not a floating-point hair more.
function roundUp(pounds: number): number {
  return Math.ceil(pounds - 1e-9);
}
