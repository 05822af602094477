import {
  ChoiceList,
  IndexFilters,
  IndexFiltersMode,
  type IndexFiltersProps,
  useSetIndexFiltersMode,
} from "@shopify/polaris";
import { useState } from "react";
import { formatCount } from "#app/components/format.ts";
import type { useListQuery } from "#app/components/use-list-query.ts";
import type { OpenedBackTest } from "#app/services/routing/back-test/open-back-test.server.ts";

const tabs = [
  { id: "changed", content: "Changed" },
  { id: "all", content: "All" },
];

interface Props {
  readonly query: ReturnType<typeof useListQuery>;
  readonly causes: NonNullable<OpenedBackTest["summary"]>["causes"];
}

/** Search, views and causes of a back-test's orders. */
export function DiffFilters({ query, causes }: Props) {
  const [startsFiltered] = useState(() => query.isFiltered(["cause"]));
  const { mode, setMode } = useSetIndexFiltersMode(
    startsFiltered ? IndexFiltersMode.Filtering : IndexFiltersMode.Default,
  );
  const cause = query.params.get("cause");
  const label = causes.find((each) => each.cause === cause)?.label ?? cause ?? "";
  const filters: IndexFiltersProps["filters"] = [
    {
      key: "cause",
      label: "Cause",
      shortcut: true,
      filter: (
        <ChoiceList
          title="Cause"
          titleHidden
          choices={causes.map((each) => ({
            label: `${each.label} (${formatCount(each.count)})`,
            value: each.cause,
            helpText: each.sentence,
          }))}
          selected={cause === null ? [] : [cause]}
          onChange={([next]) => query.change({ cause: next })}
        />
      ),
    },
  ];
  return (
    <IndexFilters
      tabs={tabs}
      selected={query.params.get("view") === "all" ? 1 : 0}
      onSelect={(index) => query.change({ view: index === 1 ? "all" : undefined })}
      canCreateNewView={false}
      queryValue={query.typed}
      queryPlaceholder="Search by order number"
      onQueryChange={query.type}
      onQueryClear={() => query.change({ q: undefined })}
      filters={causes.length === 0 ? [] : filters}
      appliedFilters={
        cause === null
          ? []
          : [{ key: "cause", label: `Cause: ${label}`, onRemove: () => query.change({ cause: undefined }) }]
      }
      onClearAll={() => query.clear(["cause"])}
      cancelAction={{ onAction: () => query.clear(["cause"]) }}
      mode={mode}
      setMode={setMode}
      loading={query.isLoading}
    />
  );
}
