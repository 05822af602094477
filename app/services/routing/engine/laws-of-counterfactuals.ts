import fc from "fast-check";
import type { Counterfactual, CounterfactualChange } from "./decision.ts";
import type { Engine, Law } from "./laws.ts";
import type { RouteInput, WarehouseInput } from "./route-input.ts";
import type { Weights } from "./settings-input.ts";

// Test support: every change there is, tried one by one.

type Kind = CounterfactualChange["kind"];

/** A change of one warehouse (or, where that is null, of something all share), and the input with that change. */
interface Trial {
  id: string | null;
  change: CounterfactualChange;
  size: number;
  input: RouteInput;
}

/** L11. Changes of these kinds that are stated do what they say; none is missing, none could be smaller. */
export const smallestChange =
  (kinds: readonly Kind[], inputs: fc.Arbitrary<RouteInput>): Law =>
  (engine) =>
    fc.property(inputs, (input) => {
      const { counterfactuals, selected_warehouse_id: selected, alternatives } = engine(input);
      return kinds.every((kind) => {
        const smallest = smallestByTrying(engine, trialsOf[kind](input));
        const ofKind = counterfactuals.filter(({ change }) => change.kind === kind);
        return alternatives.every(({ warehouse_id: id }) => {
          const found = ofKind.filter((one) => one.warehouse_id === id);
          const tried = smallest.get(id);
          const [one] = found;
          if (!one) return tried === undefined;
          if (found.length > 1 || id === selected || !flips(engine, input, one)) return false;
          return tried === undefined
            ? isBeyondTrials(one.change)
            : sizeOf(input, id, one.change) <= tried + 1e-9;
        });
      });
    });

/** L11, where there is too much to try everything: changes that are stated do what they say. */
export const everyChangeFlips =
  (inputs: fc.Arbitrary<RouteInput>): Law =>
  (engine) =>
    fc.property(inputs, (input) => engine(input).counterfactuals.every((one) => flips(engine, input, one)));

function flips(engine: Engine, input: RouteInput, { warehouse_id: id, change }: Counterfactual): boolean {
  return engine(applied(input, id, change), { explain: false }).selected_warehouse_id === id;
}

/** Only capacities go on for ever. */
function isBeyondTrials({ kind }: CounterfactualChange): boolean {
  return kind === "capacity";
}

/** By warehouse, for those that some trial makes the selected one. */
function smallestByTrying(engine: Engine, trials: readonly Trial[]): Map<string, number> {
  const smallest = new Map<string, number>();
  for (const { id, size, input } of trials) {
    const selected = engine(input, { explain: false }).selected_warehouse_id;
    if (selected === null || (id !== null && selected !== id)) continue;
    smallest.set(selected, Math.min(size, smallest.get(selected) ?? Infinity));
  }
  return smallest;
}

const trialsOf: Record<Kind, (input: RouteInput) => Trial[]> = {
  stock: (input) => ofEachWarehouse(input, ({ id }) => stockChanges(input, id)),
  capacity: (input) =>
    ofEachWarehouse(input, ({ daily_capacity: now }) =>
      range(0, now === null ? 5 : 30).map((daily_capacity) => ({ kind: "capacity", daily_capacity })),
    ),
  priority: (input) =>
    ofEachWarehouse(input, () => range(-9, 12).map((priority) => ({ kind: "priority", priority }))),
  rule: (input) => input.rules.map((rule) => trial(input, null, { kind: "rule", rule_id: rule.id })),
  weight: (input) =>
    (["inventory", "proximity", "cost", "capacity"] as const).flatMap((factor) => {
      if (input.settings.weights[factor] === 1) return [];
      return range(0, 1000).map((step) =>
        trial(input, null, { kind: "weight", factor, weight: step / 1000 }),
      );
    }),
};

function ofEachWarehouse(
  input: RouteInput,
  changes: (warehouse: WarehouseInput) => CounterfactualChange[],
): Trial[] {
  return input.warehouses.flatMap((warehouse) =>
    changes(warehouse).map((change) => trial(input, warehouse.id, change)),
  );
}

function stockChanges({ order, inventory }: RouteInput, id: string): CounterfactualChange[] {
  return [...new Set(order.lines.map(({ sku }) => sku))].flatMap((sku) => {
    const row = inventory.find((one) => one.warehouse_id === id && one.sku === sku);
    const ordered = sum(order.lines.filter((line) => line.sku === sku).map(({ quantity }) => quantity));
    const most = ordered + (row?.reserved ?? 0) + (row?.safety_stock ?? 0);
    return range(0, most).map((available) => ({ kind: "stock", sku, available }) as const);
  });
}

function trial(input: RouteInput, id: string | null, change: CounterfactualChange): Trial {
  return { id, change, size: sizeOf(input, id ?? "", change), input: applied(input, id ?? "", change) };
}

function sizeOf(input: RouteInput, id: string, change: CounterfactualChange): number {
  const warehouse = input.warehouses.find((one) => one.id === id);
  switch (change.kind) {
    case "stock": {
      const row = input.inventory.find((one) => one.warehouse_id === id && one.sku === change.sku);
      return Math.abs(change.available - (row?.available ?? 0));
    }
    case "weight":
      return Math.abs(change.weight - input.settings.weights[change.factor]);
    case "capacity":
      return Math.abs(change.daily_capacity - (warehouse?.daily_capacity ?? 0));
    case "priority":
      return Math.abs(change.priority - (warehouse?.priority ?? 0));
    case "rule":
      return 0;
  }
}

/** The input with a change of one warehouse, of the weights or of a rule. */
export function applied(input: RouteInput, id: string, change: CounterfactualChange): RouteInput {
  const { inventory, warehouses, settings, rules } = input;
  switch (change.kind) {
    case "stock": {
      const at = inventory.findIndex((row) => row.warehouse_id === id && row.sku === change.sku);
      const none = { warehouse_id: id, sku: change.sku, reserved: 0, safety_stock: 0, velocity: null };
      const row = { ...(inventory[at] ?? { ...none, synced_at: input.now }), available: change.available };
      return { ...input, inventory: at === -1 ? [...inventory, row] : inventory.with(at, row) };
    }
    case "weight":
      return { ...input, settings: { ...settings, weights: scaled(settings.weights, change) } };
    case "capacity": {
      const daily_capacity = change.daily_capacity;
      return {
        ...input,
        warehouses: warehouses.map((one) => (one.id === id ? { ...one, daily_capacity } : one)),
      };
    }
    case "priority": {
      const priority = change.priority;
      return { ...input, warehouses: warehouses.map((one) => (one.id === id ? { ...one, priority } : one)) };
    }
    case "rule":
      return {
        ...input,
        rules: rules.map((rule) => (rule.id === change.rule_id ? { ...rule, is_active: false } : rule)),
      };
  }
}

function scaled(weights: Weights, { factor, weight }: { factor: keyof Weights; weight: number }): Weights {
  const rest = (1 - weight) / (1 - weights[factor]);
  const of = (one: keyof Weights) => (one === factor ? weight : weights[one] * rest);
  return {
    inventory: of("inventory"),
    proximity: of("proximity"),
    cost: of("cost"),
    capacity: of("capacity"),
  };
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
