import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { exclusionReasons, outcomeReasons } from "./engine/decision.ts";
import { openHoldReasons, orderReasons, tellExclusion, tellReason } from "./reasons.ts";

const generic = tellReason("a code nobody knows");

test.each(outcomeReasons)("the outcome reason %s has words of its own", (code) => {
  expect(tellReason(code)).not.toEqual(generic);
});

test.each(exclusionReasons)("the exclusion %s has words of its own", (code) => {
  expect(tellExclusion(code)).not.toBe(tellExclusion("a code nobody knows"));
});

test.each(readCodes())("the reason %s, which the code gives to orders, has words of its own", (code) => {
  expect(tellReason(code)).not.toEqual(generic);
});

test.each(openHoldReasons)("the open hold reason %s is one of the reasons", (code) => {
  expect(Object.keys(orderReasons)).toContain(code);
});

test("labels are short, sentences are whole, and neither shows a code", () => {
  for (const { label, sentence } of Object.values(orderReasons)) {
    expect(label).toMatch(/^[A-Z][^_.]{3,24}$/);
    expect(sentence).toMatch(/^[A-Z][^_]+\.$/);
  }
});

/** What SQL and services write into an order as its reason, found in their text. */
function readCodes(): string[] {
  const migrations = new URL("../../../supabase/migrations/", import.meta.url);
  const sql = readdirSync(migrations)
    .map((file) => readFileSync(new URL(file, migrations), "utf8"))
    .join("\n")
    .matchAll(/routing_reason\s*=\s*(?:case[^;]*?end|'[a-z_]+')/g);
  const written = [...sql].flatMap(([clause]) =>
    [...clause.matchAll(/(?:=|then|else) '([a-z_]+)'/g)].flatMap(([, code]) => code ?? []),
  );
  const routability = readFileSync(new URL("../orders/routability.ts", import.meta.url), "utf8");
  const undecidable = readFileSync(new URL("build-route-input.ts", import.meta.url), "utf8");
  const returned = [...(routability + undecidable).matchAll(/return "([a-z_]+)"/g)].flatMap(
    ([, code]) => code ?? [],
  );
  const comparedWith = ["warehouse", "shipped", "held", "needs_review"];
  return [...new Set([...written, ...returned])].filter((code) => !comparedWith.includes(code)).sort();
}
