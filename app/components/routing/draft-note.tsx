import { Banner, Link, Text } from "@shopify/polaris";

/** Where what is saved goes, and when orders follow it. */
export const DraftNote = ({ isDraft }: { isDraft: boolean }) => (
  <Banner tone="info">
    <Text as="p">
      {isDraft ? "You are editing the draft." : "What you save here goes into a draft."} Orders are routed by
      it once you publish it under <Link url="/app/routing">Routing</Link>.
    </Text>
  </Banner>
);
