/** Says that something worked. Does nothing where Shopify's script is missing; errors belong into banners. */
export function showToast(message: string): void {
  if (Reflect.has(globalThis, "shopify")) shopify.toast.show(message);
}
