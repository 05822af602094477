import { useFetcher } from "@remix-run/react";
import { Box, Button, InlineStack } from "@shopify/polaris";
import { useState } from "react";
import { ConfirmModal } from "./confirm-modal.tsx";

interface RemoveRuleProps {
  readonly ruleId: string;
  readonly name: string;
  readonly revision: number;
}

/** Deletes the rule this page is about; the answer leads back to the list. */
export function RemoveRule({ ruleId, name, revision }: RemoveRuleProps) {
  const [isAsking, setAsking] = useState(false);
  const fetcher = useFetcher<{ message?: string } | null>();
  return (
    <Box paddingInline={{ xs: "400", sm: "0" }}>
      <InlineStack align="end">
        <Button tone="critical" onClick={() => setAsking(true)}>
          Delete rule
        </Button>
      </InlineStack>
      {isAsking && (
        <ConfirmModal
          title={`Delete ${name}?`}
          says="Orders follow what is live until you publish."
          confirm="Delete rule"
          isDestructive
          isBusy={fetcher.state !== "idle"}
          problem={fetcher.data?.message}
          onConfirm={() =>
            fetcher.submit(
              { revision: String(revision) },
              { method: "POST", action: `/app/routing/rules/${ruleId}/removal` },
            )
          }
          onClose={() => setAsking(false)}
        />
      )}
    </Box>
  );
}
