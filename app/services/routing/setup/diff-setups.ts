import { canonicalJson } from "./canonical-json.ts";
import {
  routingSettingsShape,
  type RoutingRule,
  type RoutingSetup,
  type SetupChanges,
} from "./routing-setup.ts";

/** What a person did to make `after` of `before`. A rule is the same as long as its id is. */
export function diffSetups(before: RoutingSetup, after: RoutingSetup): SetupChanges {
  const old = new Map(before.rules.map((rule) => [rule.id, rule]));
  const kept = new Set(after.rules.map(({ id }) => id));
  return {
    added: names(after.rules.filter(({ id }) => !old.has(id))),
    removed: names(before.rules.filter(({ id }) => !kept.has(id))),
    changed: names(after.rules.filter((rule) => old.has(rule.id) && !isSame(rule, old.get(rule.id)))),
    settings: settingKeys.filter((key) => !isSame(before.settings[key], after.settings[key])),
  };
}

const settingKeys = [...keysOf(routingSettingsShape)];

function* keysOf<Shape extends object>(shape: Shape): Generator<keyof Shape> {
  for (const key in shape) yield key;
}

const names = (rules: readonly RoutingRule[]) => rules.map(({ name }) => name);

const isSame = (a: unknown, b: unknown) => canonicalJson(a) === canonicalJson(b);
