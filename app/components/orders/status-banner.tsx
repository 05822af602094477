import { Banner, type BannerProps } from "@shopify/polaris";
import type { OpenedOrder } from "#app/services/orders/open-order.server.ts";

/** What the order's routing waits for; nothing for an order that is on its way. */
export function StatusBanner({ order }: { order: OpenedOrder["order"] }) {
  const notice = noticeOf(order);
  if (!notice) return null;
  return (
    <Banner tone={notice.tone} title={notice.title}>
      {notice.text}
    </Banner>
  );
}

interface Notice {
  readonly tone: BannerProps["tone"];
  readonly title: string;
  readonly text: string;
}

function noticeOf({ status, reason }: OpenedOrder["order"]): Notice | null {
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
        text: "The order changed after it was sent. Swyft asked the WMS to cancel it and waits for the answer.",
      };
  }
}
