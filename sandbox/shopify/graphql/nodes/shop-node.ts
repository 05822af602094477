import { gid } from "../../lib/ids.ts";
import type { GraphContext, GraphNode } from "../node.ts";
import { time } from "./values.ts";

export function shopNode({ shop }: GraphContext): GraphNode {
  const url = `https://${shop.domain}`;
  return {
    __typename: "Shop",
    id: gid("Shop", shop.legacyId),
    name: shop.name,
    email: shop.email,
    contactEmail: shop.email,
    myshopifyDomain: shop.domain,
    url,
    ianaTimezone: shop.timezone,
    currencyCode: shop.currency,
    enabledPresentmentCurrencies: [shop.currency],
    weightUnit: "GRAMS",
    unitSystem: "IMPERIAL_SYSTEM",
    shopOwnerName: "Shop owner",
    setupRequired: false,
    taxesIncluded: false,
    taxShipping: false,
    orderNumberFormatPrefix: "#",
    orderNumberFormatSuffix: "",
    createdAt: time(shop.createdAt),
    updatedAt: time(shop.createdAt),
    primaryDomain: { id: gid("Domain", shop.legacyId), host: shop.domain, url, sslEnabled: true },
    plan: {
      publicDisplayName: "Basic",
      displayName: "Basic",
      partnerDevelopment: false,
      shopifyPlus: false,
    },
  };
}

export function appInstallationNode(context: GraphContext): GraphNode {
  const { apiKey } = context.peer.settings;
  const scopes = context.scope.split(",");
  return {
    __typename: "AppInstallation",
    id: gid("AppInstallation", context.shop.legacyId),
    launchUrl: `https://admin.shopify.com/store/${context.shop.handle}/apps/${apiKey}`,
    uninstallUrl: null,
    activeSubscriptions: [],
    accessScopes: () => scopes.map((handle) => ({ handle, description: handle })),
    app: () => ({ id: gid("App", "1"), title: "Swyft", handle: "swyft", apiKey, embedded: true }),
  };
}
