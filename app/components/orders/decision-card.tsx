import { Badge, BlockStack, Card, InlineStack, List, Text } from "@shopify/polaris";
import { formatCount, formatDate, formatMoment, inSentence } from "#app/components/format.ts";
import type { ToldMap } from "#app/services/orders/tell-map.ts";
import type { ToldDecision } from "#app/services/orders/told-decision.ts";
import { Alternatives } from "./alternatives.tsx";
import { DecisionMap } from "./decision-map.tsx";
import { DecisionRules } from "./decision-rules.tsx";
import { ScoreBars } from "./score-bars.tsx";
import { WouldChange } from "./would-change.tsx";

interface DecisionCardProps {
  readonly decision: ToldDecision;
  readonly timeZone: string;
  readonly now: string;
  readonly map?: ToldMap | null;
}

/** A decision as a person reads it: why this one, why not the others, and what would have changed it. */
export function DecisionCard({ decision, timeZone, now, map }: DecisionCardProps) {
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <InlineStack align="space-between" blockAlign="center" gap="200">
            <Text as="h2" variant="headingMd">
              {decision.headline}
            </Text>
            <InlineStack gap="100">
              {decision.isByPerson && <Badge tone="info">Chosen by staff</Badge>}
              {decision.total !== null && <Badge>{`Score ${decision.total.toFixed(2)}`}</Badge>}
            </InlineStack>
          </InlineStack>
          {decision.isShipping && (
            <Text as="p" breakWord>
              {decision.why}
            </Text>
          )}
          <Text as="p" tone="subdued">
            {subline(decision, timeZone, now)}
          </Text>
        </BlockStack>
        {decision.risks.length > 0 && <Points title="Beyond its stock or capacity" says={decision.risks} />}
        {map && <DecisionMap map={map} />}
        {decision.parts.length > 0 && <Parts parts={decision.parts} />}
        {decision.scores.length > 0 && <Scores decision={decision} />}
        {decision.unfilled.length > 0 && (
          <Points
            title="Not shipped"
            says={decision.unfilled.map(
              (line) => `${formatCount(line.quantity)} × ${line.name}: ${line.says}`,
            )}
          />
        )}
        {decision.alternatives.length > 0 && <Alternatives decision={decision} />}
        <DecisionRules decision={decision} />
        {decision.changes.length > 0 && <WouldChange changes={decision.changes} />}
      </BlockStack>
    </Card>
  );
}

function subline({ decidedAt, shipDate, stockAgeMinutes }: ToldDecision, timeZone: string, now: string) {
  return [
    `Decided ${inSentence(formatMoment(decidedAt, timeZone, now))}`,
    shipDate !== null && `ships ${formatDate(shipDate)}`,
    stockAgeMinutes !== null && `stock counted ${age(stockAgeMinutes)} before`,
  ]
    .filter(Boolean)
    .join(" · ");
}

const age = (minutes: number) =>
  minutes < 90 ? `${Math.round(minutes)} min` : `${Math.round(minutes / 60)} h`;

/** Of a split the bars are those of its largest part. */
const Scores = ({ decision: { parts, scores } }: { decision: ToldDecision }) => (
  <BlockStack gap="300">
    {parts[0] && (
      <Text as="h3" variant="headingSm">
        {`Scores of ${parts[0].name}`}
      </Text>
    )}
    <ScoreBars scores={scores} isChosen />
  </BlockStack>
);

const Parts = ({ parts }: { parts: ToldDecision["parts"] }) => (
  <BlockStack gap="200">
    <Text as="h3" variant="headingSm">
      What leaves from where
    </Text>
    <List>
      {parts.map((part) => (
        <List.Item key={part.id}>
          <Text as="span" fontWeight="medium">
            {part.name}
          </Text>
          {`: ${part.lines.map((line) => `${formatCount(line.quantity)} × ${line.name}`).join(", ")}`}
        </List.Item>
      ))}
    </List>
  </BlockStack>
);

const Points = ({ title, says }: { title: string; says: readonly string[] }) => (
  <BlockStack gap="200">
    <Text as="h3" variant="headingSm">
      {title}
    </Text>
    <List>
      {says.map((sentence) => (
        <List.Item key={sentence}>{sentence}</List.Item>
      ))}
    </List>
  </BlockStack>
);
