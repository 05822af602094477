import { Banner, BlockStack, Text } from "@shopify/polaris";
import type { OpenedRateCard } from "#app/services/routing/rate-card/open-rate-card.server.ts";

/** Says that a rate card was changed by hand in a way nobody can read, and how that is mended. */
export function UnreadableCard({ opened }: { opened: OpenedRateCard }) {
  const { unreadable } = opened;
  if (unreadable === null) return null;
  const isLive = unreadable.where === "live";
  return (
    <Banner
      tone="critical"
      title={isLive ? "Your live rate card can't be read" : "The draft's rate card can't be read"}
      action={
        isLive
          ? { content: "Go to versions", url: "/app/routing/versions" }
          : { content: "Go to routing", url: "/app/routing" }
      }
    >
      <BlockStack gap="200">
        <Text as="p" breakWord>{`It was changed outside Swyft: ${unreadable.problem}.`}</Text>
        <Text as="p">{whatToDo(unreadable.where, opened.isDraft)}</Text>
      </BlockStack>
    </Banner>
  );
}

function whatToDo(where: "live" | "draft", isDraft: boolean): string {
  if (where === "draft") {
    return "It can't be published like this. Choose a rate card below and save it, or discard the draft under Routing.";
  }
  const mend = isDraft
    ? "Publish the draft, which has a rate card that works"
    : "Choose a rate card below, save it and publish it";
  return `Orders wait in review until this is mended. ${mend}, or revert to an earlier version.`;
}
