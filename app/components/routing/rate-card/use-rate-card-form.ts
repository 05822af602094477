import { useState } from "react";
import {
  type RateCardErrors,
  type RateCardField,
  type RateCardFields,
  readRateCardForm,
  writeRateCardForm,
} from "#app/services/routing/rate-card/rate-card-form.ts";

/** The form of the rate card over what is saved. */
export function useRateCardForm(saved: RateCardFields) {
  const [fields, setFields] = useState(saved);
  const [errors, setErrors] = useState<RateCardErrors>({});

  function change(field: RateCardField, text: string): void {
    const next = { ...fields, [field]: text };
    const read = readRateCardForm(next);
    setFields(next);
    setErrors(read.ok ? {} : read.errors);
  }
  function reset(to: RateCardFields): void {
    setFields(to);
    setErrors({});
  }
  function settle(): void {
    const read = readRateCardForm(fields);
    if (read.ok) reset(writeRateCardForm(read.card));
  }
  const texts = new Map<string, string>(Object.entries(saved));
  return {
    fields,
    errors,
    isValid: Object.keys(errors).length === 0,
    isDirty: Object.entries(fields).some(([field, text]) => texts.get(field) !== text),
    change,
    discard: () => reset(saved),
    settle,
    refuse: setErrors,
  };
}
export type RateCardFormState = ReturnType<typeof useRateCardForm>;
