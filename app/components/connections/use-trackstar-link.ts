import { useEffect, useRef, useState } from "react";

interface LinkWindow {
  init(config: {
    getLinkToken: () => Promise<string>;
    onSuccess: (authCode: string, integrationName: string, close?: () => void) => void;
    onClose?: () => void;
    integrationType?: "wms";
  }): void;
  open(options?: { integrationId?: string }): void;
}

declare global {
  interface Window {
    Trackstar?: LinkWindow;
  }
}

const isLoaded = () => typeof window !== "undefined" && window.Trackstar !== undefined;

type LinkState = "loading" | "ready" | "missing";

/**
 * Trackstar's Link window. `open` asks for a fresh token each time, for one connection when its id is given;
 * `onCode` gets the code the merchant comes back with.
 */
export function useTrackstarLink(linkUrl: string, onCode: (authCode: string) => void) {
  const [state, setState] = useState<LinkState>(() => (isLoaded() ? "ready" : "loading"));
  const [tokenError, setTokenError] = useState<string | null>(null);
  const latest = useRef(onCode);
  useEffect(() => {
    latest.current = onCode;
  });

  useEffect(() => {
    if (isLoaded()) return;
    const script = document.createElement("script");
    script.src = linkUrl;
    script.async = true;
    script.onload = () => setState(isLoaded() ? "ready" : "missing");
    script.onerror = () => setState("missing");
    document.head.append(script);
    return () => script.remove();
  }, [linkUrl]);

  function open(connectionId?: string) {
    setTokenError(null);
    window.Trackstar?.init({
      integrationType: "wms",
      getLinkToken: async () => {
        const answer = await fetchLinkToken(connectionId);
        if ("linkToken" in answer) return answer.linkToken;
        setTokenError(answer.message);
        throw new Error(answer.message);
      },
      onSuccess: (authCode, _integrationName, close) => {
        close?.();
        latest.current(authCode);
      },
    });
    window.Trackstar?.open();
  }

  return { state, tokenError, open };
}

type TokenAnswer = { linkToken: string } | { message: string };

async function fetchLinkToken(connectionId: string | undefined): Promise<TokenAnswer> {
  const body = new FormData();
  if (connectionId !== undefined) body.set("connectionId", connectionId);
  const trouble = { message: "The connection window can't be opened right now. Try again in a minute." };
  try {
    // App Bridge adds the session token to requests of the page.
    const response = await fetch("/app/connections/link-token", { method: "POST", body });
    const answer: unknown = await response.json();
    return isToken(answer) ? answer : trouble;
  } catch {
    return trouble;
  }
}

const isToken = (answer: unknown): answer is { linkToken: string } =>
  typeof answer === "object" &&
  answer !== null &&
  "linkToken" in answer &&
  typeof answer.linkToken === "string";
