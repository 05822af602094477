import { useReducer, useState } from "react";
import { checkRuleForm, isSound, type RuleMessages } from "./check-rule-form.ts";
import { editRule, type RuleEdit } from "./edit-rule.ts";
import type { RuleForm } from "./rule-form.ts";

interface Shop {
  readonly timeZone: string;
  readonly warehouseIds: ReadonlySet<string>;
}

export interface RuleEditor {
  readonly form: RuleForm;
  readonly edit: (edit: RuleEdit) => void;
  /** Messages about what was touched; of everything once somebody tried to save. */
  readonly messages: RuleMessages;
  /** Everything that is missing or wrong, shown or not. */
  readonly problems: RuleMessages;
  readonly isSound: boolean;
  readonly isDirty: boolean;
  readonly showAll: () => void;
  readonly reset: () => void;
}

/** A rule being written. Messages stay silent about fields nobody has been at yet. */
export function useRuleForm(start: RuleForm, shop: Shop, isNew: boolean): RuleEditor {
  const [form, dispatch] = useReducer(editRule, start);
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [showsAll, setShowsAll] = useState(!isNew);
  const problems = checkRuleForm(form, shop);
  return {
    form,
    edit: (edit) => {
      dispatch(edit);
      setTouched((before) => new Set([...before, ...touchedBy(edit)]));
    },
    messages: showsAll ? problems : onlyTouched(problems, touched),
    problems,
    isSound: isSound(problems),
    isDirty: JSON.stringify(contentOf(form)) !== JSON.stringify(contentOf(start)),
    showAll: () => setShowsAll(true),
    reset: () => {
      dispatch({ edit: "start-over", form: start });
      setTouched(new Set());
      setShowsAll(!isNew);
    },
  };
}

/** Keys count on while somebody adds and removes; that alone changes nothing. */
const contentOf = ({ nextKey: _nextKey, ...content }: RuleForm) => content;

function touchedBy(edit: RuleEdit): string[] {
  if (edit.edit === "name") return ["name"];
  if (edit.edit === "values") return [`${edit.key}`];
  if (edit.edit === "remove") return ["conditions"];
  return edit.edit === "action" ? Object.keys(edit.change) : [];
}

function onlyTouched(problems: RuleMessages, touched: ReadonlySet<string>): RuleMessages {
  return {
    name: touched.has("name") ? problems.name : null,
    conditions: touched.has("conditions") ? problems.conditions : null,
    values: new Map([...problems.values].filter(([key]) => touched.has(`${key}`))),
    action: Object.fromEntries(Object.entries(problems.action).filter(([field]) => touched.has(field))),
  };
}
