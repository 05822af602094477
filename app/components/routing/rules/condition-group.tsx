import { BlockStack, Box, Button, InlineError, InlineStack, Select } from "@shopify/polaris";
import { DeleteIcon } from "@shopify/polaris-icons";
import { groupKinds, type GroupKind } from "#app/services/routing/engine/index.ts";
import { ConditionRow } from "./condition-row.tsx";
import { addId, memberId, removeMember } from "./remove-member.ts";
import { deepestOffered, type GroupForm } from "./rule-form.ts";
import type { RuleEditor } from "./use-rule-form.ts";

const matchWords: Readonly<Record<GroupKind, string>> = {
  all: "All of these are true",
  any: "At least one of these is true",
  none: "None of these is true",
};

interface ConditionGroupProps {
  readonly group: GroupForm;
  readonly editor: RuleEditor;
  /** "" for the outermost group, else as a person counts: "2" or "2.1". */
  readonly place: string;
  readonly depth: number;
}

/** Conditions and groups that have to hold together, any of them, or none. */
export function ConditionGroup({ group, editor, place, depth }: ConditionGroupProps) {
  const { key, match, members } = group;
  const { edit } = editor;
  const name = place === "" ? "Conditions" : `Group ${place}`;
  const content = (
    <BlockStack gap="300">
      <InlineStack gap="200" align="space-between" blockAlign="center" wrap={false}>
        <Select
          label={`${name}: how many must be true`}
          labelHidden
          options={groupKinds.map((value) => ({ value, label: matchWords[value] }))}
          value={match}
          onChange={(chosen) => {
            const next = groupKinds.find((kind) => kind === chosen);
            if (next) edit({ edit: "match", key, match: next });
          }}
        />
        {place !== "" && (
          <Button
            icon={DeleteIcon}
            variant="tertiary"
            accessibilityLabel={`Remove group ${place}`}
            onClick={() => removeMember(editor, key)}
          />
        )}
      </InlineStack>
      {members.map((member, index) => {
        const own = place === "" ? `${index + 1}` : `${place}.${index + 1}`;
        return member.kind === "group" ? (
          <ConditionGroup key={member.key} group={member} editor={editor} place={own} depth={depth + 1} />
        ) : (
          <ConditionRow key={member.key} condition={member} place={own} editor={editor} />
        );
      })}
      {place === "" && editor.messages.conditions !== null && (
        <InlineError message={editor.messages.conditions} fieldID="conditions" />
      )}
      <AddButtons group={group} editor={editor} name={name} isDeepest={depth >= deepestOffered} />
    </BlockStack>
  );
  return (
    <div id={memberId(key)} role="group" aria-label={name}>
      {place === "" ? (
        content
      ) : (
        <Box
          padding={{ xs: "200", md: "300" }}
          borderRadius="200"
          borderWidth="025"
          borderColor="border"
          background={depth % 2 === 0 ? "bg-surface-secondary" : "bg-surface"}
        >
          {content}
        </Box>
      )}
    </div>
  );
}

interface AddButtonsProps {
  readonly group: GroupForm;
  readonly editor: RuleEditor;
  readonly name: string;
  readonly isDeepest: boolean;
}

const AddButtons = ({ group, editor, name, isDeepest }: AddButtonsProps) => (
  <InlineStack gap="200">
    <Button
      id={addId(group.key)}
      accessibilityLabel={`Add condition to ${name.toLowerCase()}`}
      onClick={() => editor.edit({ edit: "add-condition", key: group.key })}
    >
      Add condition
    </Button>
    {!isDeepest && (
      <Button
        variant="tertiary"
        accessibilityLabel={`Add group to ${name.toLowerCase()}`}
        onClick={() => editor.edit({ edit: "add-group", key: group.key })}
      >
        Add group
      </Button>
    )}
  </InlineStack>
);
