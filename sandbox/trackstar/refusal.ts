import type { ContentfulStatusCode } from "hono/utils/http-status";

/** An answer that is not a success, thrown from anywhere while a request is served. */
export class Refusal extends Error {
  readonly status: ContentfulStatusCode;
  readonly body: Record<string, unknown>;
  readonly headers: Record<string, string>;

  constructor(
    status: ContentfulStatusCode,
    body: Record<string, unknown>,
    headers: Record<string, string> = {},
  ) {
    super(typeof body.error === "string" ? body.error : `Refused with ${status}`);
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

export function refusal(status: ContentfulStatusCode, error: string, more: Record<string, unknown> = {}) {
  return new Refusal(status, { error, origin: "trackstar", ...more });
}

/** The WMS behind the connection said no; its words are passed on unchanged. */
export function integrationRefusal(error: string) {
  return new Refusal(400, { error, origin: "integration" });
}

/** 422 naming each field and where it was: in the `json` body or the `query`. */
export function validationRefusal(where: "json" | "query", fields: Record<string, string[]>) {
  return refusal(422, "Validation error", { detail: { [where]: fields } });
}

export function notFound(what: string, id: string) {
  return refusal(404, `${what} not found`, { id });
}
