import {
  BlockStack,
  Card,
  InlineGrid,
  Layout,
  SkeletonBodyText,
  SkeletonDisplayText,
  SkeletonPage,
} from "@shopify/polaris";

/** The outline of the page at an address. */
export function PageSkeleton({ pathname }: { pathname: string }) {
  return (
    <div role="status" aria-label="Loading page">
      {/^\/app\/(orders|routing\/rules)\/.+/.test(pathname) ? (
        <DetailsSkeleton />
      ) : pathname === "/app" ? (
        <HomeSkeleton />
      ) : pathname === "/app/connections" || pathname === "/app/routing" ? (
        <CardsSkeleton />
      ) : pathname === "/app/routing/weights" ? (
        <SidesSkeleton note left={[8, 5, 5]} right={12} />
      ) : pathname === "/app/routing/test" ? (
        <SidesSkeleton left={[1, 5, 4, 3]} right={2} />
      ) : (
        <ListSkeleton />
      )}
    </div>
  );
}

const ListSkeleton = () => (
  <SkeletonPage fullWidth>
    <Card>
      <BlockStack gap="500">
        <SkeletonDisplayText size="small" />
        <SkeletonBodyText lines={14} />
      </BlockStack>
    </Card>
  </SkeletonPage>
);

const DetailsSkeleton = () => (
  <SkeletonPage backAction>
    <Layout>
      <Layout.Section>
        <BlockStack gap="400">
          <CardSkeleton lines={7} />
          <CardSkeleton lines={4} />
          <CardSkeleton lines={4} />
        </BlockStack>
      </Layout.Section>
      <Layout.Section variant="oneThird">
        <BlockStack gap="400">
          <CardSkeleton lines={4} />
          <CardSkeleton lines={3} />
        </BlockStack>
      </Layout.Section>
    </Layout>
  </SkeletonPage>
);

const CardsSkeleton = () => (
  <SkeletonPage primaryAction>
    <BlockStack gap="400">
      <CardSkeleton lines={10} />
      <CardSkeleton lines={10} />
    </BlockStack>
  </SkeletonPage>
);

interface SidesSkeletonProps {
  readonly note?: boolean;
  /** Lines of each card. */
  readonly left: readonly number[];
  readonly right: number;
}

/** What a person sets on the one side, what comes of it on the other. */
const SidesSkeleton = ({ note = false, left, right }: SidesSkeletonProps) => (
  <SkeletonPage fullWidth backAction>
    <BlockStack gap="400">
      {note && (
        <Card>
          <SkeletonBodyText lines={1} />
        </Card>
      )}
      <InlineGrid columns={{ xs: 1, md: 2 }} gap="400" alignItems="start">
        <BlockStack gap="400">
          {left.map((lines, index) => (
            <CardSkeleton key={index} lines={lines} />
          ))}
        </BlockStack>
        <CardSkeleton lines={right} />
      </InlineGrid>
    </BlockStack>
  </SkeletonPage>
);

const HomeSkeleton = () => (
  <SkeletonPage>
    <BlockStack gap="400">
      <CardSkeleton lines={5} />
      <InlineGrid columns={{ xs: 2, md: 4 }} gap="400">
        <CardSkeleton lines={1} />
        <CardSkeleton lines={1} />
        <CardSkeleton lines={1} />
        <CardSkeleton lines={1} />
      </InlineGrid>
      <CardSkeleton lines={6} />
    </BlockStack>
  </SkeletonPage>
);

const CardSkeleton = ({ lines }: { lines: number }) => (
  <Card>
    <BlockStack gap="300">
      <SkeletonDisplayText size="small" />
      <SkeletonBodyText lines={lines} />
    </BlockStack>
  </Card>
);
