import { BlockStack, Card, InlineGrid, Select, Text, TextField } from "@shopify/polaris";
import { countryNames } from "#app/components/routing/rules/country-names.ts";
import { stateNames } from "#app/components/routing/rules/state-names.ts";
import type { TestOrderState } from "./use-test-order.ts";

const countries = [
  ...["US", "CA"].map((code) => [code, countryNames.get(code) ?? code] as const),
  ...[...countryNames].filter(([code]) => code !== "US" && code !== "CA"),
].map(([value, label]) => ({ value, label }));

const states = [
  { value: "", label: "Not given" },
  ...[...stateNames].map(([value, label]) => ({ value, label })),
];

/** Where the order goes. */
export const DestinationFields = ({ form }: { form: TestOrderState }) => (
  <Card>
    <BlockStack gap="400">
      <Text as="h2" variant="headingMd">
        Ship to
      </Text>
      <InlineGrid columns={{ xs: 1, sm: 2 }} gap="400">
        <Select
          label="Country"
          options={countries}
          value={form.order.ship_to_country}
          error={form.errors["ship_to_country"]}
          onChange={(value) => form.change("ship_to_country", value)}
        />
        <StateField form={form} />
        <TextField
          label="ZIP or postal code"
          autoComplete="off"
          value={form.order.ship_to_postal_code}
          error={form.errors["ship_to_postal_code"]}
          onChange={(text) => form.change("ship_to_postal_code", text)}
        />
        <TextField
          label="City"
          autoComplete="off"
          value={form.order.ship_to_city}
          error={form.errors["ship_to_city"]}
          onChange={(text) => form.change("ship_to_city", text)}
        />
      </InlineGrid>
    </BlockStack>
  </Card>
);

function StateField({ form }: { form: TestOrderState }) {
  const { ship_to_country: country, ship_to_state: state } = form.order;
  const error = form.errors["ship_to_state"];
  const onChange = (text: string) => form.change("ship_to_state", text);
  const isListed = (country === "US" || country === "CA") && (state === "" || stateNames.has(state));
  return isListed ? (
    <Select label="State or province" options={states} value={state} error={error} onChange={onChange} />
  ) : (
    <TextField label="State or province" autoComplete="off" value={state} error={error} onChange={onChange} />
  );
}
