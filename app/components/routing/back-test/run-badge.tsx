import { Badge } from "@shopify/polaris";
import type { OpenedBackTests } from "#app/services/routing/back-test/open-back-tests.server.ts";

/** How a back-test stands. */
export function RunBadge({ run }: { run: Pick<OpenedBackTests["runs"][number], "status" | "progress"> }) {
  switch (run.status) {
    case "queued":
      return <Badge tone="info">Waiting</Badge>;
    case "running":
      return <Badge tone="info" progress="partiallyComplete">{`${Math.floor(run.progress * 100)}%`}</Badge>;
    case "done":
      return <Badge tone="success">Done</Badge>;
    case "failed":
      return <Badge tone="critical">Failed</Badge>;
    case "cancelled":
      return <Badge>Cancelled</Badge>;
  }
}
