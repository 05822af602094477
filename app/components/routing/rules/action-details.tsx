import { BlockStack, ChoiceList, InlineError, InlineGrid, Select, Text, TextField } from "@shopify/polaris";
import { sumOfWeights } from "./check-rule-form.ts";
import { weightNames, type ActionForm } from "./rule-form.ts";
import { weightLabels } from "./tell-rule.ts";
import type { RuleEditor } from "./use-rule-form.ts";
import { ValuesPicker } from "./values-picker.tsx";

interface OfEditor {
  readonly editor: RuleEditor;
}

const changing = (editor: RuleEditor) => (change: Partial<ActionForm>) =>
  editor.edit({ edit: "action", change });

export function SplitFields({ editor }: OfEditor) {
  const { splitPolicy, maxShipments, minShipmentValue } = editor.form.action;
  const change = changing(editor);
  const { action: messages } = editor.messages;
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
        error={messages.splitPolicy}
        onChange={(chosen) =>
          change({ splitPolicy: chosen === "never" || chosen === "when_needed" ? chosen : "" })
        }
      />
      {splitPolicy !== "never" && (
        <InlineGrid columns={{ xs: 1, md: 2 }} gap="300">
          <TextField
            label="Most shipments per order"
            type="number"
            min={1}
            autoComplete="off"
            value={maxShipments}
            error={messages.maxShipments}
            onChange={(typed) => change({ maxShipments: typed })}
          />
          <TextField
            label="Least value of a shipment"
            type="number"
            min={0}
            autoComplete="off"
            value={minShipmentValue}
            error={messages.minShipmentValue}
            helpText="In the order's currency."
            onChange={(typed) => change({ minShipmentValue: typed })}
          />
        </InlineGrid>
      )}
    </BlockStack>
  );
}

export function TogetherFields({ editor }: OfEditor) {
  const { together, skus } = editor.form.action;
  const change = changing(editor);
  return (
    <BlockStack gap="300">
      <ChoiceList
        title="Items"
        choices={[
          { value: "order", label: "All items of the order" },
          { value: "skus", label: "Some SKUs" },
        ]}
        selected={[together]}
        onChange={([chosen]) => change({ together: chosen === "skus" ? "skus" : "order" })}
      />
      {together === "skus" && (
        <ValuesPicker
          label="SKUs to keep together"
          choices={[]}
          selected={skus}
          onChange={(chosen) => change({ skus: chosen })}
          isMultiple
          placeholder="Add SKUs"
          error={editor.messages.action.skus}
        />
      )}
    </BlockStack>
  );
}

export function HoldFields({ editor }: OfEditor) {
  const { holdFor, holdUntil } = editor.form.action;
  const change = changing(editor);
  return (
    <BlockStack gap="300">
      <ChoiceList
        title="Until"
        choices={[
          { value: "release", label: "Somebody releases the order" },
          { value: "date", label: "A date and time" },
        ]}
        selected={[holdFor]}
        onChange={([chosen]) => change({ holdFor: chosen === "date" ? "date" : "release" })}
      />
      {holdFor === "date" && (
        <TextField
          label="Hold until"
          labelHidden
          type="datetime-local"
          autoComplete="off"
          value={holdUntil}
          error={editor.messages.action.holdUntil}
          helpText="In your store's time zone."
          onChange={(typed) => change({ holdUntil: typed })}
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
            onChange={(typed) => changing(editor)({ weights: { ...action.weights, [name]: typed } })}
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
