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
