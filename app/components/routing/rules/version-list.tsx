import { useFetcher } from "@remix-run/react";
import { Badge, BlockStack, Box, Button, Card, InlineStack, Pagination, Text } from "@shopify/polaris";
import { useState } from "react";
import { plural } from "#app/components/format.ts";
import { showToast } from "#app/components/show-toast.ts";
import { useAnswer } from "#app/components/use-answer.ts";
import { ConfirmModal } from "./confirm-modal.tsx";

export interface ShownVersion {
  readonly version: number;
  readonly isLive: boolean;
  /** "Nov 21 at 3:04 PM by you" */
  readonly published: string;
  readonly says: string;
  readonly rules: number;
}

/** What was live and when, newest first. */
export function VersionList({ versions }: { versions: readonly ShownVersion[] }) {
  const [chosen, setChosen] = useState<ShownVersion | null>(null);
  return (
    <Card padding="0">
      <ol aria-label="Versions" style={{ listStyle: "none", margin: 0, padding: 0 }}>
        {versions.map((version) => (
          <li key={version.version}>
            <Box padding={{ xs: "300", md: "400" }} borderBlockEndWidth="025" borderColor="border-secondary">
              <VersionRow version={version} onRevert={() => setChosen(version)} />
            </Box>
          </li>
        ))}
      </ol>
      {chosen && <RevertModal version={chosen} onClose={() => setChosen(null)} />}
    </Card>
  );
}

const VersionRow = ({ version, onRevert }: { version: ShownVersion; onRevert: () => void }) => (
  <InlineStack align="space-between" blockAlign="center" gap="300" wrap={false}>
    <BlockStack gap="100">
      <InlineStack gap="200" align="start" blockAlign="center">
        <Text as="h2" variant="headingSm">{`Version ${version.version}`}</Text>
        {version.isLive && <Badge tone="success">Live</Badge>}
      </InlineStack>
      <Text as="p" breakWord>
        {version.says}
      </Text>
      <Text as="p" tone="subdued">
        {`${version.published} · ${plural(version.rules, "rule")}`}
      </Text>
    </BlockStack>
    {!version.isLive && (
      <Box minWidth="fit-content">
        <Button accessibilityLabel={`Revert to version ${version.version}`} onClick={onRevert}>
          Revert
        </Button>
      </Box>
    )}
  </InlineStack>
);

function RevertModal({ version, onClose }: { version: ShownVersion; onClose: () => void }) {
  const revert = useFetcher<{ outcome?: string; message?: string }>();
  useAnswer(revert.data, ({ outcome }) => {
    if (outcome !== "reverted") return;
    showToast(`Version ${version.version} is live again`);
    onClose();
  });
  return (
    <ConfirmModal
      title={`Revert to version ${version.version}?`}
      says="Its rules and settings are live at once, as a new version. Orders already routed stay as they are. Unpublished changes are kept."
      confirm="Revert"
      isBusy={revert.state !== "idle"}
      problem={revert.data?.message}
      onConfirm={() =>
        revert.submit(null, {
          method: "POST",
          action: `/app/routing/versions/${version.version}/revert`,
        })
      }
      onClose={onClose}
    />
  );
}

interface VersionPagesProps {
  readonly isFirst: boolean;
  readonly next: number | null;
  readonly onOpen: (before: number | null) => void;
}

export const VersionPages = ({ isFirst, next, onOpen }: VersionPagesProps) => (
  <InlineStack align="center">
    <Pagination
      hasPrevious={!isFirst}
      previousTooltip="Newest"
      onPrevious={() => onOpen(null)}
      hasNext={next !== null}
      nextTooltip="Older"
      onNext={() => onOpen(next)}
      accessibilityLabel="Versions"
    />
  </InlineStack>
);
