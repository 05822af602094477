import { useSearchParams } from "@remix-run/react";
import { BlockStack, Card, Page, Text } from "@shopify/polaris";
import art from "#app/components/art/orders.svg";
import { EmptyScreen } from "#app/components/empty-screen.tsx";
import { formatMoment } from "#app/components/format.ts";
import type { ListedVersion, VersionPage } from "#app/services/routing/setup/routing-setup.ts";
import { tellActor, tellChanges } from "./tell-changes.ts";
import { VersionList, VersionPages, type ShownVersion } from "./version-list.tsx";

interface VersionsPageProps {
  readonly page: VersionPage;
  readonly reader: string;
  readonly now: string;
}

/** Every routing setup that was live, and the way back to it. */
export function VersionsPage({ page, reader, now }: VersionsPageProps) {
  const [params, setParams] = useSearchParams();
  const isFirst = !params.has("before");
  const show = (listed: ListedVersion): ShownVersion => ({
    version: listed.version,
    isLive: listed.isLive,
    rules: listed.rules,
    says: tellOrigin(listed),
    published: `${formatMoment(listed.publishedAt, page.timeZone, now)} by ${tellActor(listed.publishedBy, reader)}`,
  });
  return (
    <Page title="Versions" backAction={{ content: "Routing", url: "/app/routing" }}>
      <BlockStack gap="400">
        {page.versions.length === 0 ? <NoVersions /> : <VersionList versions={page.versions.map(show)} />}
        {(page.next !== null || !isFirst) && (
          <VersionPages
            isFirst={isFirst}
            next={page.next}
            onOpen={(before) => setParams(before === null ? {} : { before: String(before) })}
          />
        )}
      </BlockStack>
    </Page>
  );
}

function tellOrigin({ version, origin, revertedFrom, changes }: ListedVersion): string {
  if (origin === "reverted" && revertedFrom !== null) return `Reverted to version ${revertedFrom}.`;
  if (origin === "kept") return `Was live until version ${version + 1}.`;
  return changes ? tellChanges(changes) : "First published.";
}

const NoVersions = () => (
  <Card>
    <EmptyScreen
      heading="Nothing published yet"
      image={art}
      action={{ content: "Go to rules", url: "/app/routing" }}
    >
      <Text as="p">Each time you publish, what was live is kept here, and you can go back to it.</Text>
    </EmptyScreen>
  </Card>
);
