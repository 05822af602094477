import type { Channel } from "./channel.ts";
import type { Modals } from "./modal.ts";
import type { SaveBars } from "./save-bar.ts";

interface ToastOptions {
  readonly duration?: number;
  readonly isError?: boolean;
  readonly action?: string;
  readonly onAction?: () => void;
  readonly onDismiss?: () => void;
}

/** Defines window.shopify with what the sandbox can do; what it cannot do rejects with a clear message. */
export function defineShopify(
  channel: Channel,
  config: { apiKey: string; shop: string; host: string; locale: string },
  parts: { idToken: () => Promise<string>; saveBar: SaveBars; modal: Modals },
): void {
  const toasts = new Map<string, ToastOptions>();
  let count = 0;
  const absent = (name: string) => () =>
    Promise.reject(new Error(`App Bridge sandbox: ${name} is not available`));
  const show = (message: string, options: ToastOptions = {}) => {
    count += 1;
    const id = `toast-${count}`;
    toasts.set(id, options);
    const { isError = false, action = null, duration = 5000 } = options;
    channel.send({ type: "toast", id, message, isError, action, duration });
    return id;
  };
  channel.on("toast-action", ({ id }) => toasts.get(id)?.onAction?.());
  channel.on("toast-dismiss", ({ id }) => toasts.get(id)?.onDismiss?.());
  const shopify = {
    ...parts,
    config: { ...config, appOrigins: [], disabledFeatures: [], experimentalFeatures: [] },
    origin: location.origin,
    ready: Promise.resolve(),
    toast: { show, hide: (id: string) => channel.send({ type: "toast-hide", id }) },
    loading: (on = true) => channel.send({ type: "loading", on }),
    environment: { mobile: false, embedded: channel.inFrame, pos: false },
    user: () => Promise.resolve({}),
    scopes: {
      query: absent("scopes.query"),
      request: absent("scopes.request"),
      revoke: absent("scopes.revoke"),
    },
    webVitals: { onReport: () => Promise.resolve() },
    support: { registerHandler: () => Promise.resolve() },
    reviews: { request: absent("reviews.request") },
    resourcePicker: absent("resourcePicker"),
    picker: absent("picker"),
    intents: { invoke: absent("intents.invoke") },
  };
  Object.defineProperty(window, "shopify", { value: shopify, configurable: true, writable: true });
}
