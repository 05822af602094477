import { BlockStack, EmptySearchResult, IndexTable, Link, Text, useBreakpoints } from "@shopify/polaris";
import { formatMoment, formatMoney } from "#app/components/format.ts";
import type { useListQuery } from "#app/components/use-list-query.ts";
import type { OpenedBackTest } from "#app/services/routing/back-test/open-back-test.server.ts";

type Order = OpenedBackTest["orders"][number];

interface Props {
  readonly opened: OpenedBackTest;
  readonly query: ReturnType<typeof useListQuery>;
}

/** Orders with what was decided in fact and what the back-test decides; stacked on narrow screens. */
export function DiffTable({ opened, query }: Props) {
  const { mdDown } = useBreakpoints();
  const { orders, next, previous } = opened;
  return (
    <IndexTable
      resourceName={{ singular: "order", plural: "orders" }}
      itemCount={orders.length}
      selectable={false}
      condensed={mdDown}
      loading={query.isLoading}
      emptyState={
        <EmptySearchResult
          title={opened.summary?.changed === 0 ? "No order changes" : "No orders found"}
          description={
            opened.summary?.changed === 0
              ? "This setup decides every order as it was decided."
              : "Try changing the filters or search term"
          }
          withIllustration
        />
      }
      headings={[
        { title: "Order" },
        { title: "Decided" },
        { title: "In fact" },
        { title: "Back-test" },
        { title: "Cause" },
        { title: "Cost", alignment: "end" },
      ]}
      pagination={{
        hasNext: next !== null,
        onNext: () => query.change({ after: next ?? undefined }),
        hasPrevious: previous !== null,
        onPrevious: () => query.change({ before: previous ?? undefined }),
      }}
    >
      {orders.map((order, position) => (
        <IndexTable.Row key={order.id} id={order.id} position={position}>
          {mdDown ? (
            <StackedOrder order={order} opened={opened} />
          ) : (
            <WideOrder order={order} opened={opened} />
          )}
        </IndexTable.Row>
      ))}
    </IndexTable>
  );
}

interface OrderProps {
  readonly order: Order;
  readonly opened: OpenedBackTest;
}

const WideOrder = ({ order, opened }: OrderProps) => (
  <>
    <IndexTable.Cell>
      <OrderLink order={order} />
    </IndexTable.Cell>
    <IndexTable.Cell>{formatMoment(order.decidedAt, opened.timeZone, opened.now)}</IndexTable.Cell>
    <IndexTable.Cell>{order.inFact.says}</IndexTable.Cell>
    <IndexTable.Cell>{order.isChanged ? order.inReplay.says : "The same"}</IndexTable.Cell>
    <IndexTable.Cell>
      <Text as="span" tone="subdued">
        {order.cause?.label ?? ""}
      </Text>
    </IndexTable.Cell>
    <IndexTable.Cell>
      <Text as="span" alignment="end" numeric>
        {costOf(order, opened.currency)}
      </Text>
    </IndexTable.Cell>
  </>
);

const StackedOrder = ({ order, opened }: OrderProps) => (
  <div style={{ padding: "12px 16px" }}>
    <BlockStack gap="100">
      <OrderLink order={order} />
      <Text as="span" tone="subdued">
        {formatMoment(order.decidedAt, opened.timeZone, opened.now)}
      </Text>
      <Text as="span" breakWord>{`In fact: ${order.inFact.says}`}</Text>
      <Text as="span" breakWord>{`Back-test: ${order.isChanged ? order.inReplay.says : "the same"}`}</Text>
      <Text as="span" tone="subdued" breakWord>
        {[order.cause?.label, costOf(order, opened.currency)].filter(Boolean).join(" · ")}
      </Text>
    </BlockStack>
  </div>
);

const OrderLink = ({ order }: { order: Order }) => (
  <Link url={`/app/orders/${order.id}`} dataPrimaryLink monochrome removeUnderline>
    <Text as="span" fontWeight="semibold">
      {order.number}
    </Text>
  </Link>
);

/** What it costs in fact, and in the back-test where that is another sum. */
function costOf({ inFact, inReplay }: Order, currency: string): string {
  const fact = formatMoney(inFact.cost, currency);
  return inFact.cost === inReplay.cost ? fact : `${fact} → ${formatMoney(inReplay.cost, currency)}`;
}
