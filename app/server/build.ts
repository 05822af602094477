import type { ServerBuild } from "@remix-run/node";
import { z } from "zod";

const Build = z.custom<ServerBuild>(
  (value) => typeof value === "object" && value !== null && "routes" in value,
  "not a server build",
);

/** What `remix vite:build` made of the app. */
export async function loadBuild(): Promise<ServerBuild> {
  return Build.parse(await import(new URL("../../build/server/index.js", import.meta.url).href));
}
