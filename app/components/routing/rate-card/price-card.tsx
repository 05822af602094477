import {
  BlockStack,
  Button,
  Card,
  DataTable,
  DropZone,
  InlineError,
  InlineStack,
  Text,
  useBreakpoints,
} from "@shopify/polaris";
import { useState } from "react";
import { formatCount } from "#app/components/format.ts";
import { saveFile } from "#app/components/save-file.ts";
import { readPrices } from "#app/services/routing/rate-card/price-table.ts";
import type { RateCardFormState } from "./use-rate-card-form.ts";

const shownAtFirst = 10;
const largestFile = 1_000_000;

/** The prices of a card of one's own: seen as a table, changed as a CSV file. */
export function PriceCard({ form }: { form: RateCardFormState }) {
  const [problem, setProblem] = useState<string | null>(null);
  const { smDown } = useBreakpoints();
  const read = readPrices(form.fields.prices);
  const error = problem ?? form.errors.prices;

  async function take(file: File | undefined): Promise<void> {
    const given = await readFile(file);
    setProblem(given.ok ? null : given.problem);
    if (given.ok) form.change("prices", given.csv);
  }

  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            Prices by weight and zone
          </Text>
          <Button
            variant="plain"
            onClick={() => saveFile(new Blob([form.fields.prices], { type: "text/csv" }), "rate-card.csv")}
          >
            Download CSV
          </Button>
        </InlineStack>
        <Text as="p" tone="subdued">
          Download the table, change its prices in a spreadsheet and upload it again. The first row is for
          less than one pound.
        </Text>
        <DropZone
          accept=".csv,text/csv"
          type="file"
          allowMultiple={false}
          label="Price table"
          labelHidden
          onDrop={(_files, accepted) => void take(accepted[0])}
        >
          <DropZone.FileUpload
            actionTitle="Upload CSV"
            actionHint="Pounds, then the prices of zones 1 to 8"
          />
        </DropZone>
        {error !== undefined && <InlineError fieldID="prices" message={error} />}
        {read.ok && (smDown ? <PriceRange prices={read.prices} /> : <PriceTable prices={read.prices} />)}
      </BlockStack>
    </Card>
  );
}

type GivenFile = { ok: true; csv: string } | { ok: false; problem: string };

async function readFile(file: File | undefined): Promise<GivenFile> {
  if (!file) return { ok: false, problem: "Choose a CSV file." };
  if (file.size > largestFile) return { ok: false, problem: "The file is larger than a price table can be." };
  const csv = await file.text();
  const read = readPrices(csv);
  return read.ok ? { ok: true, csv } : read;
}

/** Where the table has no room. */
function PriceRange({ prices }: { prices: readonly (readonly number[])[] }) {
  const all = prices.flat();
  return (
    <Text as="p">
      {`${formatCount(prices.length)} weights, from ${Math.min(...all).toFixed(2)} to ${Math.max(...all).toFixed(2)}.`}
    </Text>
  );
}

function PriceTable({ prices }: { prices: readonly (readonly number[])[] }) {
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? prices : prices.slice(0, shownAtFirst);
  const zones = prices[0]?.map((_, zone) => `Zone ${zone + 1}`) ?? [];
  return (
    <BlockStack gap="200">
      <DataTable
        columnContentTypes={["text", ...zones.map(() => "numeric" as const)]}
        headings={["Weight", ...zones]}
        rows={shown.map((row, pounds) => [weight(pounds), ...row.map((price) => price.toFixed(2))])}
        increasedTableDensity
      />
      {shown.length < prices.length && (
        <InlineStack>
          <Button variant="plain" onClick={() => setWhole(true)}>
            {`Show all ${formatCount(prices.length)} weights`}
          </Button>
        </InlineStack>
      )}
    </BlockStack>
  );
}

const weight = (pounds: number) => (pounds === 0 ? "Below 1 lb" : `${pounds} lb`);
