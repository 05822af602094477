import { BlockStack, Card, InlineGrid, Link, Text } from "@shopify/polaris";

const pages = [
  { url: "/app/routing/weights", title: "Weights", says: "What counts when warehouses are compared." },
  { url: "/app/routing/rate-card", title: "Rate card", says: "What a shipment costs, by weight and zone." },
  { url: "/app/routing/test", title: "Test an order", says: "See where an order would go, and why." },
  { url: "/app/routing/back-tests", title: "Back-tests", says: "Try the rules on past orders." },
  {
    url: "/app/routing/pick-windows",
    title: "Pick windows",
    says: "Assign the orders of a window together.",
  },
  { url: "/app/routing/versions", title: "Versions", says: "What was live, and the way back." },
] as const;

/** The other pages of routing. */
export const RoutingLinks = () => (
  <InlineGrid columns={{ xs: 1, sm: 2, md: 3 }} gap="400">
    {pages.map(({ url, title, says }) => (
      <Card key={url}>
        <BlockStack gap="100">
          <Text as="h2" variant="headingSm">
            <Link url={url}>{title}</Link>
          </Text>
          <Text as="p" tone="subdued">
            {says}
          </Text>
        </BlockStack>
      </Card>
    ))}
  </InlineGrid>
);
