import { useFetcher } from "@remix-run/react";
import { BlockStack, Box, Button, Card, Icon, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import { CheckCircleIcon } from "@shopify/polaris-icons";
import { useId } from "react";
import type { OpenedHome } from "#app/services/shops/open-home.server.ts";

type Setup = OpenedHome["setup"];

interface Step {
  readonly id: keyof Setup["steps"];
  readonly title: string;
  readonly help: string;
  readonly action?: { content: string; url: string };
}

const steps: readonly Step[] = [
  {
    id: "connected",
    title: "Connect a WMS",
    help: "Sign in to the WMS or 3PL that runs your warehouses.",
    action: { content: "Connect a WMS", url: "/app/connections" },
  },
  {
    id: "synced",
    title: "Wait for the first sync",
    help: "Warehouses and stock arrive by themselves. Large accounts can take an hour.",
    action: { content: "See sync status", url: "/app/connections" },
  },
  {
    id: "publishing",
    title: "Choose who creates orders",
    help: "Let Swyft create orders in the WMS, or keep the import the WMS already has.",
    action: { content: "Choose order creation", url: "/app/connections" },
  },
  {
    id: "routed",
    title: "Get the first order routed",
    help: "The next order of your store is routed within seconds. Nothing to do here.",
    action: { content: "See orders", url: "/app/orders" },
  },
];

/** What is left to set up; dismissible once nothing is. */
export function SetupGuide({ setup }: { setup: Setup }) {
  const fetcher = useFetcher();
  const id = useId();
  const done = steps.filter((step) => setup.steps[step.id]).length;
  const next = steps.find((step) => !setup.steps[step.id]);
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd" id={id}>
            {setup.isDone ? "Setup complete" : "Set up Swyft"}
          </Text>
          {setup.isDone && (
            <Button
              loading={fetcher.state !== "idle"}
              onClick={() => fetcher.submit(null, { method: "DELETE", action: "/app/setup-guide" })}
            >
              Dismiss
            </Button>
          )}
        </InlineStack>
        <InlineStack gap="300" blockAlign="center" wrap={false}>
          <Box minWidth="fit-content">
            <Text as="span" tone="subdued">{`${done} of ${steps.length} completed`}</Text>
          </Box>
          <ProgressBar
            progress={(done / steps.length) * 100}
            size="small"
            tone="primary"
            animated={false}
            ariaLabelledBy={id}
          />
        </InlineStack>
        {!setup.isDone && (
          <BlockStack gap="300" as="ol">
            {steps.map((step) => (
              <SetupStep
                key={step.id}
                step={step}
                isDone={setup.steps[step.id]}
                isNext={step.id === next?.id}
              />
            ))}
          </BlockStack>
        )}
      </BlockStack>
    </Card>
  );
}

function SetupStep({ step, isDone, isNext }: { step: Step; isDone: boolean; isNext: boolean }) {
  return (
    <li>
      <InlineStack gap="200" blockAlign="start" wrap={false}>
        <Box>
          <Icon
            source={isDone ? CheckCircleIcon : DashedCircle}
            tone={isDone ? "success" : "subdued"}
            accessibilityLabel={isDone ? "Done" : "Not done"}
          />
        </Box>
        <BlockStack gap="200">
          <Text as="h3" variant={isNext ? "headingSm" : "bodyMd"}>
            {step.title}
          </Text>
          {isNext && (
            <>
              <Text as="p">{step.help}</Text>
              {step.action && (
                <InlineStack>
                  <Button variant="primary" url={step.action.url}>
                    {step.action.content}
                  </Button>
                </InlineStack>
              )}
            </>
          )}
        </BlockStack>
      </InlineStack>
    </li>
  );
}

const DashedCircle = () => (
  <svg viewBox="0 0 20 20">
    <circle
      cx="10"
      cy="10"
      r="7.25"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeDasharray="3 2.5"
    />
  </svg>
);
