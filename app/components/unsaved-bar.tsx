import { SaveBar } from "@shopify/app-bridge-react";
import { useBridgePresent } from "./use-bridge-present.ts";
import { useLeaveGuard } from "./use-leave-guard.ts";

interface UnsavedBarProps {
  readonly isUnsaved: boolean;
  readonly isSaving: boolean;
  readonly onSave: () => void;
  readonly onDiscard: () => void;
}

/** The admin's bar over a page with unsaved changes. Nobody leaves such a page unless they say so. */
export function UnsavedBar({ isUnsaved, isSaving, onSave, onDiscard }: UnsavedBarProps) {
  const isBridged = useBridgePresent();
  useLeaveGuard(isUnsaved && !isSaving && isBridged);
  if (!isBridged) return null;
  return (
    <SaveBar id="unsaved-changes" open={isUnsaved}>
      <button variant="primary" onClick={onSave} {...(isSaving && { loading: "" })}>
        Save
      </button>
      <button onClick={onDiscard} disabled={isSaving}>
        Discard
      </button>
    </SaveBar>
  );
}
