import { BlockStack, Card, IndexTable, InlineStack, Link, Text, useBreakpoints } from "@shopify/polaris";
import { formatCount, formatMoment, formatPercent } from "#app/components/format.ts";
import type { OpenedBackTests } from "#app/services/routing/back-test/open-back-tests.server.ts";
import { formatPeriod } from "./format-period.ts";
import { RunBadge } from "./run-badge.tsx";

type Run = OpenedBackTests["runs"][number];

/** A shop's back-tests, newest first; stacked on narrow screens. */
export function BackTestList({ opened }: { opened: OpenedBackTests }) {
  const { smDown } = useBreakpoints();
  return (
    <Card padding="0">
      <IndexTable
        resourceName={{ singular: "back-test", plural: "back-tests" }}
        itemCount={opened.runs.length}
        selectable={false}
        condensed={smDown}
        headings={[
          { title: "Days" },
          { title: "Setup" },
          { title: "Started" },
          { title: "Status" },
          { title: "Orders", alignment: "end" },
          { title: "Changed", alignment: "end" },
        ]}
      >
        {opened.runs.map((run, position) => (
          <IndexTable.Row key={run.id} id={run.id} position={position}>
            {smDown ? <StackedRun run={run} opened={opened} /> : <WideRun run={run} opened={opened} />}
          </IndexTable.Row>
        ))}
      </IndexTable>
    </Card>
  );
}

interface RunProps {
  readonly run: Run;
  readonly opened: OpenedBackTests;
}

const WideRun = ({ run, opened }: RunProps) => (
  <>
    <IndexTable.Cell>
      <RunLink run={run} />
    </IndexTable.Cell>
    <IndexTable.Cell>{run.setup}</IndexTable.Cell>
    <IndexTable.Cell>{formatMoment(run.startedAt, opened.timeZone, opened.now)}</IndexTable.Cell>
    <IndexTable.Cell>
      <RunBadge run={run} />
    </IndexTable.Cell>
    <Figure>{run.orders === null ? "—" : formatCount(run.orders)}</Figure>
    <Figure>{changedOf(run)}</Figure>
  </>
);

const Figure = ({ children }: { children: string }) => (
  <IndexTable.Cell>
    <Text as="span" alignment="end" numeric>
      {children}
    </Text>
  </IndexTable.Cell>
);

const StackedRun = ({ run, opened }: RunProps) => (
  <div style={{ padding: "12px 16px" }}>
    <BlockStack gap="100">
      <InlineStack align="space-between" gap="200">
        <RunLink run={run} />
        <RunBadge run={run} />
      </InlineStack>
      <Text as="span" tone="subdued">
        {`${run.setup}, started ${formatMoment(run.startedAt, opened.timeZone, opened.now)}`}
      </Text>
      {run.orders !== null && (
        <Text as="span" tone="subdued">{`${formatCount(run.orders)} orders, ${changedOf(run)} changed`}</Text>
      )}
    </BlockStack>
  </div>
);

const changedOf = ({ orders, changed }: Run): string =>
  orders === null || changed === null
    ? "—"
    : `${formatCount(changed)} (${formatPercent(orders === 0 ? 0 : changed / orders)})`;

const RunLink = ({ run }: { run: Run }) => (
  <Link url={`/app/routing/back-tests/${run.id}`} dataPrimaryLink monochrome removeUnderline>
    <Text as="span" fontWeight="semibold">
      {formatPeriod(run)}
    </Text>
  </Link>
);
