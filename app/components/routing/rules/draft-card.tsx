import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";
import { showToast } from "#app/components/show-toast.ts";
import { useAnswer } from "#app/components/use-answer.ts";
import { ConfirmModal } from "./confirm-modal.tsx";

interface Answer {
  readonly outcome?: string;
  readonly message?: string;
  readonly version?: number;
}

interface DraftCardProps {
  readonly revision: number;
  /** What publishing changes, in a sentence. */
  readonly says: string;
  /** "Saved today at 3:04 PM by you." */
  readonly saved: string;
  /** What is live changed after the draft was begun. */
  readonly liveMoved: boolean;
}

/** Changes nobody's order follows yet: publish them or throw them away. */
export function DraftCard({ revision, says, saved, liveMoved }: DraftCardProps) {
  const publish = useFetcher<Answer>();
  const [asks, setAsks] = useState<"publish" | "discard" | null>(null);
  useAnswer(publish.data, ({ outcome }) => {
    if (outcome === "published") showToast("Routing published");
    setAsks(null);
  });
  const submit = () =>
    publish.submit(
      { revision: String(revision), replaceLive: String(liveMoved) },
      { method: "POST", action: "/app/routing/publish" },
    );
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="start" gap="300">
          <BlockStack gap="100">
            <Text as="h2" variant="headingMd">
              Unpublished changes
            </Text>
            <Text as="p" breakWord>
              {says}
            </Text>
            <Text as="p" tone="subdued">
              {saved}
            </Text>
          </BlockStack>
          <InlineStack gap="200">
            <Button onClick={() => setAsks("discard")}>Discard</Button>
            <Button
              variant="primary"
              loading={publish.state !== "idle"}
              onClick={liveMoved ? () => setAsks("publish") : submit}
            >
              Publish
            </Button>
          </InlineStack>
        </InlineStack>
        {publish.data?.message !== undefined && publish.state === "idle" ? (
          <Banner tone="critical">{publish.data.message}</Banner>
        ) : liveMoved ? (
          <Banner tone="warning">
            What is live changed after these changes were begun. Publishing replaces it.
          </Banner>
        ) : null}
      </BlockStack>
      {asks === "publish" && (
        <ConfirmModal
          title="Replace what is live?"
          says="Somebody published or changed routing after these changes were begun. Publishing replaces that. You can go back under Versions."
          confirm="Publish"
          isBusy={publish.state !== "idle"}
          onConfirm={() => submit()}
          onClose={() => setAsks(null)}
        />
      )}
      {asks === "discard" && <DiscardModal revision={revision} onClose={() => setAsks(null)} />}
    </Card>
  );
}

function DiscardModal({ revision, onClose }: { revision: number; onClose: () => void }) {
  const discard = useFetcher<Answer>();
  useAnswer(discard.data, ({ outcome }) => {
    if (outcome === "discarded") showToast("Changes discarded");
    onClose();
  });
  return (
    <ConfirmModal
      title="Discard unpublished changes?"
      says="Rules and settings go back to what is live. This can't be undone."
      confirm="Discard changes"
      isDestructive
      isBusy={discard.state !== "idle"}
      onConfirm={() =>
        discard.submit({ revision: String(revision) }, { method: "POST", action: "/app/routing/discard" })
      }
      onClose={onClose}
    />
  );
}
