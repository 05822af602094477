import { isRouteErrorResponse, useRouteError } from "@remix-run/react";
import { ErrorPage } from "./error-page.tsx";

/** The error boundary of a page. */
export function RouteError() {
  const error = useRouteError();
  // What Shopify's library answers with is for the layout to show.
  if (isRouteErrorResponse(error) && error.status < 400) throw error;
  return <ErrorPage error={error} />;
}
