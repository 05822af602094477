import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Card, Page, Text } from "@shopify/polaris";
import { formatMoment } from "#app/components/format.ts";
import { useCsvDownload } from "#app/components/inventory/use-csv-download.ts";
import { useListQuery } from "#app/components/use-list-query.ts";
import type { OpenedBackTest } from "#app/services/routing/back-test/open-back-test.server.ts";
import { DiffFilters } from "./diff-filters.tsx";
import { DiffTable } from "./diff-table.tsx";
import { formatPeriod } from "./format-period.ts";
import { ProgressCard } from "./progress-card.tsx";
import { ReproductionCard } from "./reproduction-card.tsx";
import { RunBadge } from "./run-badge.tsx";
import { SummaryCards } from "./summary-cards.tsx";
import { VolumeCard } from "./volume-card.tsx";

/** A back-test: how far it is, then what came of it. */
export function BackTestScreen({ opened }: { opened: OpenedBackTest }) {
  const query = useListQuery();
  const csv = useCsvDownload("back-test.csv");
  const stop = useFetcher();
  const isUnderWay = opened.status === "queued" || opened.status === "running";
  const exportAction = {
    content: "Export",
    loading: csv.state === "loading",
    onAction: () => void csv.download(csvAddress(opened.id, query.params)),
  };
  const stopAction = {
    content: "Stop",
    loading: stop.state !== "idle",
    onAction: () =>
      stop.submit(null, { method: "post", action: `/app/routing/back-tests/${opened.id}/cancel` }),
  };
  return (
    <Page
      title={formatPeriod(opened)}
      titleMetadata={<RunBadge run={opened} />}
      subtitle={`${opened.setup}, started ${formatMoment(opened.startedAt, opened.timeZone, opened.now)}`}
      backAction={{ content: "Back-tests", url: "/app/routing/back-tests" }}
      secondaryActions={isUnderWay ? [stopAction] : opened.summary ? [exportAction] : []}
    >
      <BlockStack gap="400">
        {csv.state === "failed" && (
          <Banner tone="critical" title="The export didn't work" action={exportAction}>
            Nothing was saved. Try again in a minute.
          </Banner>
        )}
        {isUnderWay && <ProgressCard opened={opened} />}
        {opened.status === "failed" && (
          <Banner tone="critical" title="The back-test didn't finish">
            {opened.error ?? "It stopped by an error."}
          </Banner>
        )}
        {opened.status === "cancelled" && (
          <Banner title="The back-test was stopped">
            <Text as="p">Start another one to see figures.</Text>
          </Banner>
        )}
        {opened.summary && <Result opened={opened} summary={opened.summary} query={query} />}
      </BlockStack>
    </Page>
  );
}

interface ResultProps {
  readonly opened: OpenedBackTest;
  readonly summary: NonNullable<OpenedBackTest["summary"]>;
  readonly query: ReturnType<typeof useListQuery>;
}

const Result = ({ opened, summary, query }: ResultProps) => (
  <>
    <SummaryCards summary={summary} currency={opened.currency} />
    {opened.kind === "live" && <ReproductionCard tally={summary.tally} />}
    <VolumeCard warehouses={summary.warehouses} />
    <Card padding="0">
      <DiffFilters query={query} causes={summary.causes} />
      <DiffTable opened={opened} query={query} />
    </Card>
  </>
);

function csvAddress(id: string, params: URLSearchParams): string {
  const filters = new URLSearchParams();
  for (const name of ["view", "q", "cause"]) {
    const value = params.get(name);
    if (value !== null) filters.set(name, value);
  }
  return `/app/routing/back-tests/${id}/orders.csv?${filters}`;
}
