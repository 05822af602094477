import { DataTable, Text } from "@shopify/polaris";
import { formatCount, formatMoney } from "#app/components/format.ts";
import type { Comparison, Pair } from "#app/services/routing/preview/compare-tries.ts";

/** Averages and counts, side by side. */
export function FigureTable({ comparison, currency }: { comparison: Comparison; currency: string }) {
  const money = (value: number) => formatMoney(value.toFixed(2), currency);
  const rows: [string, Pair, (value: number) => string][] = [
    ["Shipping cost, average", comparison.cost, money],
    ["Distance, average", comparison.miles, (value) => `${formatCount(Math.round(value))} mi`],
    ["Transit, average", comparison.transitDays, (value) => `${value.toFixed(1)} days`],
    ["Split orders", comparison.splits, formatCount],
    ["Not shipped whole", comparison.unfilled, formatCount],
  ];
  return (
    <DataTable
      columnContentTypes={["text", "numeric", "numeric"]}
      headings={["", "Now", "New"].map((heading) => (
        <Text key={heading} as="span" visuallyHidden={heading === ""}>
          {heading === "" ? "Figure" : heading}
        </Text>
      ))}
      rows={rows.map(([label, { now, next }, write]) => [
        label,
        now === null ? "—" : write(now),
        <Text key="next" as="span" fontWeight={isSame(now, next, write) ? "regular" : "semibold"}>
          {next === null ? "—" : write(next)}
        </Text>,
      ])}
      increasedTableDensity
    />
  );
}

const isSame = (now: number | null, next: number | null, write: (value: number) => string): boolean =>
  now === null || next === null ? now === next : write(now) === write(next);
