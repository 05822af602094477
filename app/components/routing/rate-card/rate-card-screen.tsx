import { BlockStack, Card, ChoiceList, FormLayout, TextField } from "@shopify/polaris";
import { formatDay } from "#app/components/format.ts";
import { DraftNote } from "#app/components/routing/draft-note.tsx";
import type { OpenedRateCard } from "#app/services/routing/rate-card/open-rate-card.server.ts";
import type { RateCardField } from "#app/services/routing/rate-card/rate-card-form.ts";
import { PriceCard } from "./price-card.tsx";
import { UnreadableCard } from "./unreadable-card.tsx";
import type { RateCardFormState } from "./use-rate-card-form.ts";

/** Which rates routing compares warehouses by: the built-in ones, or the shop's own. */
export const RateCardScreen = ({ opened, form }: { opened: OpenedRateCard; form: RateCardFormState }) => (
  <BlockStack gap="400">
    <UnreadableCard opened={opened} />
    <DraftNote isDraft={opened.isDraft} />
    <Card>
      <ChoiceList
        title="Shipping costs come from"
        name="card"
        choices={[
          {
            value: "built_in",
            label: opened.builtIn.name,
            helpText: `Prices from ${priceDay(opened)}, within the United States, in USD.`,
          },
          { value: "own", label: "Your own rate card", helpText: "What you pay your carrier or warehouse." },
        ]}
        selected={[form.fields.card]}
        error={form.errors.card}
        onChange={([value]) => form.change("card", value ?? "")}
      />
    </Card>
    {form.fields.card === "own" && (
      <>
        <TermsCard form={form} />
        <PriceCard form={form} />
      </>
    )}
  </BlockStack>
);

const priceDay = ({ builtIn, now }: OpenedRateCard) =>
  formatDay(`${builtIn.effective}T00:00:00Z`, "UTC", now);

const TermsCard = ({ form }: { form: RateCardFormState }) => (
  <Card>
    <FormLayout>
      <FormLayout.Group>
        <Field form={form} field="name" label="Name" />
        <Field form={form} field="effective" label="Applies from" type="date" />
      </FormLayout.Group>
      <FormLayout.Group>
        <Field form={form} field="currency" label="Currency" />
        <Field form={form} field="per_order" label="Fee for each order" suffix={currencyOf(form)} />
        <Field
          form={form}
          field="per_extra_parcel"
          label="Fee for each further shipment"
          suffix={currencyOf(form)}
        />
      </FormLayout.Group>
      <ChoiceList
        title="Large, light parcels"
        name="volume"
        choices={[
          { value: "counts", label: "Are billed by volume" },
          { value: "ignored", label: "Are billed by weight alone" },
        ]}
        selected={[form.fields.volume]}
        error={form.errors.volume}
        onChange={([value]) => form.change("volume", value ?? "")}
      />
      {form.fields.volume === "counts" && (
        <FormLayout.Group>
          <Field form={form} field="dimensional_divisor" label="Cubic inches billed as one pound" />
          <Field
            form={form}
            field="dimensional_above_cubic_inches"
            label="Only for parcels above"
            suffix="cubic inches"
          />
        </FormLayout.Group>
      )}
    </FormLayout>
  </Card>
);

/** What is no currency is named beside its own field only. */
const currencyOf = ({ fields, errors }: RateCardFormState) =>
  errors.currency === undefined ? fields.currency : undefined;

interface FieldProps {
  readonly form: RateCardFormState;
  readonly field: RateCardField;
  readonly label: string;
  readonly suffix?: string | undefined;
  readonly type?: "date" | "text";
}

const Field = ({ form, field, label, suffix, type = "text" }: FieldProps) => (
  <TextField
    label={label}
    name={field}
    type={type}
    autoComplete="off"
    suffix={suffix}
    value={form.fields[field]}
    error={form.errors[field]}
    onChange={(text) => form.change(field, text)}
  />
);
