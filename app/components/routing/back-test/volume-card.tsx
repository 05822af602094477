import { BlockStack, Box, Card, DataTable, Text } from "@shopify/polaris";
import { formatCount } from "#app/components/format.ts";
import type { OpenedBackTest } from "#app/services/routing/back-test/open-back-test.server.ts";

type Warehouses = NonNullable<OpenedBackTest["summary"]>["warehouses"];

/** Shipments and units per warehouse, in fact and in the back-test. */
export const VolumeCard = ({ warehouses }: { warehouses: Warehouses }) => (
  <Card padding="0">
    <BlockStack>
      <Box padding="400" paddingBlockEnd="200">
        <Text as="h2" variant="headingMd">
          Volume per warehouse
        </Text>
      </Box>
      <DataTable
        columnContentTypes={["text", "numeric", "numeric", "numeric", "numeric"]}
        headings={["Warehouse", "Shipments", "in fact", "Units", "in fact"]}
        rows={warehouses.map(({ name, in_fact: fact, in_replay: replay }) => [
          name,
          formatCount(replay.shipments),
          formatCount(fact.shipments),
          formatCount(replay.units),
          formatCount(fact.units),
        ])}
      />
    </BlockStack>
  </Card>
);
