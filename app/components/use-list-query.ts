import { useNavigation, useSearchParams } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";

const typingPause = 300;

/** The state of a list in its address: filters, cursor, and a search that waits for the typing to pause. */
export function useListQuery() {
  const [params, setParams] = useSearchParams();
  const navigation = useNavigation();
  const search = params.get("q") ?? "";
  const [typed, setTyped] = useState(search);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  /** Changes parts of the address. Every change but that of the cursor starts at the first page. */
  function change(changes: Record<string, string | undefined>) {
    setParams(
      (current) => {
        const next = new URLSearchParams(current);
        next.delete("after");
        next.delete("before");
        for (const [name, value] of Object.entries(changes)) {
          if (value === undefined || value === "") next.delete(name);
          else next.set(name, value);
        }
        return next;
      },
      { replace: true, preventScrollReset: !("after" in changes || "before" in changes) },
    );
  }

  function type(text: string) {
    setTyped(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => change({ q: text.trim() }), typingPause);
  }

  function clear(names: readonly string[]) {
    clearTimeout(timer.current);
    setTyped("");
    change(Object.fromEntries(["q", ...names].map((name) => [name, undefined])));
  }

  /** Whether a search or one of these filters is on. */
  const isFiltered = (names: readonly string[]) => ["q", ...names].some((name) => params.has(name));

  return { params, isFiltered, typed, type, change, clear, isLoading: navigation.state === "loading" };
}
