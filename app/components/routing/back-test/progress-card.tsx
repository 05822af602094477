import { BlockStack, Card, ProgressBar, Text } from "@shopify/polaris";
import { formatCount } from "#app/components/format.ts";
import type { OpenedBackTest } from "#app/services/routing/back-test/open-back-test.server.ts";

export const ProgressCard = ({ opened }: { opened: OpenedBackTest }) => (
  <Card>
    <BlockStack gap="300">
      <Text as="h2" variant="headingMd">
        {opened.status === "queued" ? "Waiting to start" : "Deciding orders again"}
      </Text>
      <ProgressBar
        progress={Math.floor(opened.progress * 100)}
        size="small"
        ariaLabelledBy="back-test-progress"
      />
      <div id="back-test-progress" role="status">
        <Text as="p" tone="subdued">
          {`${formatCount(opened.decisionsDone)} of ${formatCount(opened.decisionsTotal)} decisions. You can leave this page.`}
        </Text>
      </div>
    </BlockStack>
  </Card>
);
