import {
  Badge,
  type BadgeProps,
  Banner,
  BlockStack,
  Card,
  Divider,
  InlineStack,
  Link,
  Text,
} from "@shopify/polaris";
import { formatMoment, inSentence, plural } from "#app/components/format.ts";
import type { OpenedOrder, ToldShipment } from "#app/services/orders/open-order.server.ts";

const looks: Record<ToldShipment["status"], { label: string; tone?: BadgeProps["tone"] }> = {
  planned: { label: "Not sent yet" },
  publishing: { label: "Sending", tone: "info" },
  published: { label: "In the WMS", tone: "success" },
  shipped: { label: "Shipped", tone: "success" },
  cancel_requested: { label: "Cancel requested", tone: "attention" },
  cancelled: { label: "Cancelled" },
  rejected: { label: "Rejected", tone: "critical" },
  failed: { label: "Failed", tone: "critical" },
};

/** What each warehouse ships, and what its WMS says about it. */
export function ShipmentsCard({ opened }: { opened: OpenedOrder }) {
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          Shipments
        </Text>
        {opened.shipments.map((shipment, index) => (
          <BlockStack key={shipment.id} gap="400">
            {index > 0 && <Divider />}
            <Shipment shipment={shipment} opened={opened} />
          </BlockStack>
        ))}
      </BlockStack>
    </Card>
  );
}

function Shipment({ shipment, opened }: { shipment: ToldShipment; opened: OpenedOrder }) {
  const { label, tone } = looks[shipment.status];
  return (
    <BlockStack gap="200">
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <Text as="h3" variant="headingSm">
          {`${shipment.number} from ${shipment.warehouse}`}
        </Text>
        <Badge tone={tone}>{label}</Badge>
      </InlineStack>
      <Text as="p" tone="subdued" breakWord>
        {details(shipment, opened)}
      </Text>
      <Note shipment={shipment} opened={opened} />
      {shipment.tracking.map((parcel, index) => (
        <Tracking key={parcel.number ?? index} parcel={parcel} />
      ))}
    </BlockStack>
  );
}

const details = (shipment: ToldShipment, { timeZone, now }: OpenedOrder): string =>
  [
    plural(shipment.units, "unit"),
    shipment.wmsOrderId !== null && `WMS order ${shipment.wmsOrderId}`,
    shipment.wmsStatus !== null && `status “${shipment.wmsStatus}”`,
    shipment.publishedAt !== null && `sent ${inSentence(formatMoment(shipment.publishedAt, timeZone, now))}`,
  ]
    .filter(Boolean)
    .join(" · ");

/** What stands between this shipment and the WMS, if anything does. */
function Note({ shipment, opened }: { shipment: ToldShipment; opened: OpenedOrder }) {
  if (shipment.shipsInsteadFrom !== null) {
    return (
      <Banner tone="warning">
        {`${shipment.connection} ships this from ${shipment.shipsInsteadFrom} instead.`}
      </Banner>
    );
  }
  if (shipment.error !== null) {
    return <Banner tone="critical">{`${shipment.connection} answered: ${shipment.error}`}</Banner>;
  }
  if (shipment.status !== "planned") return null;
  switch (shipment.orderCreation) {
    case "off":
      return (
        <Text as="p">
          {`Order creation is off for ${shipment.connection}. `}
          <Link url="/app/connections">Turn it on</Link>
          {" to send this shipment."}
        </Text>
      );
    case "wms":
      return <Text as="p">{`${shipment.connection} imports this order by itself.`}</Text>;
    case "swyft":
      return shipment.waitsUntil === null ? null : (
        <Text as="p">
          {`It is sent when its pick window closes, ${inSentence(formatMoment(shipment.waitsUntil, opened.timeZone, opened.now))}.`}
        </Text>
      );
  }
}

function Tracking({ parcel: { carrier, number, url } }: { parcel: ToldShipment["tracking"][number] }) {
  const text = [carrier, number].filter(Boolean).join(" ") || "Tracking";
  return (
    <Text as="p">
      {url === null ? (
        text
      ) : (
        <Link url={url} target="_blank">
          {text}
        </Link>
      )}
    </Text>
  );
}
