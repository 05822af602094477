import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { authenticate } from "#app/services/shops/authenticate.server.ts";

/** The library's own pages: fetching a new session token, leaving the frame. */
export async function loader({ request }: LoaderFunctionArgs) {
  await authenticate(request);
  return redirect(`/app${new URL(request.url).search}`);
}
