import { readFileSync } from "node:fs";

export interface PersonalColumn {
  readonly table: string;
  readonly column: string;
  readonly whose: "customer" | "staff";
  readonly emptiedBy: string;
}

const text = readFileSync(new URL("../../../docs/data-map.md", import.meta.url), "utf8");

function rowsUnder(heading: string): string[][] {
  const [, section = ""] = text.split(`## ${heading}\n`);
  const table = section.split("\n## ")[0] ?? "";
  return table
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .map((line) =>
      line
        .split("|")
        .map((cell) => cell.trim().replaceAll("`", ""))
        .slice(1, -1),
    );
}

const split = (name: string | undefined): [string, string] => {
  const [table = "", column = ""] = (name ?? "").split(".");
  return [table, column];
};

/** The columns docs/data-map.md names as personal. */
export const personalColumns: readonly PersonalColumn[] = rowsUnder("Columns with personal data").map(
  ([name, whose, , emptiedBy]) => {
    const [table, column] = split(name);
    if (whose !== "customer" && whose !== "staff") throw new Error(`${name} belongs to nobody`);
    return { table, column, whose, emptiedBy: emptiedBy ?? "" };
  },
);

/** The columns it names as not personal. */
export const harmlessColumns: readonly string[] = rowsUnder("Columns that only sound personal").map(
  ([name]) => name ?? "",
);
