import { Banner, BlockStack, Link, List, Text } from "@shopify/polaris";
import type { ToldDecision } from "#app/services/orders/told-decision.ts";

/** The rules that applied to the decision, and those that could not be followed. */
export const DecisionRules = ({ decision: { rules, invalidRules } }: { decision: ToldDecision }) => (
  <>
    {rules.length > 0 && (
      <BlockStack gap="200">
        <Text as="h3" variant="headingSm">
          Rules that matched
        </Text>
        <List>
          {rules.map((rule) => (
            <List.Item key={rule.id}>
              <RuleName rule={rule} />
            </List.Item>
          ))}
        </List>
      </BlockStack>
    )}
    {invalidRules.length > 0 && (
      <Banner tone="warning" title="Rules that could not be followed">
        <List>
          {invalidRules.map((rule) => (
            <List.Item key={rule.id}>
              <RuleName rule={rule} />
              {`: ${rule.problem}`}
            </List.Item>
          ))}
        </List>
      </Banner>
    )}
  </>
);

const RuleName = ({ rule: { id, name } }: { rule: { id: string; name: string | null } }) =>
  name === null ? "A rule that was removed since" : <Link url={`/app/routing/rules/${id}`}>{name}</Link>;
