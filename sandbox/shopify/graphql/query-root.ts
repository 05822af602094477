import { GraphQLError } from "graphql";
import { z } from "zod";
import { legacyIdOf } from "../lib/ids.ts";
import { findLocation, locationsOf } from "../store/locations.ts";
import { findOrder } from "../store/orders.ts";
import { findFulfillmentOrder } from "../store/fulfillment-orders.ts";
import { findProduct, listProducts, type Product } from "../store/products.ts";
import { listConnection } from "./connection.ts";
import type { GraphContext, GraphNode } from "./node.ts";
import { fulfillmentOrderNode } from "./nodes/fulfillment-order-node.ts";
import { locationNode } from "./nodes/location-node.ts";
import { orderNode } from "./nodes/order-node.ts";
import { inventoryItemNode, productNode, variantNode } from "./nodes/product-node.ts";
import { appInstallationNode, shopNode } from "./nodes/shop-node.ts";
import { isVisible, ordersConnection, ordersCount } from "./orders-connection.ts";

const ById = z.object({ id: z.string() });
const ByIds = z.object({ ids: z.array(z.string()) });
const maxIds = 250;

export function queryRoot(context: GraphContext): GraphNode {
  const byId = (type: string) => (args: unknown) => nodeOfType(context, type, ById.parse(args).id);
  return {
    shop: () => shopNode(context),
    currentAppInstallation: () => appInstallationNode(context),
    order: byId("Order"),
    orders: (args: unknown) => ordersConnection(context, args),
    ordersCount: (args: unknown) => ordersCount(context, args),
    product: byId("Product"),
    products: (args: unknown) => products(context, args, (each) => each.id, productNode),
    productVariant: byId("ProductVariant"),
    productVariants: (args: unknown) => products(context, args, (each) => each.variantId, variantNode),
    inventoryItem: byId("InventoryItem"),
    location: byId("Location"),
    locations: (args: unknown) => listConnection(locationsOf(context.shop), args, locationNode),
    fulfillmentOrder: byId("FulfillmentOrder"),
    node: (args: unknown) => anyNode(context, ById.parse(args).id),
    nodes: (args: unknown) => manyNodes(context, ByIds.parse(args).ids),
  };
}

function manyNodes(context: GraphContext, ids: readonly string[]) {
  if (ids.length > maxIds)
    throw new GraphQLError(`The input array size of ${ids.length} is greater than ${maxIds}.`);
  return ids.map((id) => anyNode(context, id));
}

function anyNode(context: GraphContext, id: string): GraphNode | null {
  const type = /^gid:\/\/shopify\/(\w+)\//.exec(id)?.[1];
  if (type === undefined) throw new GraphQLError(`Invalid global id '${id}'`);
  return nodeOfType(context, type, id);
}

function nodeOfType(context: GraphContext, type: string, id: string): GraphNode | null {
  const legacyId = legacyIdOf(type, id);
  if (legacyId === null) throw new GraphQLError(`Invalid global id '${id}'`);
  const { db } = context.peer;
  const shop = context.shop.domain;
  const product = (by: "id" | "variantId" | "inventoryItemId", toNode: (product: Product) => GraphNode) =>
    present(findProduct(db, shop, by, legacyId), toNode);
  switch (type) {
    case "Order":
      return present(findOrder(db, shop, legacyId), (order) =>
        isVisible(context, order) ? orderNode(context, order) : null,
      );
    case "Product":
      return product("id", productNode);
    case "ProductVariant":
      return product("variantId", variantNode);
    case "InventoryItem":
      return product("inventoryItemId", inventoryItemNode);
    case "Location":
      return present(findLocation(context.shop, legacyId), locationNode);
    case "FulfillmentOrder":
      return present(findFulfillmentOrder(db, shop, legacyId), ({ order, fulfillmentOrder }) =>
        fulfillmentOrderNode(context, order, fulfillmentOrder, orderNode),
      );
    case "Shop":
      return legacyId === context.shop.legacyId ? shopNode(context) : null;
    default:
      throw new GraphQLError(`The sandbox has no nodes of type '${type}'`);
  }
}

const present = <T>(found: T | null, toNode: (item: T) => GraphNode | null) =>
  found === null ? null : toNode(found);

const Search = z.object({ query: z.string().nullish() });

/** `sku:` is the one search the sandbox understands here. */
function products(
  context: GraphContext,
  args: unknown,
  idOf: (product: Product) => string,
  toNode: (product: Product) => GraphNode,
): GraphNode {
  const { query } = Search.parse(args);
  const sku = query ? /^sku:['"]?([^'"]+)['"]?$/.exec(query)?.[1] : undefined;
  if (query && sku === undefined)
    throw new GraphQLError(`The sandbox does not understand the search '${query}'`);
  const all = listProducts(context.peer.db, context.shop.domain).filter(
    (each) => sku === undefined || each.sku === sku,
  );
  const items = all.map((product) => ({ id: idOf(product), product }));
  return listConnection(items, args, ({ product }) => toNode(product));
}
