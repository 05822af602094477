import { Banner, BlockStack, Modal, Text } from "@shopify/polaris";

interface ConfirmModalProps {
  readonly title: string;
  readonly says: string;
  readonly confirm: string;
  readonly isDestructive?: boolean;
  readonly isBusy: boolean;
  readonly problem?: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks once more before something that cannot simply be taken back. */
export const ConfirmModal = (props: ConfirmModalProps) => (
  <Modal
    open
    onClose={props.onClose}
    title={props.title}
    primaryAction={{
      content: props.confirm,
      destructive: props.isDestructive,
      loading: props.isBusy,
      onAction: props.onConfirm,
    }}
    secondaryActions={[{ content: "Cancel", onAction: props.onClose }]}
  >
    <Modal.Section>
      <BlockStack gap="300">
        {props.problem !== undefined && <Banner tone="critical">{props.problem}</Banner>}
        <Text as="p">{props.says}</Text>
      </BlockStack>
    </Modal.Section>
  </Modal>
);
