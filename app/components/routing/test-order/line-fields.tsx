import {
  BlockStack,
  Box,
  Button,
  Card,
  InlineError,
  InlineGrid,
  InlineStack,
  Text,
  TextField,
} from "@shopify/polaris";
import { DeleteIcon } from "@shopify/polaris-icons";
import { SkuField } from "./sku-field.tsx";
import type { TestOrderState } from "./use-test-order.ts";

/** What is ordered. */
export const LineFields = ({ form }: { form: TestOrderState }) => (
  <Card>
    <BlockStack gap="400">
      <Text as="h2" variant="headingMd">
        Items
      </Text>
      {form.order.lines.map((_, at) => (
        <LineRow key={form.lineKeys[at]} form={form} at={at} />
      ))}
      {form.errors["lines"] !== undefined && <InlineError fieldID="items" message={form.errors["lines"]} />}
      <InlineStack>
        <Button onClick={form.addLine}>Add item</Button>
      </InlineStack>
    </BlockStack>
  </Card>
);

function LineRow({ form, at }: { form: TestOrderState; at: number }) {
  const line = form.order.lines[at];
  if (!line) return null;
  const errorOf = (field: string) => form.errors[`lines.${at}.${field}`];
  return (
    <div role="group" aria-label={`Item ${at + 1}`}>
      <InlineStack gap="200" wrap={false} blockAlign="start">
        <Box width="100%">
          <InlineGrid columns={{ xs: 1, sm: "2fr 1fr 1fr" }} gap="200">
            <SkuField
              label="SKU"
              value={line.sku}
              error={errorOf("sku")}
              onChange={(sku) => form.changeLine(at, "sku", sku)}
            />
            <TextField
              label="Quantity"
              autoComplete="off"
              inputMode="numeric"
              value={line.quantity}
              error={errorOf("quantity")}
              onChange={(text) => form.changeLine(at, "quantity", text)}
            />
            <TextField
              label="Weight"
              autoComplete="off"
              inputMode="decimal"
              suffix="g each"
              value={line.grams}
              error={errorOf("grams")}
              onChange={(text) => form.changeLine(at, "grams", text)}
            />
          </InlineGrid>
        </Box>
        {form.order.lines.length > 1 && (
          <Box paddingBlockStart="600">
            <Button
              icon={DeleteIcon}
              variant="tertiary"
              accessibilityLabel={`Remove item ${at + 1}`}
              onClick={() => form.removeLine(at)}
            />
          </Box>
        )}
      </InlineStack>
    </div>
  );
}
