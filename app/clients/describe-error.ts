import { stdSerializers } from "pino";
import { isTrackstarError } from "./trackstar/errors.ts";

/** An error without what it may quote of people. */
export const withoutWords = (error: unknown): unknown =>
  isTrackstarError(error) ? error.withoutWords() : error;

/** An error as the log shows it. */
export function describeError(error: unknown): unknown {
  const told = withoutWords(error);
  return told instanceof Error ? stdSerializers.err(told) : told;
}
