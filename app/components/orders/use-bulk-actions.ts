import { useFetcher } from "@remix-run/react";
import type { IndexTableProps } from "@shopify/polaris";
import { plural } from "#app/components/format.ts";
import { showToast } from "#app/components/show-toast.ts";
import { useAnswer } from "#app/components/use-answer.ts";
import type { OpenedOrderList } from "#app/services/orders/open-order-list.server.ts";

interface Chosen {
  readonly selectedResources: readonly string[];
  readonly clearSelection: () => void;
}

/** What either action answers; errors are told by the page's own boundary. */
interface BulkAnswer {
  readonly queued?: number;
  readonly locked?: number;
  readonly skipped?: number;
  /** How many orders were sent. */
  readonly orders?: number;
}

/** What may be done with the orders somebody has chosen in the list. */
export function useBulkActions(
  orders: OpenedOrderList["orders"],
  { selectedResources, clearSelection }: Chosen,
): NonNullable<IndexTableProps["promotedBulkActions"]> {
  const fetcher = useFetcher<BulkAnswer>();
  useAnswer(fetcher.data, (answer) => showToast(tellAnswer(answer)));
  const chosen = orders.filter(({ id }) => selectedResources.includes(id));
  const waiting = chosen.filter(({ waitsUntil }) => waitsUntil !== null);

  function send(action: string, to: OpenedOrderList["orders"]) {
    fetcher.submit({ orders: to.map(({ id }) => id).join(",") }, { method: "POST", action });
    clearSelection();
  }
  const isBusy = fetcher.state !== "idle";
  return [
    { content: "Route again", disabled: isBusy, onAction: () => send("/app/orders/route-again", chosen) },
    ...(waiting.length > 0
      ? [
          {
            content: "Send now",
            disabled: isBusy,
            onAction: () => send("/app/routing/pick-windows/publish", waiting),
          },
        ]
      : []),
  ];
}

/** "3 orders queued for routing, 1 locked, 2 skipped". */
function tellAnswer({ queued, locked = 0, skipped = 0, orders }: BulkAnswer): string {
  if (orders !== undefined) return `${plural(orders, "order")} sent`;
  if (queued === undefined) return "Nothing was changed";
  return [
    `${plural(queued, "order")} queued for routing`,
    ...(locked > 0 ? [`${locked} locked`] : []),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
  ].join(", ");
}
