import { Banner, BlockStack, Card, Page, Text } from "@shopify/polaris";
import art from "#app/components/art/orders.svg";
import { EmptyScreen } from "#app/components/empty-screen.tsx";
import { formatMoment, inSentence } from "#app/components/format.ts";
import { DraftCard } from "./draft-card.tsx";
import { RoutingLinks } from "./routing-links.tsx";
import { RuleList } from "./rule-list.tsx";
import type { ShownRouting } from "./show-rules.ts";
import { tellActor, tellChanges } from "./tell-changes.ts";
import { useRuleChanges } from "./use-rule-changes.ts";

interface RoutingPageProps {
  readonly routing: ShownRouting;
  /** Who looks at the page. */
  readonly reader: string;
  readonly now: string;
}

/** The rules as they are drafted, or as they are live where nothing is drafted. */
export function RoutingPage({ routing, reader, now }: RoutingPageProps) {
  const { draft, rules, revision, timeZone } = routing;
  const changes = useRuleChanges(revision);
  const saved = draft && inSentence(formatMoment(draft.savedAt, timeZone, now));
  return (
    <Page title="Routing">
      <BlockStack gap="400">
        {changes.answer?.message !== undefined && !changes.isBusy && (
          <Banner tone="critical">{changes.answer.message}</Banner>
        )}
        {draft && (
          <DraftCard
            revision={revision}
            says={tellChanges(draft.changes)}
            saved={`Saved ${saved ?? ""} by ${tellActor(draft.savedBy, reader)}. Orders follow what is live until you publish.`}
            liveMoved={draft.liveMoved}
          />
        )}
        {rules.length > 0 ? (
          <RuleList rules={rules} changes={changes} addIsPrimary={draft === null} />
        ) : (
          <NoRules isPrimary={draft === null} />
        )}
        <RoutingLinks />
      </BlockStack>
    </Page>
  );
}

const NoRules = ({ isPrimary }: { isPrimary: boolean }) => {
  const add = { content: "Add rule", url: "/app/routing/rules/new" };
  return (
    <Card>
      <EmptyScreen
        heading="Rules steer where orders ship from"
        image={art}
        action={isPrimary ? add : undefined}
        secondaryAction={isPrimary ? undefined : add}
      >
        <Text as="p">
          Without rules, each order ships from the warehouse with the best score. A rule changes that for some
          orders, such as “Orders to CA, OR or WA go to Reno”.
        </Text>
      </EmptyScreen>
    </Card>
  );
};
