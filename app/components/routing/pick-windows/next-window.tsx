import { BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { formatMoment, inSentence, plural } from "#app/components/format.ts";
import type { OpenedPickWindows } from "#app/services/routing/pick-windows/open-pick-windows.server.ts";

interface NextWindowProps {
  readonly opened: OpenedPickWindows;
  readonly isPublishing: boolean;
  readonly onPublish: () => void;
}

/** When the next window closes and what waits for it. */
export function NextWindow({ opened, isPublishing, onPublish }: NextWindowProps) {
  const { nextClose, waiting, timeZone, now } = opened;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          Next window
        </Text>
        <Text as="p">
          {nextClose === null
            ? "Batch mode is off. Orders are sent to the warehouses as soon as they are routed."
            : `It closes ${inSentence(formatMoment(nextClose, timeZone, now))}.`}
        </Text>
        {waiting.orders > 0 ? (
          <>
            <Text as="p" tone="subdued">
              {plural(waiting.orders, "order")} with {plural(waiting.units, "item")}{" "}
              {waiting.orders === 1 ? "waits" : "wait"} for it.
            </Text>
            <InlineStack>
              <Button onClick={onPublish} loading={isPublishing}>
                Send now
              </Button>
            </InlineStack>
          </>
        ) : (
          nextClose !== null && (
            <Text as="p" tone="subdued">
              No orders wait for it yet.
            </Text>
          )
        )}
      </BlockStack>
    </Card>
  );
}
