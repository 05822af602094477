import { pino } from "pino";
import { describeError } from "./describe-error.ts";
import { config } from "#app/config.server.ts";

export type { Logger } from "pino";

/** Structured logs on standard output; values under these keys never reach it. */
export const logger = pino({
  level: config.logLevel,
  base: undefined,
  serializers: { err: describeError },
  redact: {
    paths: [
      "accessToken",
      "refreshToken",
      "access_token",
      "refresh_token",
      "authorization",
      "id_token",
      "*.accessToken",
      "*.refreshToken",
      "*.access_token",
      "*.authorization",
      "*.id_token",
      "*.headers",
    ],
    censor: "[secret]",
  },
});
