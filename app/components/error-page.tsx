import { isRouteErrorResponse, useLocation, useNavigate, useNavigation } from "@remix-run/react";
import { Banner, Page, Text } from "@shopify/polaris";
import { useBridgePresent } from "./use-bridge-present.ts";

interface Explanation {
  readonly title: string;
  readonly message: string;
  /** Whether the same page may work in a moment. */
  readonly passing: boolean;
}

/** What a person sees instead of a page that could not be shown. */
export function ErrorPage({ error }: { error: unknown }) {
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const unbridged = !useBridgePresent() && pathname.startsWith("/app");
  const { title, message, passing } = unbridged ? bridgeMissing : explain(error);
  const loading = useNavigation().state !== "idle";
  // A reload of the frame would lose Shopify's query and end at the sign-in notice; a navigation keeps it.
  const retry = () => navigate(pathname + search, { replace: true });
  const action = passing
    ? { content: "Try again", onAction: retry, loading }
    : { content: "Go to the home page", url: "/app" };

  return (
    <Page title={title}>
      <Banner tone={passing ? "critical" : "warning"} action={action}>
        <Text as="p">{message}</Text>
      </Banner>
    </Page>
  );
}

function explain(error: unknown): Explanation {
  if (!isRouteErrorResponse(error)) return unexpected;
  switch (error.status) {
    case 404:
      return notFound(messageOf(error.data) ?? "There is nothing at this address.");
    case 401:
      return signedOut;
    case 503:
      return outage;
    default:
      return { ...unexpected, message: messageOf(error.data) ?? unexpected.message };
  }
}

const notFound = (message: string): Explanation => ({ title: "Page not found", message, passing: false });

const signedOut: Explanation = {
  title: "You are signed out",
  message: "Shopify did not confirm who you are. Try again, or open Swyft once more from your Shopify admin.",
  passing: true,
};

const outage: Explanation = {
  title: "Swyft cannot reach its data",
  message: "Try again in a moment. Shopify repeats the orders that Swyft could not take in meanwhile.",
  passing: true,
};

const unexpected: Explanation = {
  title: "Something went wrong",
  message: "This page could not be shown. The error has been recorded.",
  passing: true,
};

const bridgeMissing: Explanation = {
  title: "Shopify admin did not load fully",
  message:
    "A script of Shopify could not be loaded, perhaps blocked by the browser. Open Swyft again from your Shopify admin.",
  passing: true,
};

const messageOf = (data: unknown): string | undefined =>
  typeof data === "object" && data !== null && "message" in data && typeof data.message === "string"
    ? data.message
    : undefined;
