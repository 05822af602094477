import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Modal, Text } from "@shopify/polaris";
import { showToast } from "#app/components/show-toast.ts";
import { useAnswer } from "#app/components/use-answer.ts";

interface DisconnectModalProps {
  readonly name: string;
  readonly action: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export function DisconnectModal({ name, action, isOpen, onClose }: DisconnectModalProps) {
  const fetcher = useFetcher<{ outcome?: string; message?: string }>();
  useAnswer(fetcher.data, ({ outcome }) => {
    if (outcome !== "disconnected") return;
    showToast(`${name} disconnected`);
    onClose();
  });
  return (
    <Modal
      open={isOpen}
      onClose={onClose}
      title={`Disconnect ${name}?`}
      primaryAction={{
        content: "Disconnect",
        destructive: true,
        loading: fetcher.state !== "idle",
        onAction: () => fetcher.submit(null, { method: "POST", action }),
      }}
      secondaryActions={[{ content: "Cancel", onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="300">
          {fetcher.data?.message !== undefined && <Banner tone="critical">{fetcher.data.message}</Banner>}
          <Text as="p">
            Its warehouses get no new orders and their stock is no longer updated. Orders already sent stay in
            the WMS. The history stays here, and you can connect again at any time.
          </Text>
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
