import { Badge, type BadgeProps, BlockStack, Card, IndexTable, Text, useBreakpoints } from "@shopify/polaris";
import { formatMoment, formatMoney, plural } from "#app/components/format.ts";
import type { OpenedPickWindows } from "#app/services/routing/pick-windows/open-pick-windows.server.ts";

type Run = OpenedPickWindows["runs"][number];

const outcomes: Record<Run["outcome"], { label: string; tone?: NonNullable<BadgeProps["tone"]> }> = {
  improved: { label: "Improved", tone: "success" },
  unchanged: { label: "Best already" },
  kept_moving: { label: "Orders kept changing", tone: "attention" },
  not_solved: { label: "No better found", tone: "attention" },
  running: { label: "Closing", tone: "info" },
  broke_down: { label: "Sent as first routed", tone: "warning" },
};

/** What the last closes did. */
export function LastWindows({ opened }: { opened: OpenedPickWindows }) {
  const { smDown } = useBreakpoints();
  if (opened.runs.length === 0) {
    return (
      <Card>
        <BlockStack gap="200">
          <Heading />
          <Text as="p" tone="subdued">
            No window has closed yet. Each close shows here: how many orders moved, and what that saved.
          </Text>
        </BlockStack>
      </Card>
    );
  }
  const Row = smDown ? StackedRow : WideRow;
  return (
    <Card padding="0">
      <div style={{ padding: "16px 16px 8px" }}>
        <Heading />
      </div>
      <IndexTable
        resourceName={{ singular: "window", plural: "windows" }}
        itemCount={opened.runs.length}
        selectable={false}
        condensed={smDown}
        headings={[
          { title: "Closed" },
          { title: "Result" },
          { title: "Orders", alignment: "end" },
          { title: "Moved", alignment: "end" },
          { title: "Saved" },
          { title: "Compared with the best" },
        ]}
      >
        {opened.runs.map((run, position) => (
          <IndexTable.Row key={run.closesAt} id={run.closesAt} position={position}>
            <Row run={run} opened={opened} />
          </IndexTable.Row>
        ))}
      </IndexTable>
    </Card>
  );
}

const Heading = () => (
  <Text as="h2" variant="headingSm">
    Last windows
  </Text>
);

interface RowProps {
  readonly run: Run;
  readonly opened: OpenedPickWindows;
}

const WideRow = ({ run, opened }: RowProps) => (
  <>
    <IndexTable.Cell>{formatMoment(run.closesAt, opened.timeZone, opened.now)}</IndexTable.Cell>
    <IndexTable.Cell>
      <Outcome run={run} />
    </IndexTable.Cell>
    <IndexTable.Cell>
      <Number count={run.orders} />
    </IndexTable.Cell>
    <IndexTable.Cell>
      <Number count={run.moved} />
    </IndexTable.Cell>
    <IndexTable.Cell>{tellSaved(run)}</IndexTable.Cell>
    <IndexTable.Cell>{tellFromBest(run)}</IndexTable.Cell>
  </>
);

const StackedRow = ({ run, opened }: RowProps) => (
  <div style={{ padding: "12px 16px" }}>
    <BlockStack gap="100">
      <Text as="span" fontWeight="semibold">
        {formatMoment(run.closesAt, opened.timeZone, opened.now)}
      </Text>
      <Text as="span" tone="subdued">
        {plural(run.orders, "order")}, {run.moved} moved
      </Text>
      {run.saved !== null && (
        <Text as="span" tone="subdued" breakWord>
          {run.moved > 0 ? `Saved: ${tellSaved(run)}. ` : ""}Compared with the best: {tellFromBest(run)}
        </Text>
      )}
      <span>
        <Outcome run={run} />
      </span>
    </BlockStack>
  </div>
);

const Number = ({ count }: { count: number }) => (
  <Text as="span" alignment="end" numeric>
    {count}
  </Text>
);

function Outcome({ run }: { run: Run }) {
  const { label, tone } = outcomes[run.outcome];
  return <Badge {...(tone && { tone })}>{label}</Badge>;
}

/** "3 more items, $12.40": items that ship in addition count for more than money. */
function tellSaved({ saved, moved }: Run): string {
  if (saved === null || moved === 0) return "—";
  const parts = [
    saved.units > 0 && `${plural(saved.units, "more item")} ship`,
    saved.cost !== "0.00" &&
      (saved.cost.startsWith("-")
        ? `${formatMoney(saved.cost.slice(1), saved.currency)} more shipping`
        : formatMoney(saved.cost, saved.currency)),
    saved.shipments > 0 && plural(saved.shipments, "parcel"),
  ].filter((part) => part !== false);
  return parts.length > 0 ? parts.join(", ") : "—";
}

function tellFromBest({ fromBest, parts }: Run): string {
  if (fromBest === null) return "Not known";
  const inParts = parts > 1 ? `, in ${parts} parts` : "";
  if (fromBest.units > 0) return `Within ${plural(fromBest.units, "item")}${inParts}`;
  if (fromBest.cost === "0.00") return `Best possible${inParts}`;
  return `Within ${formatMoney(fromBest.cost, fromBest.currency)}${inParts}`;
}
