import type { TrackstarInventoryItem, TrackstarQuantities } from "#app/clients/trackstar/index.server.ts";
import type { StockRow } from "#app/db/inventory.server.ts";
import type { WmsProduct } from "#app/db/products.server.ts";

interface Stock {
  readonly available: number | null;
  readonly committed: number | null;
  readonly onHand: number | null;
  readonly incoming: number | null;
}

type StockBySku = Map<string, Stock>;
type StockByWarehouse = Map<string, StockBySku>;

const unknown: Stock = { available: null, committed: null, onHand: null, incoming: null };

/**
 * Stock per warehouse and SKU from everything a WMS lists, in units.
 * Available is what the WMS calls sellable, else fulfillable; neither given means unknown, never 0. Items that share
 * a SKU add up. A kit without a figure of its own is as available as its scarcest component, and absent where
 * none of them is. An item that does not say where it lies is at the only warehouse, or unknown at all of them.
 */
export function stockRows(
  items: readonly TrackstarInventoryItem[],
  products: readonly WmsProduct[],
  warehouses: readonly string[],
): StockRow[] {
  const stock: StockByWarehouse = new Map();
  for (const item of items) {
    const sku = item.sku;
    if (sku === null || sku === "") continue;
    for (const [warehouse, figures] of placesOf(item, warehouses)) {
      const bySku = stock.get(warehouse) ?? new Map<string, Stock>();
      stock.set(warehouse, bySku.set(sku, sum(bySku.get(sku), toStock(figures))));
    }
  }
  for (const bySku of stock.values()) addKits(bySku, products);
  return toRows(stock, products);
}

type Place = readonly [warehouse: string, figures: TrackstarQuantities | null];

function placesOf(item: TrackstarInventoryItem, warehouses: readonly string[]): Place[] {
  if (item.inventory_by_warehouse_id) return Object.entries(item.inventory_by_warehouse_id);
  return warehouses.map((warehouse) => [warehouse, warehouses.length === 1 ? item : null]);
}

const toStock = (figures: TrackstarQuantities | null): Stock =>
  figures === null
    ? unknown
    : {
        available: figures.sellable ?? figures.fulfillable,
        committed: figures.committed,
        onHand: figures.onhand,
        incoming: figures.awaiting,
      };

const plus = (a: number | null, b: number | null) => (a === null ? b : b === null ? a : a + b);

const sum = (a: Stock | undefined, b: Stock): Stock =>
  a === undefined
    ? b
    : {
        available: plus(a.available, b.available),
        committed: plus(a.committed, b.committed),
        onHand: plus(a.onHand, b.onHand),
        incoming: plus(a.incoming, b.incoming),
      };

function addKits(bySku: StockBySku, products: readonly WmsProduct[]): void {
  // Kits are made of what the WMS counts, so one kit's derived figure is never another's component.
  const counted = new Map(bySku);
  for (const { sku, components } of products) {
    if (counted.has(sku) || !components.some((each) => counted.has(each.sku))) continue;
    const parts = components.map(({ sku: part, unitQuantity }) => ({
      stock: counted.get(part),
      unitQuantity,
    }));
    const scarcest = (pick: (stock: Stock) => number | null) =>
      minimum(
        parts.map(({ stock, unitQuantity }) => {
          const units = stock === undefined ? 0 : pick(stock);
          return units === null ? null : Math.floor(units / unitQuantity);
        }),
      );
    bySku.set(sku, {
      available: scarcest((stock) => stock.available),
      committed: null,
      onHand: scarcest((stock) => stock.onHand),
      incoming: null,
    });
  }
}

/** Unknown, unless one part is known to be out: then no figure of another part can help. */
function minimum(units: readonly (number | null)[]): number | null {
  const known = units.filter((each) => each !== null);
  const least = Math.min(...known);
  return known.length === units.length || least <= 0 ? least : null;
}

function toRows(stock: StockByWarehouse, products: readonly WmsProduct[]): StockRow[] {
  const productIds = new Map(products.map((product) => [product.sku, product.productId]));
  return [...stock].flatMap(([warehouse, bySku]) =>
    [...bySku].map(([sku, each]) => ({
      warehouse,
      sku,
      product_id: productIds.get(sku) ?? null,
      available: each.available,
      committed: each.committed,
      on_hand: each.onHand,
      incoming: each.incoming,
    })),
  );
}
