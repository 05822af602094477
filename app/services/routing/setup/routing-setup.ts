import { z } from "zod";
import { storableText } from "#app/lib/storable.ts";
import { expected } from "../engine/problems.ts";
import { RateCardInput } from "../engine/rate-card-input.ts";
import { Settings, wrongSum } from "../engine/settings-input.ts";

const priority = expected("a whole number from 0 to 1,000,000");

/** A rule as it is stored and edited. Whether its conditions and action can be followed is the engine's to say. */
export const RoutingRule = z.strictObject(
  {
    id: z.guid({ error: "Expected an id of its own." }),
    name: storableText(100).min(1, { error: "Give the rule a name." }),
    priority: z.int(priority).min(0, priority).max(1_000_000, priority),
    is_active: z.boolean(),
    conditions: z.unknown().optional(),
    action: z.unknown().optional(),
  },
  expected("a rule"),
);
export type RoutingRule = z.output<typeof RoutingRule>;

type RateCardDocument = z.input<typeof RateCardInput>;

/** The card stays as it was written; the engine reads it again. */
const rateCard = z
  .custom<RateCardDocument | null>(() => true)
  .superRefine((card, context) => {
    const parsed = RateCardInput.nullable().safeParse(card);
    for (const { message, path } of parsed.error?.issues ?? []) {
      context.addIssue({ code: "custom", message, path });
    }
  })
  .default(null);

/** The settings of routing, each with its default; the keys of the engine's documented `settings`. */
export const routingSettingsShape = { ...Settings.shape, rate_card: rateCard };

export const RoutingSettings = z
  .strictObject(routingSettingsShape, expected("the settings of routing"))
  .superRefine(({ weights }, context) => {
    const sum = wrongSum(weights);
    if (sum === null) return;
    const message = `expected weights that add up to 1, got ${sum}`;
    context.addIssue({ code: "custom", path: ["weights"], message });
  });
export type RoutingSettings = z.output<typeof RoutingSettings>;

/** Of a draft, as it is named when it is saved, published or discarded; 0 stands for no draft. */
export const Revision = z.int().min(0);

const mostRules = 500;

/** Everything a merchant decides about routing: what is live, drafted, or kept as a version. */
export const RoutingSetup = z.strictObject(
  {
    rules: z.array(RoutingRule).max(mostRules, { error: `At most ${mostRules} rules.` }),
    settings: RoutingSettings,
  },
  expected("rules and settings"),
);
export type RoutingSetup = z.output<typeof RoutingSetup>;

/** Why a setup is refused: where, and what is wrong there. */
export interface SetupProblem {
  /** As in `rules[2].action` or `settings.weights`. */
  readonly path: string;
  /** The rule it is about; null for settings. */
  readonly ruleId: string | null;
  readonly message: string;
}

/** Something about a rule that its author should know. */
export interface RuleLint {
  readonly ruleId: string;
  readonly kind:
    | "invalid"
    | "deleted_warehouse"
    | "contradictory"
    | "unreachable"
    | "never_matched"
    | "inactive_warehouse"
    | "unknown_capability";
  /** critical: routing cannot follow it; warning: it does nothing, or not what it says; info: worth a look. */
  readonly severity: "critical" | "warning" | "info";
  readonly says: string;
  readonly advice: string;
}

/** What differs between two setups. */
export interface SetupChanges {
  /** Names of rules. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
  /** Keys of `RoutingSettings`. */
  readonly settings: readonly (keyof RoutingSettings)[];
}

/** A warehouse as rules may name it. */
export interface SetupWarehouse {
  readonly id: string;
  readonly name: string;
  /** Whether routing may send orders there: switched on, and its connection works. */
  readonly is_active: boolean;
  readonly capabilities: readonly string[];
}

/** What `openRoutingSetup` answers. Moments are ISO 8601. */
export interface OpenedRoutingSetup {
  readonly live: {
    readonly setup: RoutingSetup;
    /** Why the rate card cannot be read, after somebody changed it by hand; `setup` has the built-in one then. */
    readonly cardProblem: string | null;
    /** Null before anything was published, and after somebody changed rules or settings in the database by hand. */
    readonly version: number | null;
    readonly publishedAt: string | null;
    readonly publishedBy: string | null;
  };
  readonly draft: {
    readonly setup: RoutingSetup;
    /** As of what is live. */
    readonly cardProblem: string | null;
    /** Goes into `saveDraft` and `publishDraft`. */
    readonly revision: number;
    readonly savedAt: string;
    readonly savedBy: string;
    /** What is live changed after the draft was begun: publishing answers `live-changed`. */
    readonly liveMoved: boolean;
    /** Against what is live. */
    readonly changes: SetupChanges;
  } | null;
  /** Revision to save with: that of the draft, 0 when there is none. */
  readonly revision: number;
  readonly warehouses: readonly SetupWarehouse[];
  /** Decisions of the last 90 days each rule matched, by rule id; a rule that matched none is left out. */
  readonly matches: Readonly<Record<string, number>>;
  /** About the draft, or about what is live where there is no draft. */
  readonly lints: readonly RuleLint[];
  readonly timeZone: string;
}

export type SaveDraftResult =
  | { readonly outcome: "saved"; readonly revision: number }
  | { readonly outcome: "not-valid"; readonly problems: readonly SetupProblem[] }
  /** Somebody saved, published or discarded in between; `by` is null where no draft is left. */
  | { readonly outcome: "draft-changed"; readonly revision: number; readonly by: string | null };

export type PublishDraftResult =
  | { readonly outcome: "published"; readonly version: number }
  | { readonly outcome: "not-valid"; readonly problems: readonly SetupProblem[] }
  | { readonly outcome: "draft-changed" | "live-changed" };

export type RevertResult =
  { readonly outcome: "reverted"; readonly version: number } | { readonly outcome: "version-not-found" };

export interface ListedVersion {
  readonly version: number;
  /** ISO 8601. */
  readonly publishedAt: string;
  readonly publishedBy: string;
  /** kept: was live when a publish found it, without having been published itself. */
  readonly origin: "published" | "reverted" | "kept";
  readonly revertedFrom: number | null;
  readonly isLive: boolean;
  readonly rules: number;
  /** Against the version before; null for the first. */
  readonly changes: SetupChanges | null;
}

export interface VersionPage {
  readonly versions: readonly ListedVersion[];
  /** Goes into `listVersions` as `before` for older ones; null at the end. */
  readonly next: number | null;
  readonly timeZone: string;
}
