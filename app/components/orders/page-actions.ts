import type { PageProps } from "@shopify/polaris";
import type { OpenedOrder } from "#app/services/orders/open-order.server.ts";
import type { ActionName, OrderActions } from "./use-order-actions.ts";

const beside: readonly ActionName[] = ["choose", "sendNow"];
const inMenu: readonly ActionName[] = ["release", "routeAgain", "lock", "unlock", "hold", "recall"];
const asking: readonly ActionName[] = ["choose", "hold", "recall", "sendNow"];

/** The page's buttons: the most sensible first, choosing a warehouse and sending beside it, the rest under More actions. */
export function pageActions(
  { actions, primary, decision }: OpenedOrder,
  { send, open, sending }: OrderActions,
): Pick<PageProps, "primaryAction" | "secondaryActions" | "actionGroups"> {
  const isDecided = decision?.isShipping === true;
  const action = (name: ActionName) => ({
    content: label(name, isDecided),
    loading: sending === name,
    onAction: () => {
      if (asking.includes(name) || (name === "routeAgain" && isDecided)) open(name);
      else send(name);
    },
  });
  const offered = (names: readonly ActionName[]) => names.filter((name) => actions[name] && name !== primary);
  const rest = offered(inMenu);
  return {
    primaryAction: primary === null ? undefined : action(primary),
    secondaryActions: offered(beside).map(action),
    actionGroups:
      rest.length === 0
        ? []
        : [
            {
              title: "More actions",
              actions: rest.map((name) => menuItem(action(name))),
            },
          ],
  };
}

/** Items of a menu cannot show that they are at work; the menu is closed by then. */
const menuItem = ({
  content,
  loading,
  onAction,
}: {
  content: string;
  loading: boolean;
  onAction: () => void;
}) => ({
  content,
  disabled: loading,
  onAction,
});

function label(name: ActionName, isDecided: boolean): string {
  switch (name) {
    case "choose":
      return isDecided ? "Change warehouse" : "Choose warehouse";
    case "routeAgain":
      return "Route again";
    case "lock":
      return "Lock";
    case "unlock":
      return "Unlock";
    case "hold":
      return "Hold";
    case "release":
      return "Release";
    case "recall":
      return "Request cancellation";
    case "sendNow":
      return "Send now";
  }
}
