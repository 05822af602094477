import Papa from "papaparse";
import { zoneCount } from "../engine/index.ts";

/** Prices by billed pound and zone, decimal; the first row is for less than one pound. */
export type Prices = readonly (readonly number[])[];

export type ReadPrices =
  { readonly ok: true; readonly prices: number[][] } | { readonly ok: false; readonly problem: string };

const mostRows = 500;
const amount = /^\d{1,6}(?:\.\d{1,4})?$/;
const zones = Array.from({ length: zoneCount }, (_, zone) => zone + 1);
const head = ["Pounds", ...zones.map((zone) => `Zone ${zone}`)];

/**
 * Reads a price table from CSV text: a heading, then pounds and the prices of zones 1 to 8 in each row. Pounds count up
 * from 0, the price of less than one pound. The first thing that is wrong is said with its row.
 */
export function readPrices(csv: string): ReadPrices {
  const { data } = Papa.parse<string[]>(csv.trim(), { skipEmptyLines: "greedy" });
  const rows = data.map((cells) => cells.map((cell) => cell.trim().replace(/^\$\s*/, "")));
  const [first] = rows;
  if (!first) return refused("The file is empty.");
  const isHeaded = !amount.test(first[0] ?? "");
  const priced = isHeaded ? rows.slice(1) : rows;
  if (priced.length === 0) return refused("The file has a heading and no prices.");
  if (priced.length > mostRows) return refused(`The file has more than ${mostRows} rows of prices.`);
  for (const [pounds, cells] of priced.entries()) {
    const problem = problemOf(cells, pounds);
    if (problem !== null) return refused(`Row ${pounds + (isHeaded ? 2 : 1)}: ${problem}`);
  }
  return { ok: true, prices: priced.map((cells) => cells.slice(1).map(Number)) };
}

const refused = (problem: string): ReadPrices => ({ ok: false, problem });

function problemOf(cells: readonly string[], pounds: number): string | null {
  if (cells.length !== head.length) {
    return `expected pounds and ${zoneCount} prices, found ${cells.length} columns.`;
  }
  if (cells[0] !== String(pounds)) return `expected ${pounds} pounds, found "${shortened(cells[0])}".`;
  const zone = cells.findIndex((cell) => !amount.test(cell));
  return zone === -1 ? null : `the price of zone ${zone} is not an amount: "${shortened(cells[zone])}".`;
}

const shortened = (cell = "") => (cell.length > 20 ? `${cell.slice(0, 20)}…` : cell);

/** The same table as CSV text, as `readPrices` takes it. */
export const writePrices = (prices: Prices): string =>
  Papa.unparse([head, ...prices.map((row, pounds) => [String(pounds), ...row])]);
