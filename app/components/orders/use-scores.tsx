import { Box, Button, Collapsible } from "@shopify/polaris";
import { type ComponentProps, useId, useState } from "react";
import { ScoreBars } from "./score-bars.tsx";

/** Scores that are shown on demand: the button that shows them, and where they appear. */
export function useScores(ofWhat: string, scores: ComponentProps<typeof ScoreBars>["scores"]) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return {
    button: (
      <Button
        variant="plain"
        disclosure={isOpen ? "up" : "down"}
        ariaExpanded={isOpen}
        ariaControls={id}
        accessibilityLabel={`Scores of ${ofWhat}`}
        onClick={() => setOpen(!isOpen)}
      >
        Scores
      </Button>
    ),
    bars: (
      <Collapsible id={id} open={isOpen}>
        <Box paddingBlock="200">
          <ScoreBars scores={scores} isChosen={false} />
        </Box>
      </Collapsible>
    ),
  };
}
