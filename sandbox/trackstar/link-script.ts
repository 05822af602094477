interface LinkConfig {
  readonly onSuccess: (authCode: string, integrationName: string, close: () => void) => void;
  readonly onClose?: () => void;
  readonly onLoad?: () => void;
  readonly getLinkToken: () => Promise<string>;
  readonly integrationAllowList?: readonly string[];
  readonly integrationBlockList?: readonly string[];
  readonly integrationsWithEndpoints?: readonly string[];
  readonly disabledFunctions?: readonly string[];
  readonly buttonId?: string;
}

/**
 * The browser's side of Link, served as `main.js`. It runs in the app's page, so nothing outside its own body
 * may be used here: the server sends the function's text.
 */
export function installLink(linkOrigin: string): void {
  const instances = new Map<string, ReturnType<typeof createInstance>>();

  function createInstance() {
    const state = { isLoaded: false };
    let config: LinkConfig | undefined;
    let dialog: HTMLDialogElement | undefined;

    function configure(next: LinkConfig) {
      const firstTime = config === undefined;
      config = next;
      state.isLoaded = true;
      if (firstTime) next.onLoad?.();
    }

    function open(options: { integrationId?: string } = {}) {
      if (!config || dialog) return;
      const opened = showDialog(close);
      dialog = opened.dialog;
      config
        .getLinkToken()
        .then((token) => {
          if (config) opened.frame.src = windowAddress(config, token, options.integrationId);
        })
        .catch(() => opened.fail());
      window.addEventListener("message", listen);
    }

    function listen(event: MessageEvent<unknown>) {
      const frame = dialog?.querySelector("iframe");
      if (event.origin !== linkOrigin || event.source !== frame?.contentWindow) return;
      const message: unknown = event.data;
      if (typeof message !== "object" || message === null || !("trackstarLink" in message)) return;
      if (message.trackstarLink === "close") close();
      if (!("authCode" in message) || !("integrationName" in message)) return;
      config?.onSuccess(String(message.authCode), String(message.integrationName), close);
    }

    function close() {
      if (!dialog) return;
      window.removeEventListener("message", listen);
      dialog.close();
      dialog.remove();
      dialog = undefined;
      config?.onClose?.();
    }

    return { configure, open, close, state };
  }

  function showDialog(close: () => void) {
    const dialog = document.createElement("dialog");
    dialog.setAttribute("aria-label", "Connect a warehouse system");
    dialog.style.cssText =
      "border:0;padding:0;border-radius:12px;width:min(440px,calc(100vw - 24px));max-width:none;" +
      "height:min(480px,calc(100vh - 24px));overflow:hidden;box-shadow:0 12px 48px rgba(0,0,0,.3)";
    const frame = document.createElement("iframe");
    frame.title = "Trackstar Link";
    frame.style.cssText = "border:0;width:100%;height:100%;display:block";
    dialog.append(frame);
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      close();
    });
    document.body.append(dialog);
    dialog.showModal();
    const fail = () => {
      const note = document.createElement("p");
      note.setAttribute("role", "alert");
      note.style.cssText = "font:16px/1.5 system-ui,sans-serif;padding:24px;margin:0";
      note.textContent = "The connection window could not be opened. Press Escape and try again.";
      frame.replaceWith(note);
    };
    return { dialog, frame, fail };
  }

  function windowAddress(config: LinkConfig, token: string, integrationId: string | undefined): string {
    const address = new URL("/link/window", linkOrigin);
    const lists = {
      allow: integrationId === undefined ? config.integrationAllowList : [integrationId],
      block: config.integrationBlockList,
      actions: config.integrationsWithEndpoints,
      disabled: config.disabledFunctions,
    };
    address.searchParams.set("link_token", token);
    address.searchParams.set("origin", window.location.origin);
    for (const [name, values] of Object.entries(lists)) {
      if (values?.length) address.searchParams.set(name, values.join(","));
    }
    return address.href;
  }

  function instanceNamed(name: string) {
    const known = instances.get(name);
    if (known) return known;
    const instance = createInstance();
    instances.set(name, instance);
    return instance;
  }

  function publish(name: string) {
    const instance = instanceNamed(name);
    const { open, close, state } = instance;
    const api = { init, open, close, state };
    Object.defineProperty(window, name, { value: api, configurable: true, writable: true });
    return instance;
  }

  // Every button calls `init` on the one global; a button with an id then has a global of its own.
  function init(config: LinkConfig) {
    publish(config.buttonId === undefined ? "Trackstar" : `Trackstar${config.buttonId}`).configure(config);
  }

  publish("Trackstar");
}

/** The text of `main.js` for a peer at this address. */
export function linkScript(linkOrigin: string): string {
  return `(${installLink.toString()})(${JSON.stringify(linkOrigin)});\n`;
}
