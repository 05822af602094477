import { useEffect, useRef } from "react";

/** Calls `then` once for each answer a fetcher gets. */
export function useAnswer<Answer>(answer: Answer | undefined, then: (answer: Answer) => void): void {
  const latest = useRef(then);
  useEffect(() => {
    latest.current = then;
  });
  useEffect(() => {
    if (answer !== undefined) latest.current(answer);
  }, [answer]);
}
