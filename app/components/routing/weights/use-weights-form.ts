import { useState } from "react";
import {
  dragWeight,
  type Factor,
  factors,
  type MovedWeights,
  type Weights,
} from "#app/services/routing/preview/move-weight.ts";
import {
  readWeightsForm,
  type WeightsErrors,
  type WeightsField,
  type WeightsFields,
  writeWeightsForm,
} from "#app/services/routing/preview/weights-form.ts";
import type { RoutingSettings } from "#app/services/routing/setup/routing-setup.ts";

interface FormState {
  readonly fields: WeightsFields;
  readonly moving: MovedWeights["moving"];
  /** The last settings that could be read: what the preview shows while a field is half typed. */
  readonly settings: RoutingSettings;
  readonly errors: WeightsErrors;
}

/** The form of weights over saved settings. */
export function useWeightsForm(saved: RoutingSettings) {
  const [form, setForm] = useState(() => opened(saved));
  const weights = weightsOf(form.fields);

  const change = (field: WeightsField, text: string) =>
    setForm((current) => checked(current, { ...current.fields, [field]: text }, null));

  const move = (factor: Factor, weight: number) =>
    setForm((current) => {
      const state = { weights: weightsOf(current.fields), moving: current.moving };
      const moved = dragWeight(state, factor, weight);
      const texts = Object.fromEntries(factors.map((each) => [each, String(moved.weights[each])]));
      return checked(current, { ...current.fields, ...texts }, moved.moving);
    });

  return {
    fields: form.fields,
    errors: form.errors,
    settings: form.settings,
    weights,
    isValid: Object.keys(form.errors).length === 0,
    isDirty: isDifferent(form.fields, writeWeightsForm(saved)),
    change,
    move,
    discard: () => setForm(opened(saved)),
    settle: () => setForm((current) => opened(current.settings)),
    refuse: (errors: WeightsErrors) => setForm((current) => ({ ...current, errors })),
  };
}
export type WeightsFormState = ReturnType<typeof useWeightsForm>;

const opened = (settings: RoutingSettings): FormState => ({
  fields: writeWeightsForm(settings),
  moving: null,
  settings,
  errors: {},
});

function checked(form: FormState, fields: WeightsFields, moving: FormState["moving"]): FormState {
  const read = readWeightsForm(fields, form.settings);
  return read.ok
    ? { fields, moving, settings: read.settings, errors: {} }
    : { ...form, fields, moving, errors: read.errors };
}

const weightsOf = (fields: WeightsFields): Weights => ({
  inventory: Number(fields.inventory),
  proximity: Number(fields.proximity),
  cost: Number(fields.cost),
  capacity: Number(fields.capacity),
});

const isDifferent = (fields: WeightsFields, saved: WeightsFields): boolean => {
  const texts = new Map<string, string>(Object.entries(saved));
  return Object.entries(fields).some(([field, text]) => texts.get(field) !== text);
};
