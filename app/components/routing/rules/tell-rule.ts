import { weightNames, type ActionForm, type RuleForm, type WeightName } from "./rule-form.ts";
import { sayLocalTime } from "./shop-time.ts";
import { listed, orGap, quoted, tellGroup } from "./tell-conditions.ts";

/** Names of warehouses by id. */
export type WarehouseNames = ReadonlyMap<string, string>;

/** What a rule does in one sentence; what is still missing in it shows as "…". */
export function tellRule({ appliesTo, conditions, action }: RuleForm, warehouses: WarehouseNames): string {
  const which = appliesTo === "every-order" ? "All orders" : `Orders ${tellGroup(conditions)}`;
  const sentence = `${which} ${tellAction(action, warehouses)}`;
  return sentence.endsWith(orGap("")) ? sentence : `${sentence}.`;
}

export const longestName = 100;

function tellAction(action: ActionForm, warehouses: WarehouseNames): string {
  const warehouse = nameOf(action.warehouseId, warehouses);
  switch (action.type) {
    case "route_to_warehouse":
      return `go to ${warehouse}`;
    case "prefer_warehouse":
      return `go to ${warehouse} if it can ship them`;
    case "exclude_warehouse":
      return `never go to ${warehouse}`;
    case "require_capability":
      return `only go to warehouses with ${quoted(action.capability.trim())}`;
    case "set_split":
      return tellSplit(action);
    case "keep_together":
      return action.together === "order"
        ? "ship in one piece"
        : `keep ${listed(action.skus, "and")} together`;
    case "hold":
      return action.holdFor === "release"
        ? "are held until somebody releases them"
        : `are held until ${orGap(sayLocalTime(action.holdUntil))}`;
    case "set_weights":
      return `are scored by ${tellWeights(action)}`;
  }
}

const nameOf = (id: string, warehouses: WarehouseNames): string =>
  id === "" ? orGap("") : (warehouses.get(id) ?? "a deleted warehouse");

function tellSplit({ splitPolicy, maxShipments, minShipmentValue }: ActionForm): string {
  if (splitPolicy === "never") return "are never split";
  const limits = [
    maxShipments === "" ? "" : ` into at most ${maxShipments} shipments`,
    minShipmentValue === "" ? "" : ` when each shipment is worth at least ${minShipmentValue}`,
  ].join("");
  return limits === "" && splitPolicy === "" ? `are split ${orGap("")}` : `may be split${limits}`;
}

export const weightLabels: Readonly<Record<WeightName, string>> = {
  inventory: "Stock",
  proximity: "Distance",
  cost: "Shipping cost",
  capacity: "Capacity",
};

const tellWeights = ({ weights }: ActionForm): string =>
  listed(
    weightNames.map((name) => `${weightLabels[name].toLowerCase()} ${orGap(weights[name])}%`),
    "and",
  );
