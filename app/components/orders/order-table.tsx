import {
  BlockStack,
  EmptySearchResult,
  IndexTable,
  InlineStack,
  Link,
  Text,
  useBreakpoints,
  useIndexResourceState,
} from "@shopify/polaris";
import { formatMoment, formatMoney, inSentence, plural } from "#app/components/format.ts";
import { FulfillmentBadge, RoutingBadge } from "#app/components/routing-badge.tsx";
import { useBulkActions } from "#app/components/orders/use-bulk-actions.ts";
import type { useListQuery } from "#app/components/use-list-query.ts";
import type { OpenedOrderList } from "#app/services/orders/open-order-list.server.ts";

type ListedOrder = OpenedOrderList["orders"][number];

/** A page of orders; stacked on narrow screens. */
export function OrderTable({
  list,
  query,
}: {
  list: OpenedOrderList;
  query: ReturnType<typeof useListQuery>;
}) {
  const { smDown } = useBreakpoints();
  const { next, previous } = list;
  const Row = smDown ? StackedRow : WideRow;
  const chosen = useIndexResourceState([...list.orders]);
  const actions = useBulkActions(list.orders, chosen);
  return (
    <IndexTable
      resourceName={{ singular: "order", plural: "orders" }}
      itemCount={list.orders.length}
      selectedItemsCount={chosen.allResourcesSelected ? "All" : chosen.selectedResources.length}
      onSelectionChange={chosen.handleSelectionChange}
      promotedBulkActions={actions}
      condensed={smDown}
      loading={query.isLoading}
      emptyState={
        <EmptySearchResult
          title="No orders found"
          description="Try changing the filters or search term"
          withIllustration
        />
      }
      headings={[
        { title: "Order" },
        { title: "Date" },
        { title: "Customer" },
        { title: "Destination" },
        { title: "Total", alignment: "end" },
        { title: "Routing" },
        { title: "Warehouse" },
        { title: "Fulfillment" },
      ]}
      pagination={{
        hasNext: next !== null,
        onNext: () => query.change({ after: next ?? undefined }),
        hasPrevious: previous !== null,
        onPrevious: () => query.change({ before: previous ?? undefined }),
      }}
    >
      {list.orders.map((order, position) => (
        <IndexTable.Row
          key={order.id}
          id={order.id}
          position={position}
          selected={chosen.selectedResources.includes(order.id)}
        >
          <Row order={order} list={list} />
        </IndexTable.Row>
      ))}
    </IndexTable>
  );
}

interface RowProps {
  readonly order: ListedOrder;
  readonly list: OpenedOrderList;
}

function WideRow({ order, list }: RowProps) {
  return (
    <>
      <IndexTable.Cell>
        <OrderLink order={order} />
      </IndexTable.Cell>
      <IndexTable.Cell>{formatMoment(order.placedAt, list.timeZone, list.now)}</IndexTable.Cell>
      <IndexTable.Cell>
        <Cut>{order.recipient ?? "—"}</Cut>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Cut>{order.destination || "—"}</Cut>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" alignment="end" numeric>
          {formatMoney(order.total, order.currency)}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <RoutingBadge status={order.status} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <WarehouseOrReason order={order} list={list} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <FulfillmentBadge status={order.fulfillment} />
      </IndexTable.Cell>
    </>
  );
}

function StackedRow({ order, list }: RowProps) {
  return (
    <div style={{ padding: "12px 16px" }}>
      <BlockStack gap="100">
        <InlineStack align="space-between" wrap={false} gap="200">
          <OrderLink order={order} />
          <Text as="span" numeric>
            {formatMoney(order.total, order.currency)}
          </Text>
        </InlineStack>
        <Text as="span" tone="subdued">
          {formatMoment(order.placedAt, list.timeZone, list.now)} · {plural(order.units, "item")}
        </Text>
        {order.destination !== "" && (
          <Text as="span" tone="subdued" breakWord>
            {[order.recipient, order.destination].filter(Boolean).join(", ")}
          </Text>
        )}
        <InlineStack gap="200" blockAlign="center">
          <RoutingBadge status={order.status} />
          {(order.warehouse ?? order.reason) !== null && <WarehouseOrReason order={order} list={list} />}
        </InlineStack>
      </BlockStack>
    </div>
  );
}

const OrderLink = ({ order }: { order: ListedOrder }) => (
  <Link url={`/app/orders/${order.id}`} dataPrimaryLink monochrome removeUnderline>
    <Text as="span" fontWeight="semibold">
      {order.number}
    </Text>
  </Link>
);

function WarehouseOrReason({ order, list }: RowProps) {
  const note = noteOn(order, list);
  return (
    <BlockStack>
      {order.warehouse === null ? (
        <Text as="span" tone="subdued">
          {order.reason ?? "—"}
        </Text>
      ) : (
        <span>{order.warehouse}</span>
      )}
      {note !== null && (
        <Text as="span" variant="bodySm" tone="subdued">
          {note}
        </Text>
      )}
    </BlockStack>
  );
}

/** What happens next by itself. */
function noteOn(order: ListedOrder, { timeZone, now }: OpenedOrderList): string | null {
  if (order.status === "unfillable") return "Retried when stock arrives";
  if (order.waitsUntil === null) return null;
  return `Sent ${inSentence(formatMoment(order.waitsUntil, timeZone, now))}`;
}

/** One line of a table cell; the whole text stays in the tooltip and for assistive technology. */
const Cut = ({ children }: { children: string }) => (
  <span
    title={children}
    style={{
      display: "block",
      maxWidth: "11rem",
      overflow: "hidden",
      textOverflow: "ellipsis",
      whiteSpace: "nowrap",
    }}
  >
    {children}
  </span>
);
