import {
  BlockStack,
  Box,
  Card,
  InlineError,
  InlineStack,
  RangeSlider,
  Text,
  TextField,
} from "@shopify/polaris";
import { useState } from "react";
import type { Factor } from "#app/services/routing/preview/move-weight.ts";
import type { WeightsFormState } from "./use-weights-form.ts";

const words: readonly { factor: Factor; label: string; help: string }[] = [
  { factor: "inventory", label: "Stock", help: "Has everything, with stock to spare." },
  { factor: "proximity", label: "Distance", help: "Is close to the customer." },
  { factor: "cost", label: "Shipping cost", help: "Ships the order for less." },
  { factor: "capacity", label: "Capacity", help: "Has room for more orders today." },
];

/** What counts how much when a warehouse is chosen. */
export const WeightsCard = ({ form }: { form: WeightsFormState }) => (
  <Card>
    <BlockStack gap="500">
      <BlockStack gap="100">
        <Text as="h2" variant="headingMd">
          What makes a warehouse the best one
        </Text>
        <Text as="p" tone="subdued">
          The four always add up to 100%. Moving one makes room in the others.
        </Text>
      </BlockStack>
      {words.map(({ factor, label, help }) => (
        <WeightRow key={factor} factor={factor} label={label} help={help} form={form} />
      ))}
      {form.errors.weights !== undefined && (
        <InlineError fieldID="weight-inventory" message={form.errors.weights} />
      )}
    </BlockStack>
  </Card>
);

interface WeightRowProps {
  readonly factor: Factor;
  readonly label: string;
  readonly help: string;
  readonly form: WeightsFormState;
}

function WeightRow({ factor, label, help, form }: WeightRowProps) {
  const percent = percentOf(form.weights[factor]);
  return (
    <InlineStack gap="400" blockAlign="start" wrap={false}>
      <div style={{ flex: "1 1 auto", minWidth: 0 }}>
        <RangeSlider
          id={`weight-${factor}`}
          label={label}
          helpText={help}
          min={0}
          max={100}
          value={percent}
          onChange={(value) => form.move(factor, Number(value) / 100)}
        />
      </div>
      <Box width="96px">
        <PercentField
          label={`${label}, percent`}
          percent={percent}
          onChange={(value) => form.move(factor, value / 100)}
        />
      </Box>
    </InlineStack>
  );
}

interface PercentFieldProps {
  readonly label: string;
  readonly percent: number;
  readonly onChange: (percent: number) => void;
}

/** Shows what is being typed while it is typed, and the weight it became after that. */
function PercentField({ label, percent, onChange }: PercentFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const type = (text: string) => {
    setTyped(text);
    if (isPercent(text)) onChange(Number(text));
  };
  return (
    <TextField
      label={label}
      labelHidden
      autoComplete="off"
      inputMode="decimal"
      align="right"
      suffix="%"
      value={typed ?? String(percent)}
      error={typed !== null && !isPercent(typed) ? "0 to 100" : undefined}
      onChange={type}
      onBlur={() => setTyped(null)}
    />
  );
}

const isPercent = (text: string): boolean => /^\d{1,3}(\.\d)?$/.test(text.trim()) && Number(text) <= 100;
const percentOf = (weight: number): number => Math.round(weight * 1000) / 10;
