import { useState } from "react";
import type { PickWindows } from "#app/services/routing/pick-windows/pick-windows.ts";
import {
  PickWindowsForm,
  writePickWindowsForm,
} from "#app/services/routing/pick-windows/pick-windows-form.ts";

export type WindowsErrors = Partial<Record<string, string[]>>;

/** The form of pick windows over what is saved; messages show once somebody has tried to save. */
export function useWindowsForm(saved: PickWindows) {
  const [windows, setWindows] = useState<PickWindows>(saved);
  const [errors, setErrors] = useState<WindowsErrors>({});
  const fields = writePickWindowsForm(windows);

  return {
    windows,
    errors,
    fields,
    isDirty: JSON.stringify(fields) !== JSON.stringify(writePickWindowsForm(saved)),
    change: (changes: Partial<PickWindows>) => setWindows((current) => ({ ...current, ...changes })),
    show: (messages: WindowsErrors) => setErrors(messages),
    reset: (to: PickWindows) => {
      setWindows(to);
      setErrors({});
    },
    /** Whether it may be sent; what is wrong is shown. */
    check: (): boolean => {
      const parsed = PickWindowsForm.safeParse(fields);
      setErrors(parsed.success ? {} : messagesOf(parsed.error.issues));
      return parsed.success;
    },
  };
}
export type WindowsFormState = ReturnType<typeof useWindowsForm>;

/** A message about one of several times is shown where all of them are. */
function messagesOf(issues: readonly { path: PropertyKey[]; message: string }[]): WindowsErrors {
  const errors: Record<string, string[]> = {};
  for (const { path, message } of issues) (errors[String(path[0])] ??= []).push(message);
  return errors;
}
