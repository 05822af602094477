/**
 * Why Trackstar did not do what was asked.
 * - unauthorized: the organisation key or the connection's token was refused; the answer does not say which.
 * - forbidden / not_implemented: this connection cannot do it, now or ever; another try will not help.
 * - validation: a field is wrong; `detail` names it.
 * - refused: the WMS behind Trackstar said no; its words are the message.
 * - conflict: the first attempt with this idempotency key is still running.
 * - unavailable: no answer, a server error, or an unreadable answer; whether a write happened is unknown.
 */
export type TrackstarErrorKind =
  | "unauthorized"
  | "forbidden"
  | "not_found"
  | "validation"
  | "rate_limited"
  | "not_implemented"
  | "refused"
  | "conflict"
  | "unavailable";

export type ErrorOrigin = "trackstar" | "integration";

/** Messages by location and field, e.g. `{ json: { ship_to_address: ["Missing data"] } }`. */
export type ValidationDetail = Record<string, unknown>;

interface ErrorFacts {
  readonly kind: TrackstarErrorKind;
  readonly message: string;
  readonly action: string;
  readonly status: number | null;
  readonly origin: ErrorOrigin;
  readonly detail: ValidationDetail | null;
  readonly retryAfterMs: number | null;
  readonly requestId: string | null;
  readonly cause?: unknown;
}

export class TrackstarError extends Error {
  override readonly name = "TrackstarError";
  readonly kind: TrackstarErrorKind;
  /** The action of `available_actions` that was attempted, e.g. `get_inventory`. */
  readonly action: string;
  readonly status: number | null;
  readonly origin: ErrorOrigin;
  readonly detail: ValidationDetail | null;
  readonly retryAfterMs: number | null;
  readonly requestId: string | null;

  constructor(facts: ErrorFacts) {
    super(facts.message, { cause: facts.cause });
    this.kind = facts.kind;
    this.action = facts.action;
    this.status = facts.status;
    this.origin = facts.origin;
    this.detail = facts.detail;
    this.retryAfterMs = facts.retryAfterMs;
    this.requestId = facts.requestId;
  }

  /** The same without the other side's words, which may quote a customer's address: for the log and the queue. */
  withoutWords(): Error {
    const { status, action, kind, origin, requestId } = this;
    const message = status === null ? this.message : `Trackstar answered ${status} to ${action}`;
    const frames = this.stack?.split("\n").filter((line) => /^ +at /.test(line)) ?? [];
    const told = Object.assign(new Error(message), { kind, origin, requestId });
    told.name = this.name;
    told.stack = [`${this.name}: ${message}`, ...frames].join("\n");
    return told;
  }
}

export const isTrackstarError = (error: unknown, ...kinds: TrackstarErrorKind[]): error is TrackstarError =>
  error instanceof TrackstarError && (kinds.length === 0 || kinds.includes(error.kind));

/** The kind of a status; a client error that the WMS itself raised is its refusal. */
export function errorKind(status: number, origin: ErrorOrigin): TrackstarErrorKind {
  if (status === 429) return "rate_limited";
  if (status === 501) return "not_implemented";
  if (status >= 500) return "unavailable";
  if (origin === "integration") return "refused";
  switch (status) {
    case 401:
      return "unauthorized";
    case 403:
      return "forbidden";
    case 404:
      return "not_found";
    case 409:
      return "conflict";
    default:
      return "validation";
  }
}

/** No answer, or one that says nothing about the request itself. */
export function unavailable(action: string, message: string, cause?: unknown): TrackstarError {
  return new TrackstarError({
    kind: "unavailable",
    message,
    action,
    status: null,
    origin: "trackstar",
    detail: null,
    retryAfterMs: null,
    requestId: null,
    cause,
  });
}
