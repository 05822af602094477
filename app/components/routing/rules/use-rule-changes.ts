import { useFetcher } from "@remix-run/react";
import { useEffect, useRef } from "react";

export type RuleChange =
  | { readonly kind: "move"; readonly ruleId: string; readonly position: number }
  | { readonly kind: "switch"; readonly ruleId: string; readonly isActive: boolean }
  | { readonly kind: "copy" | "remove"; readonly ruleId: string };

export interface RuleAnswer {
  readonly outcome?: string;
  readonly message?: string;
}

/** Sends changes of the list one after the other, each on the draft that the one before it left. */
export function useRuleChanges(revision: number) {
  const fetcher = useFetcher<RuleAnswer>();
  const waiting = useRef<RuleChange[]>([]);
  const isIdle = fetcher.state === "idle";

  const send = (change: RuleChange) =>
    fetcher.submit(formOf(change, revision), { method: "POST", action: addressOf(change) });
  useEffect(() => {
    if (!isIdle) return;
    if (fetcher.data?.message !== undefined) waiting.current = [];
    const next = waiting.current.shift();
    if (next) send(next);
  });
  const change = (wanted: RuleChange) => {
    if (isIdle) send(wanted);
    else waiting.current.push(wanted);
  };
  return { change, isBusy: !isIdle, pending: readSent(fetcher.formData), answer: fetcher.data };
}

const addresses = { move: "position", switch: "active", copy: "copy", remove: "removal" } as const;
const addressOf = ({ kind, ruleId }: RuleChange) => `/app/routing/rules/${ruleId}/${addresses[kind]}`;

function formOf(change: RuleChange, revision: number): Record<string, string> {
  const form = { revision: String(revision) };
  if (change.kind === "move") return { ...form, ruleId: change.ruleId, position: String(change.position) };
  return change.kind === "switch"
    ? { ...form, ruleId: change.ruleId, isActive: String(change.isActive) }
    : { ...form, ruleId: change.ruleId };
}

/** The change that is on its way, which the list shows already. */
function readSent(sent: FormData | undefined): RuleChange | null {
  const ruleId = sent?.get("ruleId");
  if (typeof ruleId !== "string") return null;
  const [position, isActive] = [sent?.get("position"), sent?.get("isActive")];
  if (typeof position === "string") return { kind: "move", ruleId, position: Number(position) };
  return typeof isActive === "string" ? { kind: "switch", ruleId, isActive: isActive === "true" } : null;
}
