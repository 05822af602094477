import {
  operatorsOf,
  type ConditionField,
  type GroupKind,
  type LineScope,
  type OperatorName,
} from "#app/services/routing/engine/index.ts";
import { fieldOf, takesOf, typeOf } from "./rule-fields.ts";
import type { ActionForm, ConditionForm, GroupForm, RuleForm } from "./rule-form.ts";

type Member = ConditionForm | GroupForm;

export type RuleEdit =
  | { readonly edit: "name"; readonly name: string }
  | { readonly edit: "active"; readonly isActive: boolean }
  | { readonly edit: "applies-to"; readonly appliesTo: RuleForm["appliesTo"] }
  | { readonly edit: "match"; readonly key: number; readonly match: GroupKind }
  | { readonly edit: "add-condition"; readonly key: number }
  | { readonly edit: "add-group"; readonly key: number }
  | { readonly edit: "remove"; readonly key: number }
  | { readonly edit: "field"; readonly key: number; readonly field: ConditionField }
  | { readonly edit: "operator"; readonly key: number; readonly operator: OperatorName }
  | { readonly edit: "values"; readonly key: number; readonly values: readonly string[] }
  | { readonly edit: "lines"; readonly key: number; readonly lines: LineScope }
  | { readonly edit: "action"; readonly change: Partial<ActionForm> }
  | { readonly edit: "start-over"; readonly form: RuleForm };

/** The form after one thing a person did. */
export function editRule(form: RuleForm, edit: RuleEdit): RuleForm {
  switch (edit.edit) {
    case "name":
      return { ...form, name: edit.name };
    case "active":
      return { ...form, isActive: edit.isActive };
    case "applies-to":
      return { ...form, appliesTo: edit.appliesTo };
    case "match":
      return onGroup(form, edit.key, (group) => ({ ...group, match: edit.match }));
    case "add-condition":
      return add(form, edit.key, newCondition(form.nextKey), 1);
    case "add-group":
      return add(form, edit.key, newGroup(form.nextKey), 2);
    case "remove":
      return { ...form, conditions: { ...form.conditions, members: without(form.conditions, edit.key) } };
    case "field":
      return onCondition(form, edit.key, (condition) => withField(condition, edit.field));
    case "operator":
      return onCondition(form, edit.key, (condition) => withOperator(condition, edit.operator));
    case "values":
      return onCondition(form, edit.key, (condition) => ({ ...condition, values: edit.values }));
    case "lines":
      return onCondition(form, edit.key, (condition) => ({ ...condition, lines: edit.lines }));
    case "action":
      return { ...form, action: { ...form.action, ...edit.change } };
    case "start-over":
      return edit.form;
  }
}

const newCondition = (key: number): ConditionForm => ({
  kind: "condition",
  key,
  field: "ship_to_country",
  operator: "in",
  values: [],
  lines: "any",
});

const newGroup = (key: number): GroupForm => ({
  kind: "group",
  key,
  match: "any",
  members: [newCondition(key + 1)],
});

function add(form: RuleForm, groupKey: number, member: Member, keys: number): RuleForm {
  const added = onGroup(form, groupKey, (group) => ({ ...group, members: [...group.members, member] }));
  return { ...added, nextKey: form.nextKey + keys };
}

/** A group inside the rule goes with its last member; the outermost one stays and may be empty. */
export const without = (group: GroupForm, key: number): Member[] =>
  group.members.flatMap((member): Member[] => {
    if (member.key === key) return [];
    if (member.kind === "condition") return [member];
    const members = without(member, key);
    return members.length === 0 ? [] : [{ ...member, members }];
  });

function withField(condition: ConditionForm, field: ConditionField): ConditionForm {
  const isPicked = [condition.field, field].some((name) => fieldOf(name).picker !== undefined);
  const isAlike = !isPicked && typeOf(condition.field) === typeOf(field);
  if (isAlike && operatorsOf(field).some(({ name }) => name === condition.operator)) {
    return { ...condition, field };
  }
  return { ...condition, field, operator: fieldOf(field).startsWith, values: [], lines: "any" };
}

function withOperator(condition: ConditionForm, operator: OperatorName): ConditionForm {
  const kept = condition.values.filter((value) => value !== "");
  const most = { none: 0, one: 1, two: 2, many: kept.length }[takesOf(condition.field, operator)];
  return { ...condition, operator, values: kept.slice(0, most) };
}

const onGroup = (form: RuleForm, key: number, change: (group: GroupForm) => GroupForm): RuleForm => ({
  ...form,
  conditions: changeGroups(form.conditions, (group) => (group.key === key ? change(group) : group)),
});

const onCondition = (
  form: RuleForm,
  key: number,
  change: (condition: ConditionForm) => ConditionForm,
): RuleForm => ({
  ...form,
  conditions: changeGroups(form.conditions, (group) => ({
    ...group,
    members: group.members.map((member) =>
      member.kind === "condition" && member.key === key ? change(member) : member,
    ),
  })),
});

function changeGroups(group: GroupForm, change: (group: GroupForm) => GroupForm): GroupForm {
  const members = group.members.map((member) =>
    member.kind === "group" ? changeGroups(member, change) : member,
  );
  return change({ ...group, members });
}
