import { type Decision, decide, parseRouteInput, type RouteInput } from "../engine/index.ts";
import { withOwnPlaces, withOwnUnits } from "./give-back.ts";
import { type SetupToTry, setupDocument } from "./setup-document.ts";
import { figuresOf, type PlanFigures } from "./plan-figures.ts";
import type { Preview, PreviewOrder } from "./preview.ts";

/** The orders of a preview, read once; setups are tried on them again and again. */
export interface PreviewOrders {
  readonly preview: Preview;
  readonly orders: readonly { readonly id: string; readonly number: string; readonly input: RouteInput }[];
}

/** One order decided with a setup. */
export interface Tried {
  readonly id: string;
  readonly number: string;
  readonly decision: Decision;
  readonly figures: PlanFigures;
}

export type TriedSetup =
  | { readonly ok: true; readonly orders: readonly Tried[] }
  /** Why the engine refuses the setup, a line each. */
  | { readonly ok: false; readonly problems: readonly string[] };

/** Reads the documents of a preview; an order the engine cannot read is left out. */
export function readPreview(preview: Preview): PreviewOrders {
  const orders = preview.orders.flatMap((order) => {
    const parsed = parseRouteInput(documentOf(preview, order));
    return parsed.ok ? [{ id: order.id, number: order.number, input: parsed.input }] : [];
  });
  return { preview, orders };
}

function documentOf({ now, warehouses, inventory }: Preview, order: PreviewOrder): unknown {
  const skus = new Set(order.order.lines.map(({ sku }) => sku));
  const rows = inventory.filter(({ sku }) => skus.has(sku));
  return {
    now,
    order: order.order,
    warehouses: withOwnPlaces(warehouses, order),
    inventory: withOwnUnits(rows, order),
  };
}

/** Decides every order of a preview as if it arrived now, each alone: none takes stock from another. */
export function trySetup({ preview, orders }: PreviewOrders, setup: SetupToTry): TriedSetup {
  const read = readSetup(preview, setup);
  if (!read.ok) return read;
  const { rules, settings } = read.input;
  return {
    ok: true,
    orders: orders.map(({ id, number, input }) => {
      const asked = { ...input, rules, settings };
      const decision = decide(asked, { explain: false });
      return { id, number, decision, figures: figuresOf(asked, decision) };
    }),
  };
}

/** The setup as the engine reads it, whatever the order. */
function readSetup({ now, warehouses, stand_ins }: Preview, setup: SetupToTry) {
  const known = new Set(warehouses.map(({ id }) => id));
  return parseRouteInput({
    now,
    order: { id: "any", ship_to_country: "US", currency: "USD", lines: [] },
    warehouses,
    ...setupDocument(setup, known, stand_ins),
  });
}
