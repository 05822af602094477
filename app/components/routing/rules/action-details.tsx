import {
  BlockStack,
  ChoiceList,
  InlineError,
  InlineGrid,
  Select,
  Text,
  TextField,
  type TextFieldProps,
} from "@shopify/polaris";
import { sumOfWeights } from "./check-rule-form.ts";
import { weightNames, type ActionForm } from "./rule-form.ts";
import { weightLabels } from "./tell-rule.ts";
import type { RuleEditor } from "./use-rule-form.ts";
import { ValuesPicker } from "./values-picker.tsx";

interface OfEditor {
  readonly editor: RuleEditor;
}

export function SplitFields({ editor }: OfEditor) {
  const { splitPolicy } = editor.form.action;
  return (
    <BlockStack gap="300">
      <Select
        label="Splitting"
        options={[
          { value: "", label: "As in your settings" },
          { value: "never", label: "Never split" },
          { value: "when_needed", label: "Split when needed" },
        ]}
        value={splitPolicy}
        error={editor.messages.action.splitPolicy}
        onChange={(chosen) =>
          change(editor, { splitPolicy: chosen === "never" || chosen === "when_needed" ? chosen : "" })
        }
      />
      {splitPolicy !== "never" && (
        <InlineGrid columns={{ xs: 1, md: 2 }} gap="300">
          <Typed
            editor={editor}
            field="maxShipments"
            label="Most shipments per order"
            type="number"
            min={1}
          />
          <Typed
            editor={editor}
            field="minShipmentValue"
            label="Least value of a shipment"
            type="number"
            min={0}
            helpText="In the order's currency."
          />
        </InlineGrid>
      )}
    </BlockStack>
  );
}

export function TogetherFields({ editor }: OfEditor) {
  const { together, skus } = editor.form.action;
  return (
    <BlockStack gap="300">
      <ChoiceList
        title="Items"
        choices={[
          { value: "order", label: "All items of the order" },
          { value: "skus", label: "Some SKUs" },
        ]}
        selected={[together]}
        onChange={([chosen]) => change(editor, { together: chosen === "skus" ? "skus" : "order" })}
      />
      {together === "skus" && (
        <ValuesPicker
          label="SKUs to keep together"
          choices={[]}
          selected={skus}
          onChange={(chosen) => change(editor, { skus: chosen })}
          isMultiple
          placeholder="Add SKUs"
          error={editor.messages.action.skus}
        />
      )}
    </BlockStack>
  );
}

export function HoldFields({ editor }: OfEditor) {
  const { holdFor } = editor.form.action;
  return (
    <BlockStack gap="300">
      <ChoiceList
        title="Until"
        choices={[
          { value: "release", label: "Somebody releases the order" },
          { value: "date", label: "A date and time" },
        ]}
        selected={[holdFor]}
        onChange={([chosen]) => change(editor, { holdFor: chosen === "date" ? "date" : "release" })}
      />
      {holdFor === "date" && (
        <Typed
          editor={editor}
          field="holdUntil"
          label="Hold until"
          labelHidden
          type="datetime-local"
          helpText="In your store's time zone."
        />
      )}
    </BlockStack>
  );
}

export function WeightFields({ editor }: OfEditor) {
  const { action } = editor.form;
  const message = editor.messages.action.weights;
  return (
    <BlockStack gap="200">
      <InlineGrid columns={{ xs: 2, md: 4 }} gap="300">
        {weightNames.map((name) => (
          <TextField
            key={name}
            label={weightLabels[name]}
            type="number"
            min={0}
            max={100}
            suffix="%"
            autoComplete="off"
            value={action.weights[name]}
            error={message !== undefined}
            onChange={(typed) => change(editor, { weights: { ...action.weights, [name]: typed } })}
          />
        ))}
      </InlineGrid>
      {message === undefined ? (
        <Text as="p" tone="subdued">{`Together ${sumOfWeights(action)}%.`}</Text>
      ) : (
        <InlineError message={message} fieldID="weights" />
      )}
    </BlockStack>
  );
}

const change = (editor: RuleEditor, changed: Partial<ActionForm>) =>
  editor.edit({ edit: "action", change: changed });

interface TypedProps
  extends OfEditor, Pick<TextFieldProps, "label" | "labelHidden" | "type" | "min" | "helpText"> {
  readonly field: "maxShipments" | "minShipmentValue" | "holdUntil";
}

/** A field of the action as it is being typed. */
const Typed = ({ editor, field, ...shown }: TypedProps) => (
  <TextField
    {...shown}
    autoComplete="off"
    value={editor.form.action[field]}
    error={editor.messages.action[field]}
    onChange={(typed) => change(editor, { [field]: typed })}
  />
);
