import { useState } from "react";
import { saveFile } from "#app/components/save-file.ts";

/** Fetches a CSV file, so that App Bridge signs the request, and hands it to the browser to save. */
export function useCsvDownload(filename: string) {
  const [state, setState] = useState<"idle" | "loading" | "failed">("idle");

  async function download(address: string): Promise<void> {
    setState("loading");
    try {
      const response = await fetch(address);
      if (!response.ok) throw new Error(`answered ${response.status}`);
      saveFile(await response.blob(), filename);
      setState("idle");
    } catch {
      setState("failed");
    }
  }

  return { state, download };
}
