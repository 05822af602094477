import { BlockStack, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import { useId } from "react";
import type { ToldScore } from "#app/services/orders/tell-decision.ts";

/** The scores of one warehouse: the measured value, the score it gives, and a bar. */
export function ScoreBars({ scores, isChosen }: { scores: readonly ToldScore[]; isChosen: boolean }) {
  return (
    <BlockStack gap="300">
      {scores.map((score) => (
        <ScoreBar key={score.label} score={score} isChosen={isChosen} />
      ))}
    </BlockStack>
  );
}

function ScoreBar({ score: { label, score, raw }, isChosen }: { score: ToldScore; isChosen: boolean }) {
  const id = useId();
  return (
    <BlockStack gap="100">
      <InlineStack align="space-between" gap="200">
        <Text as="span" id={id}>
          {label}
        </Text>
        <Text as="span" tone="subdued" numeric>
          {score === null ? raw : `${raw} · ${score.toFixed(2)}`}
        </Text>
      </InlineStack>
      {score !== null && (
        <ProgressBar
          progress={Math.round(score * 100)}
          size="small"
          tone={isChosen ? "primary" : "highlight"}
          animated={false}
          ariaLabelledBy={id}
        />
      )}
    </BlockStack>
  );
}
