import { z } from "zod";
import { callFunction, type Db } from "./client.server.ts";
import { storedRules } from "./routing.server.ts";
import { count, optional, timestamp } from "./values.ts";

const storedSettings = z.record(z.string(), z.unknown());

const Opened = z.object({
  time_zone: z.string(),
  live: z.object({ rules: storedRules, settings: storedSettings }),
  version: optional(z.object({ version: z.int(), published_at: timestamp, published_by: z.string() })),
  draft: optional(
    z.object({
      rules: storedRules,
      settings: storedSettings,
      revision: count,
      saved_at: timestamp,
      saved_by: z.string(),
      live_moved: z.boolean(),
    }),
  ),
  warehouses: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      capabilities: z.array(z.string()),
      is_active: z.boolean(),
      /** False for a warehouse whose WMS chooses the warehouse itself, but for the one that stands for all of it. */
      is_place: z.boolean(),
    }),
  ),
  matches: z.record(z.string(), count),
  /** When each live rule last changed. */
  live_since: z.record(z.string(), timestamp),
});
export type StoredRoutingSetup = z.infer<typeof Opened>;

/** The live setup, the draft, the warehouses rules may name, and how many decisions each rule matched since then. */
export const openStoredSetup = (db: Db, shopId: string, matchesSince: Date) =>
  callFunction(
    db,
    "open_routing_setup",
    { p_shop_id: shopId, p_matches_since: matchesSince.toISOString() },
    Opened,
  );

const Saved = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("saved"), revision: count }),
  z.object({ outcome: z.literal("draft-changed"), revision: count, by: optional(z.string()) }),
  z.object({ outcome: z.literal("rule-id-taken"), ids: z.array(z.guid()) }),
]);

/** Saves the draft of whoever saw this revision; otherwise writes nothing and says why. */
export const saveStoredDraft = (db: Db, shopId: string, revision: number, setup: object, actor: string) =>
  callFunction(
    db,
    "save_routing_draft",
    { p_shop_id: shopId, p_revision: revision, p_setup: JSON.stringify(setup), p_actor: actor },
    Saved,
  );

/** Throws the draft away; if a revision is given, only that one. */
export const discardStoredDraft = (db: Db, shopId: string, revision?: number) =>
  callFunction(
    db,
    "discard_routing_draft",
    { p_shop_id: shopId, p_revision: revision },
    z.enum(["discarded", "draft-changed", "no-draft"]),
  );

const Published = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("published"), version: z.int() }),
  z.object({ outcome: z.enum(["draft-changed", "live-changed"]) }),
]);

export interface Publishing {
  readonly revision: number;
  /** Also over a live setup that changed after the draft was begun. */
  readonly replaceLive: boolean;
  readonly actor: string;
  readonly now: Date;
}

/** Makes the draft live in one transaction; otherwise writes nothing and says why. */
export const publishStoredDraft = (db: Db, shopId: string, publishing: Publishing) =>
  callFunction(
    db,
    "publish_routing",
    {
      p_shop_id: shopId,
      p_revision: publishing.revision,
      p_replace_live: publishing.replaceLive,
      p_actor: publishing.actor,
      p_now: publishing.now.toISOString(),
    },
    Published,
  );

const Reverted = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("reverted"), version: z.int() }),
  z.object({ outcome: z.literal("version-not-found") }),
]);

/** Makes an old version's content live again, as a new version. */
export const revertStoredSetup = (db: Db, shopId: string, version: number, actor: string, now: Date) =>
  callFunction(
    db,
    "revert_routing",
    { p_shop_id: shopId, p_version: version, p_actor: actor, p_now: now.toISOString() },
    Reverted,
  );

const Versions = z.object({
  time_zone: z.string(),
  live: optional(z.int()),
  versions: z.array(
    z.object({
      version: z.int(),
      rules: storedRules,
      settings: storedSettings,
      origin: z.enum(["published", "reverted", "kept"]),
      reverted_from: optional(z.int()),
      published_at: timestamp,
      published_by: z.string(),
    }),
  ),
});
export type StoredVersion = z.infer<typeof Versions>["versions"][number];

/** Versions with their content, newest first, from below one. */
export const listStoredVersions = (db: Db, shopId: string, limit: number, before?: number) =>
  callFunction(
    db,
    "list_routing_versions",
    { p_shop_id: shopId, p_limit: limit, p_before: before },
    Versions,
  );

/** Routes orders again that a rule or an unusable setup held back before the present setup. Answers how many. */
export const reconsiderOrders = (db: Db, shopId: string, limit: number) =>
  callFunction(db, "reconsider_orders", { p_shop_id: shopId, p_limit: limit }, z.int());
