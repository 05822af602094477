import {
  Banner,
  BlockStack,
  Card,
  Checkbox,
  ChoiceList,
  Layout,
  Page,
  Text,
  TextField,
} from "@shopify/polaris";
import { useState } from "react";
import { plural } from "#app/components/format.ts";
import { UnsavedBar } from "#app/components/unsaved-bar.tsx";
import type { RuleLint, SetupWarehouse } from "#app/services/routing/setup/routing-setup.ts";
import { ActionFields } from "./action-fields.tsx";
import { countMessages } from "./check-rule-form.ts";
import { ConditionGroup } from "./condition-group.tsx";
import { LintLine } from "./lint-line.tsx";
import { RemoveRule } from "./remove-rule.tsx";
import type { RuleForm } from "./rule-form.ts";
import { SaveProblem } from "./save-problem.tsx";
import { longestName, tellRule } from "./tell-rule.ts";
import { useRuleForm, type RuleEditor } from "./use-rule-form.ts";
import { useRuleSave } from "./use-rule-save.ts";

interface RuleBuilderProps {
  readonly title: string;
  /** Null for a rule that is not there yet. */
  readonly ruleId: string | null;
  readonly start: RuleForm;
  readonly revision: number;
  readonly warehouses: readonly SetupWarehouse[];
  readonly timeZone: string;
  readonly lints: readonly RuleLint[];
}

/** A rule as fields: which orders, and what happens with them. */
export function RuleBuilder(props: RuleBuilderProps) {
  const { ruleId, warehouses, timeZone } = props;
  const [start] = useState(props.start);
  const warehouseIds = new Set(warehouses.map(({ id }) => id));
  const editor = useRuleForm(start, { timeZone, warehouseIds }, ruleId === null);
  const [refused, setRefused] = useState(false);
  const save = useRuleSave(ruleId, props.revision);
  const names = new Map(warehouses.map(({ id, name }) => [id, name]));
  const isUnsaved = editor.isDirty && !save.isSaved;

  function trySave() {
    editor.showAll();
    setRefused(!editor.isSound);
    if (editor.isSound) save.submit(editor.form, timeZone);
    else window.scrollTo({ top: 0 });
  }
  function discard() {
    editor.reset();
    setRefused(false);
    save.forget();
  }

  return (
    <>
      <Page title={props.title} backAction={{ content: "Routing", url: "/app/routing" }}>
        <Layout>
          <Layout.Section>
            <BlockStack gap="400">
              {refused && !editor.isSound ? (
                <Banner
                  tone="critical"
                  title={`${plural(countMessages(editor.problems), "field")} to complete before this rule can be saved`}
                />
              ) : (
                <SaveProblem save={save} onSaveAnyway={() => save.submitAgain(editor.form, timeZone)} />
              )}
              <NameCard editor={editor} />
              <ConditionsCard editor={editor} />
              <Card>
                <BlockStack gap="300">
                  <Text as="h2" variant="headingMd">
                    Then
                  </Text>
                  <ActionFields editor={editor} warehouses={warehouses} />
                </BlockStack>
              </Card>
            </BlockStack>
          </Layout.Section>
          <Layout.Section variant="oneThird">
            <BlockStack gap="400">
              <Card>
                <BlockStack gap="200">
                  <Text as="h2" variant="headingMd">
                    In a sentence
                  </Text>
                  <Text as="p" breakWord>
                    {tellRule(editor.form, names)}
                  </Text>
                  {!editor.isDirty && props.lints.map((lint) => <LintLine key={lint.kind} lint={lint} />)}
                </BlockStack>
              </Card>
              {ruleId !== null && <RemoveRule ruleId={ruleId} name={start.name} revision={props.revision} />}
            </BlockStack>
          </Layout.Section>
        </Layout>
      </Page>
      <UnsavedBar isUnsaved={isUnsaved} isSaving={save.isBusy} onSave={trySave} onDiscard={discard} />
    </>
  );
}

const NameCard = ({ editor }: { editor: RuleEditor }) => (
  <Card>
    <BlockStack gap="300">
      <TextField
        label="Name"
        autoComplete="off"
        maxLength={longestName}
        value={editor.form.name}
        error={editor.messages.name ?? undefined}
        helpText="Shown on every order it applies to."
        onChange={(name) => editor.edit({ edit: "name", name })}
      />
      <Checkbox
        label="On"
        helpText="Only rules that are on apply, once published."
        checked={editor.form.isActive}
        onChange={(isActive) => editor.edit({ edit: "active", isActive })}
      />
    </BlockStack>
  </Card>
);

const ConditionsCard = ({ editor }: { editor: RuleEditor }) => (
  <Card>
    <BlockStack gap="300">
      <Text as="h2" variant="headingMd">
        When
      </Text>
      <ChoiceList
        title="Orders it applies to"
        titleHidden
        choices={[
          { value: "matching", label: "Orders that match conditions" },
          { value: "every-order", label: "Every order" },
        ]}
        selected={[editor.form.appliesTo]}
        onChange={([chosen]) =>
          editor.edit({
            edit: "applies-to",
            appliesTo: chosen === "every-order" ? "every-order" : "matching",
          })
        }
      />
      {editor.form.appliesTo === "matching" && (
        <ConditionGroup group={editor.form.conditions} editor={editor} place="" depth={1} />
      )}
    </BlockStack>
  </Card>
);
