import {
  ChoiceList,
  FormLayout,
  IndexFilters,
  IndexFiltersMode,
  type IndexFiltersProps,
  TextField,
  useSetIndexFiltersMode,
} from "@shopify/polaris";
import { useState } from "react";
import { formatCount } from "#app/components/format.ts";
import { routingLabel } from "#app/components/routing-badge.tsx";
import type { useListQuery } from "#app/components/use-list-query.ts";
import type { RoutingStatus } from "#app/db/lists-orders.server.ts";
import type { OpenedOrderList } from "#app/services/orders/open-order-list.server.ts";
import { orderReasons, tellReason } from "#app/services/routing/reasons.ts";

type Query = ReturnType<typeof useListQuery>;

type Queues = OpenedOrderList["queues"];

const views: readonly { id: string; content: string; queue?: keyof Queues }[] = [
  { id: "all", content: "All" },
  { id: "unfillable", content: routingLabel("unfillable"), queue: "unfillable" },
  { id: "held", content: routingLabel("held"), queue: "held" },
  { id: "needs_review", content: routingLabel("needs_review"), queue: "needs_review" },
  { id: "change_pending", content: routingLabel("change_pending"), queue: "change_pending" },
  { id: "waiting", content: "Waiting" },
  { id: "routed", content: "Routed" },
];

/** The views as tabs; a queue says how many orders wait in it. */
const tabs = (queues: Queues): IndexFiltersProps["tabs"] =>
  views.map(({ id, content, queue }) => ({
    id,
    content,
    ...(queue && queues[queue] > 0 && { badge: formatCount(queues[queue]) }),
  }));

const statuses: readonly RoutingStatus[] = [
  "pending",
  "routed",
  "split",
  "held",
  "unfillable",
  "needs_review",
  "change_pending",
];
const filterNames = ["status", "reason", "warehouse", "from", "to"] as const;

/** Search, views and filters of the orders list. */
export function OrderFilters({ query, list }: { query: Query; list: OpenedOrderList }) {
  const { warehouses } = list;
  const [startsFiltered] = useState(() => query.isFiltered(filterNames));
  const { mode, setMode } = useSetIndexFiltersMode(
    startsFiltered ? IndexFiltersMode.Filtering : IndexFiltersMode.Default,
  );
  const selected = views.findIndex(({ id }) => id === query.params.get("view"));
  return (
    <IndexFilters
      tabs={tabs(list.queues)}
      selected={Math.max(selected, 0)}
      onSelect={(index) => {
        const id = views[index]?.id;
        query.change({ view: id === "all" ? undefined : id });
      }}
      canCreateNewView={false}
      queryValue={query.typed}
      queryPlaceholder="Search orders"
      onQueryChange={query.type}
      onQueryClear={() => query.type("")}
      filters={filterControls(query, warehouses)}
      appliedFilters={appliedFilters(query, warehouses)}
      onClearAll={() => query.clear(filterNames)}
      cancelAction={{ onAction: () => query.clear(filterNames) }}
      loading={query.isLoading}
      autoFocusSearchField={!startsFiltered}
      mode={mode}
      setMode={setMode}
    />
  );
}

function filterControls(
  { params, change }: Query,
  warehouses: readonly { id: string; name: string }[],
): IndexFiltersProps["filters"] {
  const choice = (name: string, label: string, choices: { value: string; label: string }[]) => ({
    key: name,
    label,
    shortcut: name !== "reason",
    filter: (
      <ChoiceList
        title={label}
        titleHidden
        choices={choices}
        selected={[params.get(name) ?? ""]}
        onChange={([value]) => change({ [name]: value })}
      />
    ),
  });
  return [
    choice(
      "status",
      "Routing",
      statuses.map((value) => ({ value, label: routingLabel(value) })),
    ),
    choice(
      "warehouse",
      "Warehouse",
      warehouses.map(({ id, name }) => ({ value: id, label: name })),
    ),
    { key: "date", label: "Date", shortcut: true, filter: <DateRange params={params} change={change} /> },
    choice("reason", "Reason", reasonChoices),
  ];
}

const reasonChoices = Object.entries(orderReasons)
  .map(([value, { label }]) => ({ value, label }))
  .sort((a, b) => a.label.localeCompare(b.label));

function DateRange({ params, change }: Pick<Query, "params" | "change">) {
  return (
    <FormLayout>
      <TextField
        label="From"
        type="date"
        autoComplete="off"
        value={params.get("from") ?? ""}
        onChange={(from) => change({ from })}
      />
      <TextField
        label="To"
        type="date"
        autoComplete="off"
        value={params.get("to") ?? ""}
        onChange={(to) => change({ to })}
      />
    </FormLayout>
  );
}

function appliedFilters(
  { params, change }: Query,
  warehouses: readonly { id: string; name: string }[],
): NonNullable<IndexFiltersProps["appliedFilters"]> {
  const status = statuses.find((each) => each === params.get("status"));
  const reason = params.get("reason");
  const warehouse = params.get("warehouse");
  const [from, to] = [params.get("from"), params.get("to")];
  const warehouseName = warehouses.find(({ id }) => id === warehouse)?.name ?? "unknown";
  return [
    status && { key: "status", label: `Routing: ${routingLabel(status)}`, names: ["status"] },
    reason !== null && { key: "reason", label: `Reason: ${tellReason(reason).label}`, names: ["reason"] },
    warehouse !== null && { key: "warehouse", label: `Warehouse: ${warehouseName}`, names: ["warehouse"] },
    (from ?? to) !== null && { key: "date", label: rangeLabel(from, to), names: ["from", "to"] },
  ].flatMap((filter) =>
    filter
      ? {
          key: filter.key,
          label: filter.label,
          onRemove: () => change(Object.fromEntries(filter.names.map((name) => [name, undefined]))),
        }
      : [],
  );
}

function rangeLabel(from: string | null, to: string | null): string {
  if (from === null) return `Until ${to ?? ""}`;
  return to === null ? `Since ${from}` : `${from} to ${to}`;
}
