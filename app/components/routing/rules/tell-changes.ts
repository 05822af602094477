import type { RoutingSettings, SetupChanges } from "#app/services/routing/setup/routing-setup.ts";
import { listed } from "./tell-conditions.ts";

const settingWords: Readonly<Record<keyof RoutingSettings, string>> = {
  weights: "weights",
  split: "splits",
  stale_after_minutes: "age of stock figures",
  stale_policy: "old stock figures",
  partial: "partly filled orders",
  cover_days: "days of cover",
  preferred_warehouse_id: "preferred warehouse",
  rate_card: "rate card",
};

const names = (list: readonly string[]): string =>
  listed(
    list.map((name) => `“${name}”`),
    "and",
  );

/** What differs between two setups: "Added “West”. Changed weights." */
export function tellChanges({ added, removed, changed, settings }: SetupChanges): string {
  const words = settings.map((key) => settingWords[key]);
  const sentences = [
    added.length > 0 && `Added ${names(added)}.`,
    changed.length > 0 && `Changed ${names(changed)}.`,
    removed.length > 0 && `Removed ${names(removed)}.`,
    words.length > 0 && `Changed ${listed(words, "and")}.`,
  ].filter((sentence) => sentence !== false);
  return sentences.length === 0 ? "Nothing changed." : sentences.join(" ");
}

/** Who did something, as the person reading it sees them. */
export function tellActor(actor: string, reader: string): string {
  if (actor === reader) return "you";
  return actor === "swyft" ? "Swyft" : "another staff member";
}
