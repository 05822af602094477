import {
  Badge,
  BlockStack,
  EmptySearchResult,
  IndexTable,
  InlineStack,
  Text,
  useBreakpoints,
} from "@shopify/polaris";
import { Fragment } from "react";
import { formatAge, formatCount } from "#app/components/format.ts";
import type { useListQuery } from "#app/components/use-list-query.ts";
import type { OpenedInventory } from "#app/services/inventory/open-inventory.server.ts";

type Item = OpenedInventory["items"][number];
type Cell = Item["cells"][number];

/** SKUs, each with a row per warehouse; stacked on narrow screens. */
export function InventoryTable({
  inventory,
  query,
}: {
  inventory: OpenedInventory;
  query: ReturnType<typeof useListQuery>;
}) {
  const { smDown } = useBreakpoints();
  const { next, previous, items } = inventory;
  return (
    <IndexTable
      resourceName={{ singular: "SKU", plural: "SKUs" }}
      itemCount={items.length}
      selectable={false}
      condensed={smDown}
      loading={query.isLoading}
      emptyState={
        <EmptySearchResult
          title="No SKUs found"
          description="Try changing the filters or search term"
          withIllustration
        />
      }
      headings={[
        { title: "Warehouse" },
        { title: "On hand", alignment: "end" },
        { title: "Available", alignment: "end" },
        { title: "Reserved", alignment: "end" },
        { title: "Incoming", alignment: "end" },
        { title: "Can promise", alignment: "end" },
        { title: "Counted" },
      ]}
      pagination={{
        hasNext: next !== null,
        onNext: () => query.change({ after: next ?? undefined }),
        hasPrevious: previous !== null,
        onPrevious: () => query.change({ before: previous ?? undefined }),
      }}
    >
      {items.map((item, position) =>
        smDown ? (
          <IndexTable.Row key={item.sku} id={item.sku} position={position}>
            <StackedItem item={item} inventory={inventory} />
          </IndexTable.Row>
        ) : (
          <WideItem key={item.sku} item={item} inventory={inventory} position={position} />
        ),
      )}
    </IndexTable>
  );
}

interface ItemProps {
  readonly item: Item;
  readonly inventory: OpenedInventory;
}

function WideItem({ item, inventory, position }: ItemProps & { position: number }) {
  return (
    <Fragment>
      <IndexTable.Row rowType="subheader" id={`sku-${item.sku}`} position={position}>
        <IndexTable.Cell as="th" scope="colgroup" colSpan={5}>
          <ItemName item={item} />
        </IndexTable.Cell>
        <IndexTable.Cell>
          <Text as="span" alignment="end" numeric fontWeight="semibold">
            {item.atp === null ? "—" : formatCount(item.atp)}
          </Text>
        </IndexTable.Cell>
        <IndexTable.Cell />
      </IndexTable.Row>
      {item.cells.map((cell) => (
        <IndexTable.Row
          key={cell.warehouseId}
          rowType="child"
          id={`${item.sku}-${cell.warehouseId}`}
          position={position}
        >
          <IndexTable.Cell>
            <InlineStack gap="200" wrap={false} blockAlign="center">
              <span>{cell.warehouse}</span>
              <StockBadge cell={cell} lowUnits={inventory.lowUnits} />
            </InlineStack>
          </IndexTable.Cell>
          <Figure value={cell.onHand} />
          <Figure value={cell.available} />
          <Figure value={cell.reserved} />
          <Figure value={cell.incoming} />
          <Figure value={cell.atp} note={cell.isShared ? "shared" : ""} />
          <IndexTable.Cell>
            <Text as="span" tone="subdued">
              {formatAge(cell.asOf, inventory.now)}
            </Text>
          </IndexTable.Cell>
        </IndexTable.Row>
      ))}
    </Fragment>
  );
}

const Figure = ({ value, note = "" }: { value: number | null; note?: string }) => (
  <IndexTable.Cell>
    <Text as="span" alignment="end" numeric>
      {value !== null && note !== "" && (
        <Text as="span" tone="subdued">
          {`${note} `}
        </Text>
      )}
      {value === null ? "—" : formatCount(value)}
    </Text>
  </IndexTable.Cell>
);

function StackedItem({ item, inventory }: ItemProps) {
  return (
    <div style={{ padding: "12px 16px" }}>
      <BlockStack gap="200">
        <ItemName item={item} />
        <Text as="span" tone="subdued">
          {`Counted ${formatAge(oldest(item), inventory.now)}`}
        </Text>
        {item.cells.map((cell) => (
          <BlockStack key={cell.warehouseId}>
            <InlineStack align="space-between" gap="200" blockAlign="center">
              <InlineStack gap="200" blockAlign="center">
                <Text as="span">{cell.warehouse}</Text>
                <StockBadge cell={cell} lowUnits={inventory.lowUnits} />
              </InlineStack>
              <Text as="span" numeric>
                {cell.atp === null
                  ? "—"
                  : `${formatCount(cell.atp)} to promise${cell.isShared ? ", shared" : ""}`}
              </Text>
            </InlineStack>
            <Text as="span" tone="subdued">
              {figures(cell)}
            </Text>
          </BlockStack>
        ))}
      </BlockStack>
    </div>
  );
}

const figures = (cell: Cell): string =>
  [
    [cell.onHand, "on hand"] as const,
    [cell.available, "available"] as const,
    [cell.reserved, "reserved"] as const,
    [cell.incoming, "incoming"] as const,
  ]
    .flatMap(([value, label]) => (value ? `${formatCount(value)} ${label}` : []))
    .join(", ") || (cell.isKnown ? "Nothing there" : "No figures");

const oldest = ({ cells }: Item): string => cells.map(({ asOf }) => asOf).sort()[0] ?? "";

const ItemName = ({ item }: { item: Item }) => (
  <InlineStack gap="200">
    <Text as="span" fontWeight="semibold" breakWord>
      {item.sku}
    </Text>
    {item.product !== null && (
      <Text as="span" tone="subdued" breakWord>
        {item.product}
      </Text>
    )}
  </InlineStack>
);

function StockBadge({ cell, lowUnits }: { cell: Cell; lowUnits: number }) {
  if (!cell.isKnown) return <Badge tone="attention">Unknown</Badge>;
  if (cell.atp === 0) return <Badge>Out of stock</Badge>;
  if (cell.atp !== null && cell.atp <= lowUnits) return <Badge tone="warning">Low</Badge>;
  return null;
}
