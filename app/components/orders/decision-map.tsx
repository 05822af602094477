import { BlockStack, InlineStack, Text } from "@shopify/polaris";
import { MapKey, UsMap } from "#app/components/map/us-map.tsx";
import type { ToldMap } from "#app/services/orders/tell-map.ts";

/** Where the order goes and where it could come from; in words whatever a map of the United States cannot show. */
export function DecisionMap({ map: { points, outside, description } }: { map: ToldMap }) {
  const namesOf = (look: string) => points.filter((point) => point.look === look).map(({ name }) => name);
  const isDrawn = points.length > 0 && namesOf("destination").length + namesOf("chosen").length > 0;
  const links = points
    .filter(({ look }) => look === "chosen")
    .map(({ id }) => ({ from: id, to: "destination" }));
  return (
    <BlockStack gap="200">
      {isDrawn && (
        <>
          <div style={{ maxWidth: "40rem" }}>
            <UsMap points={points} links={links} description={description} />
          </div>
          <InlineStack gap="400">
            {namesOf("chosen").length > 0 && (
              <MapKey look="chosen">{`Ships: ${namesOf("chosen").join(", ")}`}</MapKey>
            )}
            {namesOf("destination").length > 0 && (
              <MapKey look="destination">{`To: ${namesOf("destination").join(", ")}`}</MapKey>
            )}
            {namesOf("other").length > 0 && <MapKey look="other">Other warehouses</MapKey>}
          </InlineStack>
        </>
      )}
      {outside.map((sentence) => (
        <Text as="p" tone="subdued" key={sentence}>
          {sentence}
        </Text>
      ))}
    </BlockStack>
  );
}
