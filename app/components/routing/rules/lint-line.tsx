import { Box, Icon, InlineStack, Text } from "@shopify/polaris";
import { AlertDiamondIcon, AlertTriangleIcon, InfoIcon } from "@shopify/polaris-icons";
import type { RuleLint } from "#app/services/routing/setup/routing-setup.ts";

const looks = {
  critical: { icon: AlertDiamondIcon, tone: "critical", means: "Error" },
  warning: { icon: AlertTriangleIcon, tone: "caution", means: "Warning" },
  info: { icon: InfoIcon, tone: "subdued", means: "Note" },
} as const;

/** What a rule's author should know about it, and what to do. */
export function LintLine({ lint }: { lint: RuleLint }) {
  const { icon, tone, means } = looks[lint.severity];
  return (
    <InlineStack gap="100" wrap={false} blockAlign="start">
      <Box>
        <Icon source={icon} tone={tone} accessibilityLabel={means} />
      </Box>
      <Text as="p" tone={tone} breakWord>
        {`${lint.says} ${lint.advice}`}
      </Text>
    </InlineStack>
  );
}
