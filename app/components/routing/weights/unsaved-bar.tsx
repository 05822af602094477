import { useBlocker } from "@remix-run/react";
import { SaveBar } from "@shopify/app-bridge-react";
import { useEffect } from "react";
import { useBridgePresent } from "#app/components/use-bridge-present.ts";

interface UnsavedBarProps {
  readonly isDirty: boolean;
  readonly isSaving: boolean;
  readonly onSave: () => void;
  readonly onDiscard: () => void;
}

/** Shopify's bar for unsaved changes. Nobody leaves the page with some unless they say so. */
export function UnsavedBar(props: UnsavedBarProps) {
  useLeaveGuard(props.isDirty && !props.isSaving);
  return useBridgePresent() ? <Bar {...props} /> : null;
}

function Bar({ isDirty, isSaving, onSave, onDiscard }: UnsavedBarProps) {
  return (
    <SaveBar id="unsaved-changes" open={isDirty}>
      <button variant="primary" onClick={onSave} {...(isSaving && { loading: "" })}>
        Save to draft
      </button>
      <button onClick={onDiscard} disabled={isSaving}>
        Discard
      </button>
    </SaveBar>
  );
}

function useLeaveGuard(isOn: boolean): void {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => isOn && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (blocker.state !== "blocked") return;
    // Resolves only when the person leaves; a second attempt asks again.
    void shopify.saveBar.leaveConfirmation().then(() => blocker.proceed());
  }, [blocker]);
}
