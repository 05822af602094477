import { BlockStack, Box, Button, InlineGrid, InlineStack, Select } from "@shopify/polaris";
import { XIcon } from "@shopify/polaris-icons";
import { lineScopes, type LineScope } from "#app/services/routing/engine/index.ts";
import { ConditionValue } from "./condition-value.tsx";
import { memberId, removeMember } from "./remove-member.ts";
import { fieldChoices, fieldOf, offeredOperators, sayOperator, typeOf } from "./rule-fields.ts";
import { asksFor, type ConditionForm } from "./rule-form.ts";
import type { RuleEditor } from "./use-rule-form.ts";

const fieldOptions = fieldChoices.map((value) => ({ value, label: fieldOf(value).label }));

const lineWords: Readonly<Record<LineScope, string>> = {
  any: "Any item",
  all: "Every item",
  none: "No item",
};

interface ConditionRowProps {
  readonly condition: ConditionForm;
  /** As a person counts them: "2" or "3.1". */
  readonly place: string;
  readonly editor: RuleEditor;
}

/** One comparison: what of the order, how, with what. */
export function ConditionRow({ condition, place, editor }: ConditionRowProps) {
  const { key, field, operator } = condition;
  const { edit, messages } = editor;
  const operators = offeredOperators(field, operator);
  return (
    <div id={memberId(key)} role="group" aria-label={`Condition ${place}`}>
      <InlineStack gap="200" wrap={false} blockAlign="start">
        <Box width="100%">
          <InlineGrid columns={{ xs: 1, md: "minmax(0, 4fr) minmax(0, 3fr) minmax(0, 6fr)" }} gap="200">
            <BlockStack gap="200">
              <Select
                label="Field"
                labelHidden
                options={fieldOptions}
                value={field}
                onChange={(chosen) => {
                  const next = fieldChoices.find((name) => name === chosen);
                  if (next) edit({ edit: "field", key, field: next });
                }}
              />
              {typeOf(field) === "sku" && <LinesSelect condition={condition} editor={editor} />}
            </BlockStack>
            <Select
              label="Comparison"
              labelHidden
              options={operators.map((value) => ({ value, label: sayOperator(field, value) }))}
              value={operator}
              onChange={(chosen) => {
                const next = operators.find((name) => name === chosen);
                if (next) edit({ edit: "operator", key, operator: next });
              }}
            />
            <ConditionValue
              condition={condition}
              error={messages.values.get(key)}
              hasCountry={asksFor(editor.form.conditions, "ship_to_country")}
              onChange={(values) => edit({ edit: "values", key, values })}
            />
          </InlineGrid>
        </Box>
        <Button
          icon={XIcon}
          variant="tertiary"
          accessibilityLabel={`Remove condition ${place}`}
          onClick={() => removeMember(editor, key)}
        />
      </InlineStack>
    </div>
  );
}

const LinesSelect = ({ condition, editor }: Pick<ConditionRowProps, "condition" | "editor">) => (
  <Select
    label="Items"
    labelHidden
    options={lineScopes.map((value) => ({ value, label: lineWords[value] }))}
    value={condition.lines}
    onChange={(chosen) => {
      const lines = lineScopes.find((scope) => scope === chosen);
      if (lines) editor.edit({ edit: "lines", key: condition.key, lines });
    }}
  />
);
