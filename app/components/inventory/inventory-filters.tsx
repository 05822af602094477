import {
  ChoiceList,
  IndexFilters,
  IndexFiltersMode,
  type IndexFiltersProps,
  useSetIndexFiltersMode,
} from "@shopify/polaris";
import { useState } from "react";
import type { useListQuery } from "#app/components/use-list-query.ts";
import type { OpenedInventory } from "#app/services/inventory/open-inventory.server.ts";

type Query = ReturnType<typeof useListQuery>;

const filterNames = ["warehouse", "stock"] as const;

/** Search and filters of the inventory. */
export function InventoryFilters({ query, inventory }: { query: Query; inventory: OpenedInventory }) {
  const [startsFiltered] = useState(() => query.isFiltered(["warehouse"]));
  const { mode, setMode } = useSetIndexFiltersMode(
    startsFiltered ? IndexFiltersMode.Filtering : IndexFiltersMode.Default,
  );
  const views = viewsOf(inventory.lowUnits);
  const selected = views.findIndex(({ id }) => id === query.params.get("stock"));
  return (
    <IndexFilters
      tabs={views}
      selected={Math.max(selected, 0)}
      onSelect={(index) => {
        const id = views[index]?.id;
        query.change({ stock: id === "all" ? undefined : id });
      }}
      canCreateNewView={false}
      queryValue={query.typed}
      queryPlaceholder="Search by SKU"
      onQueryChange={query.type}
      onQueryClear={() => query.type("")}
      filters={filterControls(query, inventory)}
      appliedFilters={appliedFilters(query, inventory)}
      onClearAll={() => query.clear(filterNames)}
      cancelAction={{ onAction: () => query.clear(filterNames) }}
      loading={query.isLoading}
      autoFocusSearchField={!startsFiltered}
      mode={mode}
      setMode={setMode}
    />
  );
}

const viewsOf = (lowUnits: number) => [
  { id: "all", content: "All" },
  { id: "low", content: `Low (${lowUnits} or fewer)` },
  { id: "out", content: "Out of stock" },
  { id: "unknown", content: "Unknown" },
];

const filterControls = (
  { params, change }: Query,
  { warehouses }: OpenedInventory,
): IndexFiltersProps["filters"] => [
  {
    key: "warehouse",
    label: "Warehouse",
    shortcut: true,
    filter: (
      <ChoiceList
        title="Warehouse"
        titleHidden
        choices={warehouses.map(({ id, name }) => ({ value: id, label: name }))}
        selected={[params.get("warehouse") ?? ""]}
        onChange={([warehouse]) => change({ warehouse })}
      />
    ),
  },
];

function appliedFilters(
  { params, change }: Query,
  { warehouses }: OpenedInventory,
): NonNullable<IndexFiltersProps["appliedFilters"]> {
  const chosen = params.get("warehouse");
  if (chosen === null) return [];
  const name = warehouses.find(({ id }) => id === chosen)?.name ?? "unknown";
  const onRemove = () => change({ warehouse: undefined });
  return [{ key: "warehouse", label: `Warehouse: ${name}`, onRemove }];
}
