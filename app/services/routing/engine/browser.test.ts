import { readFile } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../../../..");

/** Every module that loads with `file`, by path or package name. */
async function modulesFrom(file: string, seen = new Map<string, string>()): Promise<Map<string, string>> {
  if (seen.has(file)) return seen;
  const text = await readFile(file, "utf8");
  seen.set(file, text);
  for (const [, wanted = ""] of text.matchAll(/^(?:import|export) (?!type )[^;]*?from "([^"]+)";/gm)) {
    if (wanted.startsWith("#app/")) await modulesFrom(join(root, "app", wanted.slice(5)), seen);
    else if (wanted.startsWith(".")) await modulesFrom(resolve(file, "..", wanted), seen);
    else seen.set(wanted, "");
  }
  return seen;
}

it("the engine loads in a browser: zod and luxon are all it needs beside code of ours", async () => {
  const modules = await modulesFrom(join(import.meta.dirname, "index.ts"));
  const isOurs = (name: string) => name.startsWith(root);
  expect([...modules.keys()].filter((name) => !isOurs(name)).sort()).toEqual(["luxon", "zod"]);
  const ours = [...modules].filter(([name]) => isOurs(name));
  expect(ours.length).toBeGreaterThan(40);
  const unfit = ours.filter(
    ([name, text]) =>
      name.includes(".server.") || /\b(process\.|Buffer\b|require\(|__dirname|import\()/.test(text),
  );
  expect(unfit.map(([name]) => relative(root, name))).toEqual([]);
});
