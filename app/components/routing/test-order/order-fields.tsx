import { BlockStack, Card, InlineGrid, Select, Text, TextField } from "@shopify/polaris";
import { TryOrderForm } from "#app/services/routing/preview/try-order-form.ts";
import type { TestOrderState } from "./use-test-order.ts";

const channels = [
  { value: "shopify", label: "Shopify" },
  { value: "amazon", label: "Amazon" },
  { value: "woocommerce", label: "WooCommerce" },
  { value: "manual", label: "Manual" },
];

/** What else rules may look at. */
export const OrderFields = ({ form, currency }: { form: TestOrderState; currency: string }) => (
  <Card>
    <BlockStack gap="400">
      <Text as="h2" variant="headingMd">
        Order
      </Text>
      <InlineGrid columns={{ xs: 1, sm: 2 }} gap="400">
        <Field form={form} field="total_price" label="Value" suffix={currency} />
        <Field form={form} field="shipping_method" label="Shipping method" />
        <Field form={form} field="tags" label="Tags" help="Separate tags with commas." />
        <Select
          label="Channel"
          options={channels}
          value={form.order.channel_type}
          error={form.errors["channel_type"]}
          onChange={(value) => {
            const channel = TryOrderForm.shape.channel_type.safeParse(value);
            if (channel.success) form.choose({ channel_type: channel.data });
          }}
        />
        <Field form={form} field="customer_email_domain" label="Domain of the customer's email" />
      </InlineGrid>
    </BlockStack>
  </Card>
);

interface FieldProps {
  readonly form: TestOrderState;
  readonly field: "total_price" | "shipping_method" | "tags" | "customer_email_domain";
  readonly label: string;
  readonly suffix?: string;
  readonly help?: string;
}

const Field = ({ form, field, label, suffix, help }: FieldProps) => (
  <TextField
    label={label}
    autoComplete="off"
    suffix={suffix}
    helpText={help}
    value={form.order[field]}
    error={form.errors[field]}
    onChange={(text) => form.change(field, text)}
  />
);
