import { Badge, BlockStack, Box, Divider, InlineStack, Text } from "@shopify/polaris";
import { formatCount } from "#app/components/format.ts";
import type { OpenedConnection } from "#app/services/connections/open-connections.server.ts";

type Warehouse = OpenedConnection["warehouses"][number];

const placeWarnings: Record<Warehouse["place"], string | null> = {
  given: null,
  zip5: null,
  zip3: "Distances are approximate: only the area of the ZIP code is known.",
  state: "Distances are rough: only the state is known.",
  none: "This address can't be located, so the warehouse gets no orders. Correct it in the WMS.",
};

export function WarehouseList({ warehouses }: { warehouses: readonly Warehouse[] }) {
  if (warehouses.length === 0) return null;
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        Warehouses
      </Text>
      <Box>
        {warehouses.map((warehouse, index) => (
          <Box key={warehouse.id}>
            {index > 0 && <Divider />}
            <WarehouseRow warehouse={warehouse} />
          </Box>
        ))}
      </Box>
    </BlockStack>
  );
}

function WarehouseRow({ warehouse }: { warehouse: Warehouse }) {
  const warning = placeWarnings[warehouse.place];
  return (
    <Box paddingBlock="200">
      <BlockStack gap="050">
        <InlineStack align="space-between" gap="200" blockAlign="center">
          <InlineStack gap="200" blockAlign="center">
            <Text as="span" fontWeight="medium">
              {warehouse.name}
            </Text>
            {!warehouse.isActive && <Badge>Off</Badge>}
            {warehouse.place === "none" && <Badge tone="warning">Address not found</Badge>}
          </InlineStack>
          <Text as="span" tone="subdued">
            {`Priority ${warehouse.priority} · ${capacity(warehouse)}`}
          </Text>
        </InlineStack>
        <Text as="span" tone="subdued" breakWord>
          {warehouse.address || "No address"}
        </Text>
        {warning !== null && <Text as="span">{warning}</Text>}
      </BlockStack>
    </Box>
  );
}

function capacity({ dailyCapacity, ordersToday }: Warehouse): string {
  if (dailyCapacity === null) return "no daily limit";
  return `${formatCount(ordersToday)} of ${formatCount(dailyCapacity)} orders today`;
}
