import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Box, Button, InlineStack, Select, Text } from "@shopify/polaris";
import { useState } from "react";
import { plural } from "#app/components/format.ts";
import type { OpenedConnection } from "#app/services/connections/open-connections.server.ts";

type Answer = { errors?: Record<string, string[]> } | null;

/** What only the merchant can say about a connection. */
export function ConnectionQuestion({ connection }: { connection: OpenedConnection }) {
  return connection.needsCustomer ? (
    <CustomerQuestion connection={connection} />
  ) : (
    <MissingStockQuestion connection={connection} />
  );
}

function CustomerQuestion({ connection }: { connection: OpenedConnection }) {
  const fetcher = useFetcher<Answer>();
  const [chosen, setChosen] = useState("");
  const options = connection.customers.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Banner tone="warning" title="Choose your account">
      <BlockStack gap="300">
        <Text as="p">
          Several customers share this WMS account. Syncing starts once you choose which one you are.
        </Text>
        <Box maxWidth="20rem">
          <Select
            label="Customer"
            options={[{ value: "", label: "Choose a customer", disabled: true }, ...options]}
            value={chosen}
            onChange={setChosen}
            error={fetcher.data?.errors?.["customerId"]?.[0]}
          />
        </Box>
        <InlineStack>
          <Button
            disabled={chosen === ""}
            loading={fetcher.state !== "idle"}
            onClick={() =>
              fetcher.submit(
                { customerId: chosen },
                { method: "POST", action: `/app/connections/${connection.id}/customer` },
              )
            }
          >
            Save customer
          </Button>
        </InlineStack>
      </BlockStack>
    </Banner>
  );
}

function MissingStockQuestion({ connection }: { connection: OpenedConnection }) {
  const fetcher = useFetcher<Answer>();
  const rows = plural(connection.missingStock ?? 0, "stock figure");
  return (
    <Banner
      tone="warning"
      title="Did this stock really sell out?"
      action={{
        content: "Set missing stock to 0",
        loading: fetcher.state !== "idle",
        onAction: () =>
          fetcher.submit(null, {
            method: "POST",
            action: `/app/connections/${connection.id}/missing-stock`,
          }),
      }}
    >
      {`${rows} vanished from ${connection.name} at once. Swyft keeps the old figures until you confirm, or until the WMS lists them again.`}
    </Banner>
  );
}
