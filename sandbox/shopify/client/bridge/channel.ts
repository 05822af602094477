import type { Envelope, FromAdmin, FromFrame } from "../protocol.ts";

/** The line to the admin page; it speaks to that origin only and listens to that origin only. */
export interface Channel {
  readonly adminOrigin: string;
  readonly inFrame: boolean;
  send(message: FromFrame): void;
  on<Type extends FromAdmin["type"]>(
    type: Type,
    listener: (message: Extract<FromAdmin, { type: Type }>) => void,
  ): void;
}

export function openChannel(adminOrigin: string): Channel {
  const listeners: ((message: FromAdmin) => void)[] = [];
  const inFrame = window.parent !== window;
  window.addEventListener("message", (event: MessageEvent<Envelope<FromAdmin> | null>) => {
    if (event.origin !== adminOrigin || event.source !== window.parent) return;
    const message = event.data?.swyftSandbox;
    if (message) for (const listener of listeners) listener(message);
  });
  return {
    adminOrigin,
    inFrame,
    send: (message) => {
      if (inFrame) window.parent.postMessage({ swyftSandbox: message }, adminOrigin);
    },
    on(type, listener) {
      const wanted = (message: FromAdmin): message is Extract<FromAdmin, { type: typeof type }> =>
        message.type === type;
      listeners.push((message) => {
        if (wanted(message)) listener(message);
      });
    },
  };
}
