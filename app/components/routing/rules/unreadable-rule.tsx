import { Banner, BlockStack, Box, Card, Page, Text } from "@shopify/polaris";
import { RemoveRule } from "./remove-rule.tsx";

interface UnreadableRuleProps {
  readonly ruleId: string;
  readonly name: string;
  readonly revision: number;
  readonly problem: string | null;
  /** The rule as it is stored. */
  readonly written: string;
  readonly onReplace: () => void;
}

/** A rule that was written by hand in a way the builder has no fields for. */
export const UnreadableRule = (props: UnreadableRuleProps) => (
  <Page title={props.name} backAction={{ content: "Routing", url: "/app/routing" }}>
    <BlockStack gap="400">
      <Banner
        tone={props.problem === null ? "warning" : "critical"}
        title="This rule was written in a way that can't be edited here"
        action={{ content: "Replace it", onAction: props.onReplace }}
      >
        {props.problem === null
          ? "Orders follow it. Replace it to edit it here, or delete it."
          : `Orders don't follow it: ${props.problem}. Replace it or delete it.`}
      </Banner>
      <Card>
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd">
            As it is stored
          </Text>
          <Box background="bg-surface-secondary" padding="300" borderRadius="200">
            <pre style={{ margin: 0, whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
              <code>{props.written}</code>
            </pre>
          </Box>
        </BlockStack>
      </Card>
      <RemoveRule ruleId={props.ruleId} name={props.name} revision={props.revision} />
    </BlockStack>
  </Page>
);
