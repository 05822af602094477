import { milesBetween } from "#app/lib/geo.ts";
import { isNonContiguous, isUnitedStates } from "#app/lib/non-contiguous.ts";
import { builtInRateCard } from "./rate-card.ts";
import type { RateCard } from "./rate-card.ts";
import type { OrderInput, OrderLine, WarehouseInput } from "./route-input.ts";

/** What one parcel from a warehouse to the order's address means; null where it cannot be known. */
export interface Shipping {
  miles: number | null;
  transitDays: number | null;
  cost: ShippingCost | null;
}

/** Minor units of the rate card's currency: the price here, and that of the same parcel in zone 1. */
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
 * within one country, prices between places USPS serves as domestic, up to the card's last pound, in its currency.
 */
export function shippingFrom(warehouse: WarehouseInput, order: OrderInput, pounds: number): Shipping {
  const miles = distance(warehouse, order);
  const reach = reachBetween(warehouse, order, miles);
  return { miles, transitDays: reach?.transitDays ?? null, cost: costOf(warehouse, order, reach, pounds) };
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

function costOf(
  warehouse: WarehouseInput,
  order: OrderInput,
  reach: Reach | null,
  pounds: number,
): ShippingCost | null {
  const card = builtInRateCard;
  if (!reach || order.currency !== card.currency) return null;
  if (!isUnitedStates(warehouse.country) || !isUnitedStates(order.ship_to_country)) return null;
  const row = card.prices[pounds];
  const price = row?.[reach.zone - 1];
  const zoneOnePrice = row?.[0];
  return price === undefined || zoneOnePrice === undefined ? null : { price, zoneOnePrice };
}

/**
 * Whole pounds the lines are billed at as one parcel, 0 meaning less than one: the greater of weight and, above one
 * cubic foot, volume in cubic inches / 139. A line without a weight counts as 0 grams, as Shopify writes it.
 */
export function billedPounds(lines: readonly OrderLine[], card: RateCard = builtInRateCard): number {
  const grams = lines.reduce((sum, line) => sum + (line.grams ?? 0) * line.quantity, 0);
  const cubicInches = lines.reduce((sum, line) => sum + volume(line) * line.quantity, 0);
  const dimensional =
    cubicInches > card.dimensionalAboveCubicInches ? cubicInches / card.dimensionalDivisor : 0;
  const exact = Math.max(grams / gramsPerPound, dimensional);
  return exact < 1 ? 0 : roundUp(exact);
}

function volume({ dimensions_cm: sides }: OrderLine): number {
  return sides ? (sides[0] * sides[1] * sides[2]) / cubicCentimetresPerCubicInch : 0;
}

// 907.18474 g is 2 lb, not a floating-point hair more.
function roundUp(pounds: number): number {
  return Math.ceil(pounds - 1e-9);
}
