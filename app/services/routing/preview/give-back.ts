/** What an order itself holds of today's stock and capacity. */
export interface OwnHoldings {
  readonly own_units: readonly {
    readonly warehouse_id: string;
    readonly sku: string;
    readonly quantity: number;
  }[];
  readonly own_places: readonly { readonly warehouse_id: string; readonly places: number }[];
}

interface StockRow {
  warehouse_id: string;
  sku: string;
  available: number;
}

/** Stock as it would be if the order had not come yet: its own units lie on the shelf again. */
export function withOwnUnits<Row extends StockRow>(
  inventory: readonly Row[],
  { own_units: own }: OwnHoldings,
): Row[] {
  return inventory.map((row) => {
    const units = own.find(({ warehouse_id, sku }) => warehouse_id === row.warehouse_id && sku === row.sku);
    return units ? { ...row, available: row.available + units.quantity } : row;
  });
}

/** Warehouses as they would be if the order had not come yet: it takes no place in today's capacity. */
export function withOwnPlaces<Warehouse extends { id: string; orders_today: number }>(
  warehouses: readonly Warehouse[],
  { own_places: own }: OwnHoldings,
): Warehouse[] {
  return warehouses.map((warehouse) => {
    const places = own.find(({ warehouse_id }) => warehouse_id === warehouse.id)?.places ?? 0;
    return { ...warehouse, orders_today: Math.max(0, warehouse.orders_today - places) };
  });
}
