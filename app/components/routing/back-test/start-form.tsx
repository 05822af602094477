import { Form } from "@remix-run/react";
import { BlockStack, Button, Card, FormLayout, InlineStack, Select, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import type { OpenedBackTests } from "#app/services/routing/back-test/open-back-tests.server.ts";

interface Props {
  readonly opened: OpenedBackTests;
  readonly errors: Readonly<Record<string, string[] | undefined>>;
  readonly isSending: boolean;
}

/** Which days and which setup a new back-test is about. */
export function StartForm({ opened, errors, isSending }: Props) {
  const [firstDay, setFirstDay] = useState(opened.firstDay);
  const [lastDay, setLastDay] = useState(opened.today);
  const [setup, setSetup] = useState(opened.hasDraft ? "draft" : "live");
  return (
    <Card>
      <Form method="post" noValidate>
        <BlockStack gap="400">
          <BlockStack gap="100">
            <Text as="h2" variant="headingMd">
              Try a setup on past orders
            </Text>
            <Text as="p" tone="subdued">
              Every order of these days is decided again, on the stock there was. Nothing is changed or sent.
            </Text>
          </BlockStack>
          <FormLayout>
            <FormLayout.Group>
              <TextField
                label="First day"
                type="date"
                name="firstDay"
                value={firstDay}
                onChange={setFirstDay}
                max={opened.today}
                error={errors["firstDay"]?.[0]}
                autoComplete="off"
              />
              <TextField
                label="Last day"
                type="date"
                name="lastDay"
                value={lastDay}
                onChange={setLastDay}
                max={opened.today}
                error={errors["lastDay"]?.[0]}
                autoComplete="off"
              />
              <Select
                label="Setup"
                name="setup"
                options={setupsOf(opened)}
                value={setup}
                onChange={setSetup}
                error={errors["setup"]?.[0]}
              />
            </FormLayout.Group>
          </FormLayout>
          {!opened.hasDecisions && (
            <Text as="p" tone="subdued">
              There is nothing to test yet: no order has been routed.
            </Text>
          )}
          <InlineStack align="end">
            <Button submit variant="primary" loading={isSending} disabled={!opened.hasDecisions}>
              Start back-test
            </Button>
          </InlineStack>
        </BlockStack>
      </Form>
    </Card>
  );
}

const setupsOf = ({ hasDraft, versions }: OpenedBackTests) => [
  { label: "Live setup", value: "live" },
  ...(hasDraft ? [{ label: "Draft", value: "draft" }] : []),
  ...versions.map((version) => ({ label: `Version ${version}`, value: `version-${version}` })),
];
