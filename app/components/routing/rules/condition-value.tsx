import { BlockStack, InlineGrid, TextField } from "@shopify/polaris";
import { fieldOf, picksCodes, takesOf, typeOf } from "./rule-fields.ts";
import type { ConditionForm } from "./rule-form.ts";
import { choicesOf } from "./search-choices.ts";
import { ValuesPicker } from "./values-picker.tsx";

interface ConditionValueProps {
  readonly condition: ConditionForm;
  readonly error: string | undefined;
  /** Whether the rule says which countries it is about. */
  readonly hasCountry: boolean;
  readonly onChange: (values: readonly string[]) => void;
}

/** What a condition compares with, in the field that fits. */
export function ConditionValue({ condition, error, hasCountry, onChange }: ConditionValueProps) {
  const { field, operator, values } = condition;
  const { label, example, help: advice } = fieldOf(field);
  const help = field === "ship_to_state" && hasCountry ? undefined : advice;
  const takes = takesOf(field, operator);
  if (takes === "none") return null;
  const isPicked = picksCodes(field, operator);
  if (isPicked || takes === "many") {
    return (
      <ValuesPicker
        label={label}
        choices={isPicked ? choicesOf(field) : []}
        selected={values}
        onChange={onChange}
        isMultiple={takes === "many"}
        placeholder={isPicked ? `Search ${label.toLowerCase()}` : `Add, such as ${example ?? "100"}`}
        helpText={help}
        error={error}
      />
    );
  }
  if (takes === "one") {
    return <OneValue {...{ condition, label, error, help }} index={0} onChange={(one) => onChange([one])} />;
  }
  const [low = "", high = ""] = values;
  return (
    <BlockStack gap="100">
      <InlineGrid columns={2} gap="200">
        <OneValue
          {...{ condition, error }}
          label="From"
          isLabelShown
          help={help}
          index={0}
          onChange={(one) => onChange([one, high])}
        />
        <OneValue
          {...{ condition }}
          error={error === undefined ? undefined : true}
          label="To"
          isLabelShown
          index={1}
          onChange={(one) => onChange([low, one])}
        />
      </InlineGrid>
    </BlockStack>
  );
}

interface OneValueProps {
  readonly condition: ConditionForm;
  readonly index: number;
  readonly label: string;
  readonly isLabelShown?: boolean;
  readonly help?: string;
  readonly error: string | true | undefined;
  readonly onChange: (value: string) => void;
}

function OneValue({ condition, index, label, isLabelShown, help, error, onChange }: OneValueProps) {
  const { field, values } = condition;
  const { unit, example } = fieldOf(field);
  const type = typeOf(field);
  return (
    <TextField
      label={label}
      labelHidden={isLabelShown !== true}
      autoComplete="off"
      type={type === "number" ? "number" : type === "date" ? "datetime-local" : "text"}
      value={values[index] ?? ""}
      onChange={onChange}
      suffix={unit}
      placeholder={example}
      helpText={help}
      error={error}
    />
  );
}
