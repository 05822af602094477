import { BlockStack, Card, ChoiceList, Select, Text, TextField } from "@shopify/polaris";
import type { ReactNode } from "react";
import type { WeightsField } from "#app/services/routing/preview/weights-form.ts";
import type { SetupWarehouse } from "#app/services/routing/setup/routing-setup.ts";
import type { WeightsFormState } from "./use-weights-form.ts";

interface PolicyProps {
  readonly form: WeightsFormState;
  readonly warehouses: readonly SetupWarehouse[];
  readonly currency: string;
}

/** Everything about routing that is not a weight or a rule. */
export const PolicyCards = (props: PolicyProps) => (
  <BlockStack gap="400">
    <SplitCard {...props} />
    <StockCard {...props} />
    <PreferredCard {...props} />
  </BlockStack>
);

const Titled = ({ title, children }: { title: string; children: ReactNode }) => (
  <Card>
    <BlockStack gap="400">
      <Text as="h2" variant="headingMd">
        {title}
      </Text>
      {children}
    </BlockStack>
  </Card>
);

function SplitCard({ form, currency }: PolicyProps) {
  const { split } = form.fields;
  return (
    <Titled title="When no warehouse has the whole order">
      <Choice
        form={form}
        field="split"
        title="Ship from several warehouses"
        choices={[
          { value: "never", label: "Never" },
          { value: "when_needed", label: "When needed" },
          { value: "when_worth_it", label: "When needed, and each shipment is worth enough" },
        ]}
      />
      {split === "when_worth_it" && (
        <Field
          form={form}
          field="min_shipment_value"
          label="Each shipment is worth at least"
          suffix={currency}
        />
      )}
      {split !== "never" && (
        <Field form={form} field="max_shipments" label="Shipments of one order, at most" />
      )}
      <Choice
        form={form}
        field="partial"
        title="When some items are in stock nowhere"
        choices={[
          { value: "hold", label: "Wait until everything can ship" },
          { value: "ship_available", label: "Ship what is in stock, keep the rest waiting" },
        ]}
      />
    </Titled>
  );
}

const StockCard = ({ form }: PolicyProps) => (
  <Titled title="Stock figures">
    <Field
      form={form}
      field="stale_after_minutes"
      label="Stock figures are old after"
      suffix="minutes"
      help="Counted from when the WMS last told Swyft."
    />
    <Choice
      form={form}
      field="stale_policy"
      title="A warehouse with old figures"
      choices={[
        { value: "allow", label: "Can still be chosen" },
        { value: "exclude", label: "Is left out until it has new ones" },
      ]}
    />
    <Field
      form={form}
      field="cover_days"
      label="Keep enough stock for"
      suffix="days"
      help="A warehouse that an order would leave with less scores lower."
    />
  </Titled>
);

const PreferredCard = ({ form, warehouses }: PolicyProps) => (
  <Titled title="Preferred warehouse">
    <Select
      label="Warehouse"
      labelHidden
      helpText="Ships every order it can ship whole, whatever the weights say."
      options={[
        { value: "", label: "None" },
        ...warehouses.map(({ id, name, is_active }) => ({
          value: id,
          label: is_active ? name : `${name} (not active)`,
        })),
        ...goneWarehouse(form, warehouses),
      ]}
      value={form.fields.preferred_warehouse_id}
      error={form.errors.preferred_warehouse_id}
      onChange={(value) => form.change("preferred_warehouse_id", value)}
    />
  </Titled>
);

/** A preference for a warehouse that was removed is shown until somebody chooses another. */
function goneWarehouse({ fields }: WeightsFormState, warehouses: readonly SetupWarehouse[]) {
  const id = fields.preferred_warehouse_id;
  if (id === "" || warehouses.some((warehouse) => warehouse.id === id)) return [];
  return [{ value: id, label: "A removed warehouse" }];
}

interface ChoiceProps {
  readonly form: WeightsFormState;
  readonly field: WeightsField;
  readonly title: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
}

const Choice = ({ form, field, title, choices }: ChoiceProps) => (
  <ChoiceList
    title={title}
    name={field}
    choices={[...choices]}
    selected={[form.fields[field]]}
    error={form.errors[field]}
    onChange={([value]) => form.change(field, value ?? "")}
  />
);

interface FieldProps {
  readonly form: WeightsFormState;
  readonly field: WeightsField;
  readonly label: string;
  readonly suffix?: string;
  readonly help?: string;
}

const Field = ({ form, field, label, suffix, help }: FieldProps) => (
  <TextField
    label={label}
    name={field}
    autoComplete="off"
    inputMode="decimal"
    suffix={suffix}
    helpText={help}
    value={form.fields[field]}
    error={form.errors[field]}
    onChange={(text) => form.change(field, text)}
  />
);
