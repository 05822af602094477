import type { Envelope, FromAdmin, FromFrame } from "../protocol.ts";
import { get } from "./api.ts";
import { createChrome } from "./chrome.ts";

export interface PageSettings {
  readonly shop: string;
  readonly base: string;
  readonly appOrigin: string;
  readonly skus: readonly { readonly sku: string; readonly title: string }[];
  readonly destinations: readonly {
    readonly city: string;
    readonly state: string;
    readonly postalCode: string;
  }[];
}

/** The server of the same program wrote them into the page; asked is only whether they are there. */
export const isPageSettings = (value: unknown): value is PageSettings =>
  typeof value === "object" && value !== null && "appOrigin" in value;

/** Talks with the app's frame: hears that origin only, from that window only, and answers to it only. */
export function connectFrame(frame: HTMLIFrameElement, settings: PageSettings): void {
  const send = (message: FromAdmin) =>
    frame.contentWindow?.postMessage({ swyftSandbox: message }, settings.appOrigin);
  const chrome = createChrome(settings.base, {
    navigate: (path) => send({ type: "navigate", path }),
    titleBarClick: (index) => send({ type: "title-bar-click", index }),
    saveBarClick: (which) => send({ type: "save-bar-click", which }),
    toastAction: (id) => send({ type: "toast-action", id }),
    toastDismiss: (id) => send({ type: "toast-dismiss", id }),
  });

  const showPath = (path: string) => {
    if (path.startsWith("/auth/")) return;
    history.replaceState(null, "", settings.base + (path === "/" ? "" : path));
    chrome.setPath(path);
  };
  const giveToken = async (request: number) => {
    const token = await get("token", `/session-token?shop=${settings.shop}`);
    send({ type: "token", request, token });
  };
  const hear = (message: FromFrame): void => {
    switch (message.type) {
      case "ready":
        chrome.setTitleBar(null);
        chrome.setSaveBar(false, false);
        chrome.setLoading(false);
        showPath(message.path);
        return;
      case "path":
        showPath(message.path);
        return;
      case "token":
        void giveToken(message.request);
        return;
      case "nav":
        chrome.setNav(message.items);
        return;
      case "title-bar":
        chrome.setTitleBar(message.bar);
        return;
      case "save-bar":
        chrome.setSaveBar(message.shown, message.saving);
        return;
      case "loading":
        chrome.setLoading(message.on);
        return;
      case "toast":
        chrome.toast(message);
        return;
      case "toast-hide":
        chrome.hideToast(message.id);
        return;
      case "leave":
        void chrome
          .mayLeave()
          .then((leave) => send({ type: "leave-answer", request: message.request, leave }));
        return;
      case "modal":
        document.body.toggleAttribute("data-modal", message.open);
        return;
      case "open":
        openOutside(message.url, settings, chrome.toast);
        return;
    }
  };
  window.addEventListener("message", (event: MessageEvent<Envelope<FromFrame> | null>) => {
    if (event.origin !== settings.appOrigin || event.source !== frame.contentWindow) return;
    const message = event.data?.swyftSandbox;
    if (message) hear(message);
  });
  // Only now, so that nothing the app says is missed.
  frame.src = frame.dataset["src"] ?? settings.appOrigin;
}

/** Links that leave the app: into this admin where the sandbox has such a page, else only named. */
function openOutside(
  url: string,
  settings: PageSettings,
  toast: (toast: Extract<FromFrame, { type: "toast" }>) => void,
) {
  const inApp = /^(?:https:\/\/admin\.shopify\.com\/store\/[^/]+|shopify:\/*admin)\/apps\/[^/]+(\/.*)?$/.exec(
    url,
  );
  if (inApp) {
    location.assign(settings.base + (inApp[1] ?? ""));
    return;
  }
  if (new URL(url, location.href).hostname === "localhost") {
    location.assign(url);
    return;
  }
  const message = `A real shop would open ${url}`;
  toast({
    type: "toast",
    id: `outside-${Date.now()}`,
    message,
    isError: false,
    action: null,
    duration: 8000,
  });
}
