import fc from "fast-check";
import { arbitraryInput, arbitraryTie } from "./arbitrary-input.ts";
import type { CounterfactualChange } from "./decision.ts";
import type { Engine, Law } from "./laws.ts";
import type { RouteInput } from "./route-input.ts";
import type { Weights } from "./settings-input.ts";

// Test support: every change there is, tried one by one.

type Kind = CounterfactualChange["kind"];

/** A change and how large it is. */
export interface Trial {
  change: CounterfactualChange;
  size: number;
}

/** L11. Stated changes of these kinds make the warehouse the selected one; none is missing, none could be smaller. */
const stated =
  (kinds: readonly Kind[], inputs: fc.Arbitrary<RouteInput>, trialsOf: (input: RouteInput) => Tried[]): Law =>
  (engine) =>
    fc.property(inputs, (input) => {
      const { counterfactuals, selected_warehouse_id: selected, alternatives } = engine(input);
      const smallest = smallestByTrying(engine, trialsOf(input));
      return alternatives.every(({ warehouse_id: id }) =>
        kinds.every((kind) => {
          const found = counterfactuals.filter((one) => one.warehouse_id === id && one.change.kind === kind);
          const tried = smallest.get(`${kind} ${id}`);
          const [one] = found;
          if (!one) return tried === undefined;
          if (found.length > 1 || id === selected) return false;
          if (engine(applied(input, id, one.change), { explain: false }).selected_warehouse_id !== id)
            return false;
          return tried === undefined
            ? isBeyondTrials(one.change)
            : sizeOf(input, id, one.change) <= tried + 1e-9;
        }),
      );
    });

/** A warehouse, a change of it (or of all), and the input with that change. */
interface Tried extends Trial {
  id: string | null;
  input: RouteInput;
}

/** Only capacities go on for ever. */
function isBeyondTrials(change: CounterfactualChange): boolean {
  return change.kind === "capacity";
}

function smallestByTrying(engine: Engine, trials: readonly Tried[]): Map<string, number> {
  const smallest = new Map<string, number>();
  for (const { id, change, size, input } of trials) {
    const selected = engine(input, { explain: false }).selected_warehouse_id;
    if (selected === null || (id !== null && selected !== id)) continue;
    const key = `${change.kind} ${selected}`;
    smallest.set(key, Math.min(size, smallest.get(key) ?? Infinity));
  }
  return smallest;
}

const smallKinds: readonly Kind[] = ["stock", "capacity", "priority", "rule"];

export const smallestChange = stated(smallKinds, arbitraryInput, smallTrials);
export const smallestChangeOfTies = stated(smallKinds, arbitraryTie, smallTrials);
export const smallestWeight = stated(["weight"], arbitraryInput, weightTrials);

function smallTrials(input: RouteInput): Tried[] {
  const rules = input.rules.map((rule) => trial(input, null, { kind: "rule", rule_id: rule.id }));
  return [...input.warehouses.flatMap(({ id }) => trialsOfWarehouse(input, id)), ...rules];
}

function trialsOfWarehouse(input: RouteInput, id: string): Tried[] {
  const warehouse = input.warehouses.find((one) => one.id === id);
  const capacities = warehouse?.daily_capacity === null ? [] : range(0, 30);
  const changes: CounterfactualChange[] = [
    ...[...new Set(input.order.lines.map(({ sku }) => sku))].flatMap((sku) => {
      const row = input.inventory.find((one) => one.warehouse_id === id && one.sku === sku);
      const ordered = sum(
        input.order.lines.filter((line) => line.sku === sku).map(({ quantity }) => quantity),
      );
      const most = ordered + (row?.reserved ?? 0) + (row?.safety_stock ?? 0);
      return range(0, most).map((available) => ({ kind: "stock", sku, available }) as const);
    }),
    ...capacities.map((daily_capacity) => ({ kind: "capacity", daily_capacity }) as const),
    ...range(-9, 12).map((priority) => ({ kind: "priority", priority }) as const),
  ];
  return changes.map((change) => trial(input, id, change));
}

function weightTrials(input: RouteInput): Tried[] {
  return (["inventory", "proximity", "cost", "capacity"] as const).flatMap((factor) => {
    if (input.settings.weights[factor] === 1) return [];
    return range(0, 1000).map((step) => trial(input, null, { kind: "weight", factor, weight: step / 1000 }));
  });
}

function trial(input: RouteInput, id: string | null, change: CounterfactualChange): Tried {
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
