import { useFetcher, useNavigation } from "@remix-run/react";
import {
  Banner,
  BlockStack,
  Box,
  Button,
  Card,
  ChoiceList,
  InlineGrid,
  InlineStack,
  Text,
} from "@shopify/polaris";
import { useState } from "react";
import art from "#app/components/art/warehouse.svg";
import { EmptyScreen } from "#app/components/empty-screen.tsx";
import { DecisionCard } from "#app/components/orders/decision-card.tsx";
import type { OpenedTestOrder } from "#app/services/routing/preview/open-test-order.server.ts";
import { readTryOrder, type TryOrderErrors } from "#app/services/routing/preview/try-order-form.ts";
import type { TryOrderResult } from "#app/services/routing/preview/try-order.server.ts";
import { DestinationFields } from "./destination-fields.tsx";
import { LineFields } from "./line-fields.tsx";
import { OrderFields } from "./order-fields.tsx";
import { StartFromOrder } from "./start-from-order.tsx";
import { type TestOrderState, useTestOrder } from "./use-test-order.ts";

type Answer =
  | Extract<TryOrderResult, { outcome: "tried" }>
  | { readonly outcome: "not-valid"; readonly errors: TryOrderErrors };

/** An order that exists nowhere, and what routing would decide about it. */
export function TestOrderScreen({ opened }: { opened: OpenedTestOrder }) {
  const fetcher = useFetcher<Answer>();
  const [found, setFound] = useState<TryOrderErrors | null>(null);
  const answer: Answer | undefined = found ? { outcome: "not-valid", errors: found } : fetcher.data;
  const form = useTestOrder(opened.form, answer?.outcome === "not-valid" ? answer.errors : {});
  const isStarting = useNavigation().state === "loading";
  if (!opened.hasWarehouses) return <NoWarehouses />;
  function test() {
    const order = JSON.stringify(form.order);
    const read = readTryOrder(order);
    setFound(read.ok ? null : read.errors);
    if (read.ok) fetcher.submit({ order }, { method: "POST" });
  }
  return (
    <InlineGrid columns={{ xs: 1, md: 2 }} gap="400" alignItems="start">
      <BlockStack gap="400">
        <StartFromOrder number={opened.number} problem={opened.problem} isLoading={isStarting} />
        <DestinationFields form={form} />
        <LineFields form={form} />
        <OrderFields form={form} currency={opened.currency} />
        {opened.hasDraft && <SetupChoice form={form} />}
        <Box paddingInline={{ xs: "400", sm: "0" }}>
          <InlineStack align="end">
            <Button variant="primary" loading={fetcher.state !== "idle"} onClick={test}>
              Test order
            </Button>
          </InlineStack>
        </Box>
      </BlockStack>
      <div aria-live="polite" style={{ position: "sticky", top: "16px" }}>
        <Result answer={answer} timeZone={opened.timeZone} />
      </div>
    </InlineGrid>
  );
}

const SetupChoice = ({ form }: { form: TestOrderState }) => (
  <Card>
    <ChoiceList
      title="Test with"
      choices={[
        { value: "live", label: "What is live" },
        { value: "draft", label: "The draft" },
      ]}
      selected={[form.order.setup]}
      error={form.errors["setup"]}
      onChange={([value]) => form.choose({ setup: value === "draft" ? "draft" : "live" })}
    />
  </Card>
);

function Result({ answer, timeZone }: { answer: Answer | undefined; timeZone: string }) {
  if (!answer) {
    return (
      <Card>
        <BlockStack gap="200">
          <Text as="h2" variant="headingMd">
            Decision
          </Text>
          <Text as="p" tone="subdued">
            Test the order to see which warehouse would ship it with today&apos;s stock, and why. Nothing is
            saved or sent.
          </Text>
        </BlockStack>
      </Card>
    );
  }
  if (answer.outcome === "tried") {
    const { decision, now, map } = answer;
    return (
      <BlockStack gap="400">
        {!decision.isShipping && <Banner tone="warning">{decision.why}</Banner>}
        <DecisionCard decision={decision} timeZone={timeZone} now={now} map={map} />
      </BlockStack>
    );
  }
  return (
    <Banner tone="critical" title="This order can't be tested yet">
      {answer.errors["form"] ?? answer.errors["lines"] ?? "Correct the fields that are marked."}
    </Banner>
  );
}

const NoWarehouses = () => (
  <Card>
    <EmptyScreen
      heading="Test which warehouse ships an order"
      image={art}
      action={{ content: "Connect warehouses", url: "/app/connections" }}
    >
      <Text as="p">Once a WMS is connected, you can test any order here before it is placed.</Text>
    </EmptyScreen>
  </Card>
);
