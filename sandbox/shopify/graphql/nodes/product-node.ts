import { gid } from "../../lib/ids.ts";
import type { Product } from "../../store/products.ts";
import { listConnection } from "../connection.ts";
import type { GraphNode } from "../node.ts";
import { time, weight } from "./values.ts";

export function productNode(product: Product): GraphNode {
  return {
    __typename: "Product",
    id: gid("Product", product.id),
    legacyResourceId: product.id,
    title: product.title,
    handle: product.sku.toLowerCase(),
    vendor: product.vendor,
    productType: "",
    status: "ACTIVE",
    tags: [],
    isGiftCard: false,
    hasOnlyDefaultVariant: true,
    tracksInventory: true,
    createdAt: time(product.createdAt),
    updatedAt: time(product.updatedAt),
    publishedAt: time(product.createdAt),
    variantsCount: { count: 1, precision: "EXACT" },
    variants: (args: unknown) =>
      listConnection([{ id: product.variantId }], args, () => variantNode(product)),
  };
}

export function variantNode(product: Product): GraphNode {
  return {
    __typename: "ProductVariant",
    id: gid("ProductVariant", product.variantId),
    legacyResourceId: product.variantId,
    title: "Default Title",
    displayName: `${product.title} - Default Title`,
    sku: product.sku,
    barcode: product.barcode,
    price: product.price,
    position: 1,
    taxable: true,
    inventoryPolicy: "DENY",
    inventoryQuantity: 0,
    availableForSale: true,
    createdAt: time(product.createdAt),
    updatedAt: time(product.updatedAt),
    product: () => productNode(product),
    inventoryItem: () => inventoryItemNode(product),
  };
}

export function inventoryItemNode(product: Product): GraphNode {
  return {
    __typename: "InventoryItem",
    id: gid("InventoryItem", product.inventoryItemId),
    legacyResourceId: product.inventoryItemId,
    sku: product.sku,
    tracked: true,
    requiresShipping: true,
    countryCodeOfOrigin: null,
    harmonizedSystemCode: null,
    unitCost: null,
    createdAt: time(product.createdAt),
    updatedAt: time(product.updatedAt),
    measurement: {
      id: gid("InventoryItemMeasurement", product.inventoryItemId),
      weight: () => weight(product.grams),
    },
    variant: () => variantNode(product),
    variants: (args: unknown) =>
      listConnection([{ id: product.variantId }], args, () => variantNode(product)),
  };
}
