import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";

const read = (name: string) =>
  stripTypeScriptTypes(readFileSync(new URL(`./${name}`, import.meta.url), "utf8"));

const bridgeParts = [
  "channel",
  "tokens",
  "fetch",
  "navigation",
  "nav-menu",
  "title-bar",
  "save-bar",
  "modal",
  "shopify-global",
  "start",
];

const withoutModuleSyntax = (source: string) =>
  source.replace(/^import [^;]*;$/gm, "").replace(/^export (?=(?:async )?function|const)/gm, "");

/**
 * App Bridge has to run before anything else on the page, which only a classic script does: the parts are put
 * into one function, their imports of each other dropped.
 */
export function bridgeScript(): string {
  const parts = bridgeParts.map((part) => withoutModuleSyntax(read(`bridge/${part}.ts`)));
  return `(() => {\n"use strict";\n${parts.join("\n")}\nstartBridge();\n})();\n`;
}

const adminParts = [
  "page",
  "frame",
  "chrome",
  "panel",
  "orders",
  "dom",
  "api",
  "deliveries",
  "switches",
  "place",
];

/** A module of the admin page as JavaScript; null for a name that is none. */
export function adminModule(name: string): string | null {
  return adminParts.includes(name) ? read(`admin/${name}.ts`) : null;
}
