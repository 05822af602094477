import { useEffect, useState } from "react";
import { z } from "zod";

const Answer = z.object({ skus: z.array(z.object({ sku: z.string(), product: z.string().nullable() })) });
export type SkuSuggestion = z.infer<typeof Answer>["skus"][number];

const typingPause = 200;

/** SKUs that begin like what is typed; none while there is no answer: any text may be a SKU. */
export function useSkuSuggestions(typed: string, isWanted: boolean): readonly SkuSuggestion[] {
  const [found, setFound] = useState<readonly SkuSuggestion[]>([]);
  useEffect(() => {
    if (!isWanted) return;
    const leaving = new AbortController();
    const timer = setTimeout(() => {
      askFor(typed, leaving.signal).then(setFound, () => {
        if (!leaving.signal.aborted) setFound([]);
      });
    }, typingPause);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [typed, isWanted]);
  return found;
}

async function askFor(typed: string, signal: AbortSignal): Promise<readonly SkuSuggestion[]> {
  const response = await fetch(`/app/routing/test/skus?${new URLSearchParams({ q: typed.trim() })}`, {
    signal,
  });
  if (!response.ok) throw new Error(`answered ${response.status}`);
  return Answer.parse(await response.json()).skus;
}
