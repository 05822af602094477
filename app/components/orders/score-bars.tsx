import { BlockStack, Box, InlineGrid, ProgressBar, Text } from "@shopify/polaris";
import { useId } from "react";
import type { ToldScore } from "#app/services/orders/tell-decision.ts";

/** The scores of one warehouse: a bar and, beside it, the measured value it comes from. */
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
    <InlineGrid columns={{ xs: "1fr auto", sm: "9rem 1fr 12rem" }} gap="200" alignItems="center">
      <Text as="span" id={id}>
        {label}
      </Text>
      <Box>
        {score !== null && (
          <Box minWidth="5rem">
            <ProgressBar
              progress={Math.round(score * 100)}
              size="small"
              tone={isChosen ? "primary" : "highlight"}
              animated={false}
              ariaLabelledBy={id}
            />
          </Box>
        )}
      </Box>
      <Text as="span" tone="subdued" numeric>
        {score === null ? raw : `${score.toFixed(2)} · ${raw}`}
      </Text>
    </InlineGrid>
  );
}
