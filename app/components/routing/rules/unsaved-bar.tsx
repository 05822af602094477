import { NavigationType, useBlocker, useNavigate } from "@remix-run/react";
import { SaveBar } from "@shopify/app-bridge-react";
import { useEffect, type ReactNode } from "react";
import { useBridgePresent } from "#app/components/use-bridge-present.ts";

interface UnsavedBarProps {
  readonly isUnsaved: boolean;
  readonly isSaving: boolean;
  readonly onSave: () => void;
  readonly onDiscard: () => void;
  /** `leave` goes to another page of the app, after a confirmation where something would be lost. */
  readonly children: (leave: (path: string) => void) => ReactNode;
}

/** The admin's bar over a page with unsaved changes, which also guards the ways out of that page. */
export function UnsavedBar({ isUnsaved, isSaving, onSave, onDiscard, children }: UnsavedBarProps) {
  const navigate = useNavigate();
  const isBridged = useBridgePresent();
  // The admin asks on its own links itself; on the browser's way back nobody would.
  const blocker = useBlocker(
    ({ historyAction }) => isUnsaved && isBridged && historyAction === NavigationType.Pop,
  );
  useEffect(() => {
    if (blocker.state === "blocked") void shopify.saveBar.leaveConfirmation().then(() => blocker.proceed());
  }, [blocker]);

  async function leave(path: string) {
    if (isUnsaved && isBridged) await shopify.saveBar.leaveConfirmation();
    navigate(path);
  }
  return (
    <>
      {isUnsaved && isBridged && (
        <SaveBar id="unsaved-rule" open>
          <button variant="primary" onClick={onSave} {...(isSaving && { loading: "" })}>
            Save
          </button>
          <button onClick={onDiscard}>Discard</button>
        </SaveBar>
      )}
      {children((path) => void leave(path))}
    </>
  );
}
