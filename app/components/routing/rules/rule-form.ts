import type {
  ActionDocument,
  ConditionField,
  GroupKind,
  LineScope,
  OperatorName,
} from "#app/services/routing/engine/index.ts";

/** A comparison as it is being typed: values are text, whatever they will become. */
export interface ConditionForm {
  readonly kind: "condition";
  readonly key: number;
  readonly field: ConditionField;
  readonly operator: OperatorName;
  readonly values: readonly string[];
  /** Only SKUs look at it. */
  readonly lines: LineScope;
}

export interface GroupForm {
  readonly kind: "group";
  readonly key: number;
  readonly match: GroupKind;
  readonly members: readonly (ConditionForm | GroupForm)[];
}

export type ActionType = ActionDocument["type"];

export const weightNames = ["inventory", "proximity", "cost", "capacity"] as const;
export type WeightName = (typeof weightNames)[number];

/** Fields of all actions at once, so that looking at another action forgets nothing. */
export interface ActionForm {
  readonly type: ActionType;
  readonly warehouseId: string;
  readonly capability: string;
  /** "" leaves the shop's own policy in place. */
  readonly splitPolicy: "" | "never" | "when_needed";
  readonly maxShipments: string;
  readonly minShipmentValue: string;
  readonly together: "order" | "skus";
  readonly skus: readonly string[];
  readonly holdFor: "release" | "date";
  /** A local time of the shop: "2026-01-20T09:00". */
  readonly holdUntil: string;
  /** In percent. */
  readonly weights: Readonly<Record<WeightName, string>>;
}

export interface RuleForm {
  readonly name: string;
  readonly isActive: boolean;
  readonly appliesTo: "every-order" | "matching";
  readonly conditions: GroupForm;
  readonly action: ActionForm;
  /** The key of the next condition or group; keys name them to the browser and to messages. */
  readonly nextKey: number;
}

export const newAction: ActionForm = {
  type: "route_to_warehouse",
  warehouseId: "",
  capability: "",
  splitPolicy: "",
  maxShipments: "",
  minShipmentValue: "",
  together: "order",
  skus: [],
  holdFor: "release",
  holdUntil: "",
  weights: { inventory: "40", proximity: "30", cost: "20", capacity: "10" },
};

export const newRule: RuleForm = {
  name: "",
  isActive: true,
  appliesTo: "matching",
  conditions: {
    kind: "group",
    key: 1,
    match: "all",
    members: [
      { kind: "condition", key: 2, field: "ship_to_state", operator: "in", values: [], lines: "any" },
    ],
  },
  action: newAction,
  nextKey: 3,
};

/** Groups within groups, the outermost counted; rules written elsewhere may be deeper. */
export const deepestOffered = 4;

/** Whether a condition looks at the field, at any depth. */
export const asksFor = ({ members }: GroupForm, field: ConditionField): boolean =>
  members.some((member) => (member.kind === "group" ? asksFor(member, field) : member.field === field));
