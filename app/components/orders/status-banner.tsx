import { Banner, type BannerProps, BlockStack, Text } from "@shopify/polaris";
import { formatMoment, inSentence } from "#app/components/format.ts";
import type { OpenedOrder } from "#app/services/orders/open-order.server.ts";

/** What the order's routing waits for; nothing for an order that is on its way. */
export function StatusBanner({ opened }: { opened: OpenedOrder }) {
  const notice = noticeOf(opened.order);
  if (!notice) return null;
  return (
    <Banner tone={notice.tone} title={notice.title}>
      <BlockStack gap="100">
        <Text as="p">{notice.text}</Text>
        {holdFacts(opened).map((fact) => (
          <Text as="p" key={fact} breakWord>
            {fact}
          </Text>
        ))}
      </BlockStack>
    </Banner>
  );
}

/** Since when, until when and why a person or a rule holds the order. */
function holdFacts({ order: { hold, heldUntil }, timeZone, now }: OpenedOrder): string[] {
  const moment = (at: string) => inSentence(formatMoment(at, timeZone, now));
  return [
    hold && `Held by staff since ${moment(hold.at)}${hold.note === null ? "." : `: “${hold.note}”`}`,
    heldUntil !== null && `The hold ends ${moment(heldUntil)}.`,
  ].filter((fact): fact is string => typeof fact === "string");
}

interface Notice {
  readonly tone: BannerProps["tone"];
  readonly title: string;
  readonly text: string;
}

function noticeOf({ status, reason, hold }: OpenedOrder["order"]): Notice | null {
  const title = reason?.label ?? "";
  const text = reason?.sentence ?? "";
  switch (status) {
    case "routed":
    case "split":
      return null;
    case "pending":
      return { tone: "info", title: "Waiting to be routed", text: "This usually takes a few seconds." };
    case "held":
      return { tone: "info", title: title || "Held", text };
    case "unfillable":
      return {
        tone: "warning",
        title: title || "Can't be filled",
        text: `${text} Swyft tries again when stock arrives.`.trim(),
      };
    case "needs_review":
      return { tone: "warning", title: title || "Needs review", text };
    case "change_pending":
      return {
        tone: "info",
        title: "Change pending",
        text:
          hold === null
            ? "The order changed after it was sent. Swyft asked the WMS to cancel it and waits for the answer."
            : "Swyft asked the WMS to cancel the order and waits for the answer. Once it is cancelled there, it is held here.",
      };
  }
}
