import { z } from "zod";
import type { SyncKind } from "#app/jobs/tasks.ts";

export type EventEffect =
  { effect: "sync"; kinds: readonly SyncKind[] } | { effect: "disconnected" } | { effect: "none" };

const kindOfResource: Partial<Record<string, SyncKind>> = {
  inventory: "inventory",
  order: "orders",
  orders: "orders",
  product: "products",
  products: "products",
  warehouse: "warehouses",
  warehouses: "warehouses",
  "warehouse-customer": "warehouses",
  "warehouse-customers": "warehouses",
};

const everything: readonly SyncKind[] = ["warehouses", "products", "inventory", "orders"];

const Progress = z
  .object({ resource: z.string().optional(), function_name: z.string().optional() })
  .catch({});

/**
 * What an event asks for. Events are hints: they come late, twice and in any order, so what they speak of is read
 * again rather than believed. Official texts write some names with `_`, some with `-`.
 */
export function eventEffect(eventType: string, data: unknown): EventEffect {
  const [subject = "", ...rest] = dashed(eventType).split(".");
  if (subject === "connection") return connectionEffect(rest.join("."), data);
  // Reading stock also reads what is wrong with the connection, or no longer is.
  if (subject === "connection-error") return { effect: "sync", kinds: ["inventory"] };
  const kind = kindOfResource[subject];
  return kind === undefined ? { effect: "none" } : { effect: "sync", kinds: [kind] };
}

function connectionEffect(what: string, data: unknown): EventEffect {
  switch (what) {
    case "deleted":
      return { effect: "disconnected" };
    case "historical-sync-completed":
      return { effect: "sync", kinds: [...kindsOf(data, []), "historical"] };
    case "force-sync-completed":
      return { effect: "sync", kinds: kindsOf(data, everything) };
    default:
      return { effect: "none" };
  }
}

function kindsOf(data: unknown, otherwise: readonly SyncKind[]): readonly SyncKind[] {
  const { resource, function_name: name } = Progress.parse(data ?? {});
  const kind = kindOfResource[dashed(resource ?? name ?? "").replace(/^get-/, "")];
  return kind === undefined ? otherwise : [kind];
}

const dashed = (text: string) => text.toLowerCase().replaceAll("_", "-");
