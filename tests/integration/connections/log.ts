import { pino } from "pino";
import { z } from "zod";

const Line = z.looseObject({ level: z.string(), msg: z.string() });

/** A logger whose lines can be looked at. */
export function makeLogger() {
  const lines: z.infer<typeof Line>[] = [];
  const log = pino(
    { formatters: { level: (level) => ({ level }) } },
    { write: (text: string) => void lines.push(Line.parse(JSON.parse(text))) },
  );
  return { log, lines };
}
