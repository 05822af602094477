import { arbitraryInput, arbitraryTie } from "./arbitrary-input.ts";
import { arbitraryRace } from "./arbitrary-race.ts";
import { arbitraryCover, arbitrarySplit } from "./arbitrary-split.ts";
import { checkLaws } from "./check-laws.ts";
import type { BrokenEngine, NumberedLaw } from "./check-laws.ts";
import { decide } from "./decide.ts";
import type { Counterfactual, CounterfactualChange } from "./decision.ts";
import type { Engine } from "./laws.ts";
import { everyChangeFlips, smallestChange } from "./laws-of-counterfactuals.ts";

type Kind = CounterfactualChange["kind"];
type Change<K extends Kind> = Extract<CounterfactualChange, { kind: K }>;

const numbered = {
  "L11 the smallest change of stock": { law: smallestChange(["stock"], arbitraryInput), runs: 250 },
  "L11 the smallest change of stock where orders are split": {
    law: smallestChange(["stock", "priority"], arbitrarySplit),
    runs: 60,
  },
  "L11 the smallest change of a weight": { law: smallestChange(["weight"], arbitraryRace), runs: 15 },
  "L11 the smallest change of capacity": { law: smallestChange(["capacity"], arbitraryInput), runs: 150 },
  "L11 the smallest change of priority": { law: smallestChange(["priority"], arbitraryInput), runs: 150 },
  "L11 the smallest change of priority among warehouses that are alike": {
    law: smallestChange(["priority"], arbitraryTie),
    runs: 50,
  },
  "L11 the first rule to switch off": { law: smallestChange(["rule"], arbitraryInput), runs: 250 },
  "L11 every change does what it says, up to 12 warehouses and 14 lines": {
    law: everyChangeFlips(arbitraryCover),
    runs: 30,
  },
} satisfies Record<string, NumberedLaw>;

/** An engine that states other changes of a kind than it found. */
function stating<K extends Kind>(kind: K, change: (stated: Change<K>) => Change<K> | null): Engine {
  const isOfKind = (one: CounterfactualChange): one is Change<K> => one.kind === kind;
  return told((one) => {
    if (!isOfKind(one.change)) return one;
    const other = change(one.change);
    return other && { ...one, change: other };
  });
}

function told(retell: (one: Counterfactual) => Counterfactual | null): Engine {
  return (input, options) => {
    const decision = decide(input, options);
    return { ...decision, counterfactuals: decision.counterfactuals.flatMap((one) => retell(one) ?? []) };
  };
}

const quietAboutSplits = told((one) => (one.says.includes("the largest part") ? null : one));
const fewer = stating("stock", (one) => ({ ...one, available: one.available - 1 }));

const broken: readonly BrokenEngine<keyof typeof numbered>[] = [
  ["L11 the smallest change of stock", "keeps quiet about stock", stating("stock", () => null)],
  [
    "L11 the smallest change of stock",
    "asks for a unit too many",
    stating("stock", (one) => ({ ...one, available: one.available + 1 })),
  ],
  [
    "L11 the smallest change of stock where orders are split",
    "only thinks of shipping alone",
    quietAboutSplits,
  ],
  ["L11 the smallest change of stock where orders are split", "asks for a unit too few", fewer],
  ["L11 the smallest change of a weight", "keeps quiet about weights", stating("weight", () => null)],
  [
    "L11 the smallest change of a weight",
    "takes larger steps",
    stating("weight", (one) => ({ ...one, weight: Math.round(one.weight * 50) / 50 })),
  ],
  ["L11 the smallest change of capacity", "keeps quiet about capacities", stating("capacity", () => null)],
  [
    "L11 the smallest change of capacity",
    "asks for one too few",
    stating("capacity", (one) => ({ ...one, daily_capacity: one.daily_capacity - 1 })),
  ],
  [
    "L11 the smallest change of capacity",
    "asks for one too many",
    stating("capacity", (one) => ({ ...one, daily_capacity: one.daily_capacity + 1 })),
  ],
  ["L11 the smallest change of priority", "keeps quiet about priorities", stating("priority", () => null)],
  [
    "L11 the smallest change of priority among warehouses that are alike",
    "asks for one better than needed",
    stating("priority", (one) => ({ ...one, priority: one.priority - 1 })),
  ],
  [
    "L11 the smallest change of priority among warehouses that are alike",
    "asks for too little",
    stating("priority", (one) => ({ ...one, priority: one.priority + 1 })),
  ],
  ["L11 the first rule to switch off", "keeps quiet about rules", stating("rule", () => null)],
  [
    "L11 the first rule to switch off",
    "names another rule",
    stating("rule", (one) => ({ ...one, rule_id: one.rule_id === "r0" ? "r1" : "r0" })),
  ],
  ["L11 every change does what it says, up to 12 warehouses and 14 lines", "asks for a unit too few", fewer],
];

checkLaws(numbered, broken);
