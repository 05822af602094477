import { useCallback, useEffect, useState } from "react";
import { Preview } from "#app/services/routing/preview/preview.ts";
import { type PreviewOrders, readPreview } from "#app/services/routing/preview/try-setup.ts";

export type PreviewState =
  | { readonly state: "loading" }
  | { readonly state: "failed" }
  | { readonly state: "ready"; readonly preview: PreviewOrders };

/** The orders a preview decides. They come after the page, so that the page does not wait for them. */
export function usePreview(address: string) {
  const [current, setCurrent] = useState<PreviewState>({ state: "loading" });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const leaving = new AbortController();
    fetchPreview(address, leaving.signal).then(
      (preview) => setCurrent({ state: "ready", preview }),
      () => {
        if (!leaving.signal.aborted) setCurrent({ state: "failed" });
      },
    );
    return () => leaving.abort();
  }, [address, attempt]);
  const retry = useCallback(() => {
    setCurrent({ state: "loading" });
    setAttempt((count) => count + 1);
  }, []);
  return { current, retry };
}

async function fetchPreview(address: string, signal: AbortSignal): Promise<PreviewOrders> {
  const response = await fetch(address, { signal });
  if (!response.ok) throw new Error(`answered ${response.status}`);
  return readPreview(Preview.parse(await response.json()));
}
