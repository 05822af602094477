import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { execa } from "execa";

const built = "build/server/index.js";
const sources = ["app", "public", "package-lock.json", "vite.config.ts", "remix.config.js"];

/** Builds the app unless the last build is newer than everything it is made of. */
export async function ensureBuild(log: (line: string) => void): Promise<void> {
  const builtAt = await stat(built).then(
    (file) => file.mtimeMs,
    () => 0,
  );
  if (builtAt > Math.max(...(await Promise.all(sources.map(newestChange))))) return;
  log("building the app");
  const build = await execa("remix", ["vite:build"], {
    preferLocal: true,
    env: { NODE_ENV: "production" },
    reject: false,
  });
  if (build.failed) throw new Error(`building the app failed\n${build.stderr.slice(-2000)}`);
}

async function newestChange(source: string): Promise<number> {
  const own = await stat(source).catch(() => undefined);
  if (!own?.isDirectory()) return own?.mtimeMs ?? 0;
  const names = await readdir(source, { recursive: true });
  const times = names.map((name) => stat(path.join(source, name)).then((file) => file.mtimeMs));
  return Math.max(0, ...(await Promise.all(times)));
}
