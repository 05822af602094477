import { NavigationType, useBlocker } from "@remix-run/react";
import { useEffect } from "react";

/** The state of links in the admin's navigation, where the admin itself asks before somebody leaves. */
export const askedByAdmin = { isAskedByAdmin: true } as const;

/** Lets the admin ask before a page is left by one of its links or on the browser's way back. */
export function useLeaveGuard(isOn: boolean): void {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation, historyAction }) =>
      isOn &&
      currentLocation.pathname !== nextLocation.pathname &&
      // An entry keeps its state, but on the way back to it nobody was asked.
      (historyAction === NavigationType.Pop || !wasAsked(nextLocation.state)),
  );
  useEffect(() => {
    if (blocker.state !== "blocked") return;
    // Resolves only when the person leaves; a second attempt asks again.
    void shopify.saveBar.leaveConfirmation().then(() => blocker.proceed());
  }, [blocker]);
}

const wasAsked = (state: unknown): boolean =>
  typeof state === "object" && state !== null && "isAskedByAdmin" in state;
