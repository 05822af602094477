import { BlockStack, Card, InlineGrid, Text, useBreakpoints } from "@shopify/polaris";
import art from "#app/components/art/warehouse.svg";
import { EmptyScreen } from "#app/components/empty-screen.tsx";
import { DraftNote } from "#app/components/routing/draft-note.tsx";
import type { OpenedWeights } from "#app/services/routing/preview/open-weights.server.ts";
import { PolicyCards } from "./policy-cards.tsx";
import { PreviewCard } from "./preview-card.tsx";
import type { WeightsFormState } from "./use-weights-form.ts";
import { WeightsCard } from "./weights-card.tsx";

/** Settings on the one side, what they would do on the other; on narrow screens the preview follows the weights. */
export function WeightsScreen({ opened, form }: { opened: OpenedWeights; form: WeightsFormState }) {
  const { mdDown } = useBreakpoints();
  if (opened.warehouses.length === 0) return <NoWarehouses />;
  const policies = <PolicyCards form={form} warehouses={opened.warehouses} currency={opened.currency} />;
  return (
    <BlockStack gap="400">
      <DraftNote isDraft={opened.isDraft} />
      <InlineGrid columns={{ xs: 1, md: 2 }} gap="400" alignItems="start">
        <BlockStack gap="400">
          <WeightsCard form={form} />
          {!mdDown && policies}
        </BlockStack>
        {/* Beside the settings the preview stays in sight while one scrolls through them. */}
        <div style={{ position: "sticky", top: "16px" }}>
          <PreviewCard
            live={opened.live}
            rules={opened.edited.rules}
            hasOtherRules={opened.hasOtherRules}
            settings={form.settings}
          />
        </div>
        {mdDown && policies}
      </InlineGrid>
    </BlockStack>
  );
}

const NoWarehouses = () => (
  <Card>
    <EmptyScreen
      heading="Weights need warehouses to choose from"
      image={art}
      action={{ content: "Connect warehouses", url: "/app/connections" }}
    >
      <Text as="p">Once a WMS is connected, you decide here what makes one of its warehouses the best.</Text>
    </EmptyScreen>
  </Card>
);
