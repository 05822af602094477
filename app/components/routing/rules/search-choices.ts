import { countryNames } from "./country-names.ts";
import { fieldOf } from "./rule-fields.ts";
import { stateNames } from "./state-names.ts";
import type { ConditionField } from "#app/services/routing/engine/index.ts";

export interface Choice {
  readonly value: string;
  readonly label: string;
}

const named = (names: ReadonlyMap<string, string>): Choice[] =>
  [...names].map(([value, name]) => ({ value, label: `${name} (${value})` }));

const currencies = ["USD", "CAD", "EUR", "GBP", "AUD", "NZD", "JPY", "MXN", "CHF", "SEK", "DKK", "NOK"];
const codes: Readonly<Record<"country" | "state" | "currency", readonly Choice[]>> = {
  country: named(countryNames),
  state: named(stateNames),
  currency: currencies.map((value) => ({ value, label: value })),
};

/** The codes a field's values come from; none where they are free text. */
export function choicesOf(field: ConditionField): readonly Choice[] {
  const { picker } = fieldOf(field);
  return picker ? codes[picker] : [];
}

/** Choices whose code is what was typed come first, then those with a word that begins like it. */
export function searchChoices(choices: readonly Choice[], typed: string): readonly Choice[] {
  const wanted = typed.trim().toLowerCase();
  if (wanted === "") return choices;
  const isCode = ({ value }: Choice) => value.toLowerCase() === wanted;
  const isAlike = ({ label }: Choice) => ` ${label.toLowerCase().replace("(", " ")}`.includes(` ${wanted}`);
  return [...choices.filter(isCode), ...choices.filter((choice) => !isCode(choice) && isAlike(choice))];
}
