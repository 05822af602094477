import { Banner, BlockStack, Card, SkeletonBodyText, SkeletonDisplayText, Text } from "@shopify/polaris";
import { memo, useDeferredValue, useMemo } from "react";
import { plural } from "#app/components/format.ts";
import { compareTries } from "#app/services/routing/preview/compare-tries.ts";
import { previewLength } from "#app/services/routing/preview/preview.ts";
import { type PreviewOrders, trySetup } from "#app/services/routing/preview/try-setup.ts";
import type { RuleToTry, SetupToTry } from "#app/services/routing/preview/setup-document.ts";
import type { RoutingSettings } from "#app/services/routing/setup/routing-setup.ts";
import { ChangedOrders } from "./changed-orders.tsx";
import { FigureTable } from "./figure-table.tsx";
import { usePreview } from "./use-preview.ts";
import { WarehouseShares } from "./warehouse-shares.tsx";

interface PreviewCardProps {
  readonly live: SetupToTry;
  /** Rules that will go live together with these settings. */
  readonly rules: readonly RuleToTry[];
  readonly hasOtherRules: boolean;
  readonly settings: RoutingSettings;
}

/** What the newest orders would become with settings that are being edited. */
export function PreviewCard(props: PreviewCardProps) {
  const { current, retry } = usePreview("/app/routing/weights/preview");
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          Preview
        </Text>
        {current.state === "loading" && <PreviewSkeleton />}
        {current.state === "failed" && (
          <Banner
            tone="critical"
            title="The preview couldn't be loaded"
            action={{ content: "Try again", onAction: retry }}
          >
            You can still change and save the weights.
          </Banner>
        )}
        {current.state === "ready" &&
          (current.preview.orders.length === 0 ? (
            <NoOrders />
          ) : (
            <LivePreview {...props} preview={current.preview} />
          ))}
      </BlockStack>
    </Card>
  );
}

const PreviewSkeleton = () => (
  <div role="status" aria-label="Loading preview">
    <BlockStack gap="400">
      <SkeletonDisplayText size="small" />
      <SkeletonBodyText lines={5} />
      <SkeletonBodyText lines={8} />
    </BlockStack>
  </div>
);

const NoOrders = () => (
  <Text as="p">
    There are no orders yet that a warehouse could ship. Once some have arrived, you see here what would
    become of them with other weights.
  </Text>
);

function LivePreview({
  preview,
  live,
  rules,
  hasOtherRules,
  settings,
}: PreviewCardProps & { preview: PreviewOrders }) {
  // The sliders stay ahead of the figures where a machine is slow.
  const shown = useDeferredValue(settings);
  const now = useMemo(() => trySetup(preview, live), [preview, live]);
  const next = useMemo(() => trySetup(preview, { rules, settings: shown }), [preview, rules, shown]);
  if (!now.ok || !next.ok) return <Text as="p">The preview can&apos;t be shown for these settings.</Text>;
  return (
    <BlockStack gap="500">
      <Text as="p" tone="subdued">
        {basis(preview.orders.length)}
        {hasOtherRules && " The rules of your draft count as well."}
      </Text>
      <Figures preview={preview} now={now.orders} next={next.orders} currency={currencyOf(settings)} />
    </BlockStack>
  );
}

const currencyOf = ({ rate_card: card }: RoutingSettings): string => card?.currency ?? "USD";

const basis = (orders: number): string =>
  `Based on ${orders < previewLength ? `all ${plural(orders, "order")}` : `the last ${orders} orders`} with today's stock, each as if it arrived now.`;

type Tries = Extract<ReturnType<typeof trySetup>, { ok: true }>["orders"];

interface FiguresProps {
  readonly preview: PreviewOrders;
  readonly now: Tries;
  readonly next: Tries;
  readonly currency: string;
}

const Figures = memo(function Figures({ preview, now, next, currency }: FiguresProps) {
  const comparison = useMemo(() => compareTries(now, next), [now, next]);
  const names = new Map(preview.preview.warehouses.map(({ id, name }) => [id, name]));
  return (
    <BlockStack gap="500">
      <div aria-live="polite">
        <Text as="p" variant="headingSm">
          {summary(comparison.changes.length, comparison.orders)}
        </Text>
      </div>
      <WarehouseShares comparison={comparison} names={names} />
      <FigureTable comparison={comparison} currency={currency} />
      <ChangedOrders comparison={comparison} names={names} />
    </BlockStack>
  );
});

function summary(changed: number, orders: number): string {
  if (changed === 0) return "Every order ships as it does now.";
  return `${changed} of ${plural(orders, "order")} would ship differently.`;
}
