import fc from "fast-check";
import { arbitraryInput, arbitraryTie } from "./arbitrary-input.ts";
import type { Decision } from "./decision.ts";
import type { RouteInput, WarehouseInput } from "./route-input.ts";

// Test support: what every engine must obey. A law takes the engine, so that a broken one can be tried as well.

export type Engine = (input: RouteInput, options?: { explain?: boolean }) => Decision;
export type Law = (engine: Engine) => fc.IPropertyWithHooks<unknown>;

/** L1. Allocated and unfilled units of each line add up to what was ordered. */
export const conservation: Law = (engine) =>
  fc.property(arbitraryInput, (input) => {
    const decision = engine(input);
    const given = [...decision.allocations.flatMap((allocation) => allocation.lines), ...decision.unfilled];
    return input.order.lines.every(
      (line) =>
        sum(given.filter((units) => units.line_id === line.id).map(({ quantity }) => quantity)) ===
        line.quantity,
    );
  });

/** L2. No warehouse gives more of a SKU than it may promise. */
export const nobodyAboveStock: Law = (engine) =>
  fc.property(arbitraryInput, (input) =>
    engine(input).allocations.every(({ warehouse_id: id, lines }) =>
      lines.every(({ sku }) => {
        const row = input.inventory.find((stock) => stock.warehouse_id === id && stock.sku === sku);
        const promise = row ? Math.max(0, row.available - row.reserved - row.safety_stock) : 0;
        return sum(lines.filter((line) => line.sku === sku).map(({ quantity }) => quantity)) <= promise;
      }),
    ),
  );

/** L3. The same facts in another order give the same bytes. */
export const orderOfFactsIsIrrelevant: Law = (engine) =>
  fc.property(arbitraryInput.chain(withPermutation), ([input, permuted]) => {
    return JSON.stringify(engine(input)) === JSON.stringify(engine(permuted));
  });

/** L4. A warehouse that may not ship is never chosen, and its presence changes nothing for the others. */
export const eligibilityComesFirst: Law = (engine) =>
  fc.property(arbitraryInput, (input) => {
    const decision = engine(input);
    const allowed = input.warehouses.filter((warehouse) => mayShip(warehouse, input));
    const known = new Set(allowed.map((warehouse) => warehouse.id));
    if (decision.allocations.some(({ warehouse_id: id }) => !known.has(id))) return false;
    const gone = input.warehouses.filter(({ id }) => !known.has(id));
    if (gone.some(({ id }) => isNamedByRule(input, id))) return true;
    const without = gone.reduce(withoutWarehouse, input);
    return JSON.stringify(bare(decision)) === JSON.stringify(bare(engine(without)));
  });

/** L5. A warehouse without coordinates is not chosen, least of all for being at distance 0. */
export const noPlaceNeverWins: Law = (engine) =>
  fc.property(arbitraryInput, (input) => {
    const placeless = input.warehouses.filter(({ latitude }) => latitude === null).map(({ id }) => id);
    return !engine(input).allocations.some(({ warehouse_id: id }) => placeless.includes(id));
  });

/** L8. Where all else is equal the lower priority number wins, then the id that sorts first. */
export const tiesEndAtPriorityThenId: Law = (engine) =>
  fc.property(arbitraryTie, (input) => {
    const best = Math.min(...input.warehouses.map(({ priority }) => priority));
    const first = input.warehouses.filter(({ priority }) => priority === best).map(({ id }) => id);
    return engine(input).selected_warehouse_id === first.sort()[0];
  });

/** L6. Switching off a rule that matched nothing changes nothing. */
export const idleRulesChangeNothing: Law = (engine) =>
  fc.property(arbitraryInput, (input) => {
    const decision = engine(input);
    const named = [...decision.matched_rules, ...decision.invalid_rules.map(({ id }) => id)];
    const rules = input.rules.map((rule) => ({ ...rule, is_active: named.includes(rule.id) }));
    return JSON.stringify(engine({ ...input, rules })) === JSON.stringify(decision);
  });

