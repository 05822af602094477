import { PassThrough } from "node:stream";
import {
  type ActionFunctionArgs,
  createReadableStreamFromReadable,
  type EntryContext,
  type LoaderFunctionArgs,
} from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { logger } from "#app/clients/logger.server.ts";
import { seconds } from "#app/lib/duration.ts";
import { shopify } from "#app/shopify.server.ts";

const patience = seconds(10);

/** Streams a document; crawlers get it whole. */
export default function renderDocument(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
): Promise<Response> {
  shopify.addDocumentResponseHeaders(request, headers);
  headers.set("Content-Type", "text/html; charset=utf-8");
  const readyEvent = isbot(request.headers.get("user-agent")) ? "onAllReady" : "onShellReady";

  return new Promise((resolve, reject) => {
    let answered = false;
    let failed = false;
    const { pipe, abort } = renderToPipeableStream(
      <RemixServer context={context} url={request.url} abortDelay={patience} />,
      {
        [readyEvent]: () => {
          answered = true;
          const body = new PassThrough();
          const stream = createReadableStreamFromReadable(body);
          resolve(new Response(stream, { headers, status: failed ? 500 : status }));
          pipe(body);
        },
        onShellError: (error) => reject(toError(error)),
        onError: (error) => {
          failed = true;
          // Before the shell, onShellError reports it.
          if (answered) logger.error({ err: error }, "a part of the page failed to render");
        },
      },
    );
    setTimeout(abort, patience + seconds(1)).unref();
  });
}

const toError = (error: unknown) => (error instanceof Error ? error : new Error(String(error)));

/** Errors of loaders and actions; an aborted request and an address that does not exist are nobody's error. */
export function handleError(error: unknown, { request }: LoaderFunctionArgs | ActionFunctionArgs): void {
  if (request.signal.aborted || (isRouteErrorResponse(error) && error.status < 500)) return;
  const { pathname } = new URL(request.url);
  const requestId = request.headers.get("x-request-id") ?? undefined;
  logger.error({ err: error, method: request.method, path: pathname, request: requestId }, "request failed");
}
