import { useSyncExternalStore } from "react";

/** False once it is known that Shopify's script is not in the page; on the server and at first true. */
export const useBridgePresent = () => useSyncExternalStore(neverChanges, isPresent, () => true);

const neverChanges = () => () => undefined;
const isPresent = () => Reflect.has(globalThis, "shopify");