/** L7. More stock of anything anywhere never ships fewer units. */
export const moreStockNeverFillsLess: Law = (engine) =>
  fc.property(arbitraryInput, fc.integer({ min: 1, max: 5 }), (input, extra) => {
    const before = shippedUnits(engine(input));
    return input.inventory.every((row) => {
      const more = { ...row, available: row.available + extra };
      const inventory = input.inventory.map((other) => (other === row ? more : other));
      return shippedUnits(engine({ ...input, inventory })) >= before;
    });
  });

/** L9. A further warehouse that ships nothing appears among the alternatives and nowhere else. */
export const losersChangeNothingElse: Law = (engine) =>
  fc.property(arbitraryInput, fc.nat(), (input, at) => {
    const decision = engine(input);
    const loser = input.warehouses[at % input.warehouses.length];
    if (decision.selected_warehouse_id === null || !loser || isNamedByRule(input, loser.id)) return true;
    if (decision.allocations.some(({ warehouse_id: id }) => id === loser.id)) return true;
    const without = engine(withoutWarehouse(input, loser));
    const others = decision.alternatives.filter(({ warehouse_id: id }) => id !== loser.id);
    const [one, other] = [{ ...decision, alternatives: others }, without].map(unexplained);
    return JSON.stringify(one) === JSON.stringify(other);
  });

/** Deciding changes nothing in its input. */
export const nothingIsMutated: Law = (engine) =>
  fc.property(arbitraryInput, (input) => {
    const before = JSON.stringify(input);
    engine(input);
    return JSON.stringify(input) === before;
  });

function mayShip(warehouse: WarehouseInput, { order, inventory, settings, now }: RouteInput): boolean {
  const skus = order.lines.map((line) => line.sku);
  const counted = inventory.filter((row) => row.warehouse_id === warehouse.id && skus.includes(row.sku));
  return (
    warehouse.is_active &&
    warehouse.connection_active &&
    !(warehouse.frozen_until !== null && warehouse.frozen_until > now) &&
    (warehouse.countries_served?.includes(order.ship_to_country) ?? true) &&
    !skus.every((sku) => warehouse.blocked_skus.includes(sku)) &&
    warehouse.latitude !== null &&
    !(settings.stale_policy === "exclude" && counted.some((row) => row.synced_at < "2026-01-20T13:00:00Z")) &&
    !(warehouse.daily_capacity !== null && warehouse.orders_today >= warehouse.daily_capacity) &&
    !warehouse.rejected_order_ids.includes(order.id)
  );
}

function withPermutation(input: RouteInput): fc.Arbitrary<[RouteInput, RouteInput]> {
  return fc
    .record({
      warehouses: shuffled(input.warehouses),
      inventory: shuffled(input.inventory),
      rules: shuffled(input.rules),
    })
    .map((permuted) => [input, { ...input, ...permuted }]);
}

function shuffled<T>(items: T[]): fc.Arbitrary<T[]> {
  return fc.shuffledSubarray(items, { minLength: items.length, maxLength: items.length });
}

function withoutWarehouse(input: RouteInput, gone: WarehouseInput): RouteInput {
  const preferred = input.settings.preferred_warehouse_id;
  return {
    ...input,
    warehouses: input.warehouses.filter((warehouse) => warehouse !== gone),
    inventory: input.inventory.filter((row) => row.warehouse_id !== gone.id),
    settings: { ...input.settings, preferred_warehouse_id: preferred === gone.id ? null : preferred },
  };
}

function isNamedByRule({ rules }: RouteInput, id: string): boolean {
  return rules.some(
    ({ reading }) =>
      "action" in reading && "warehouse_id" in reading.action && reading.action.warehouse_id === id,
  );
}

/** What a decision says of the order, without what it says of each warehouse. */
function bare(decision: Decision): Decision {
  return { ...unexplained(decision), alternatives: [] };
}

function unexplained(decision: Decision): Decision {
  return { ...decision, counterfactuals: [] };
}

function shippedUnits({ allocations }: Decision): number {
  return sum(allocations.flatMap(({ lines }) => lines).map(({ quantity }) => quantity));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
