import { locate } from "#app/lib/places.server.ts";
import { parseBatchInput, routeBatch, withBatchPlaces } from "../batch/index.ts";
import { decide, parseRouteInput, withPlaces } from "../engine/index.ts";
import { shown } from "../engine/problems.ts";

export type Reply = { ok: true; output: string } | { ok: false; problems: string[] };

type Answer = (document: unknown) => Reply | Promise<Reply>;

const kinds: ReadonlyMap<string, Answer> = new Map<string, Answer>([
  ["route", route],
  ["route-batch", batch],
]);
const laterKinds = ["forecast", "network", "transfers"];

/** One JSON document in, one out; every problem is a line of its own. */
export async function answer(args: readonly string[], document: string): Promise<Reply> {
  const [kind, ...rest] = args;
  const reply = kinds.get(kind ?? "");
  if (kind === undefined || !reply) {
    const later = kind !== undefined && laterKinds.includes(kind);
    const names = [...kinds.keys()].map((name) => JSON.stringify(name)).join(" or ");
    return refuse(
      `kind: expected ${names}${later ? " (the others are not supported yet)" : ""}, got ${shown(kind)}`,
    );
  }
  if (rest.length > 0) return refuse(`arguments: expected none after "${kind}", got ${shown(rest[0])}`);
  const json = parseJson(document);
  return json.ok ? await reply(json.value) : refuse(json.problem);
}

function route(document: unknown): Reply {
  const parsed = parseRouteInput(document);
  return parsed.ok ? print(decide(withPlaces(parsed.input, locate))) : parsed;
}

async function batch(document: unknown): Promise<Reply> {
  const parsed = parseBatchInput(document);
  return parsed.ok ? print(await routeBatch(withBatchPlaces(parsed.input, locate), parsed.mode)) : parsed;
}

function print(result: object): Reply {
  return { ok: true, output: `${JSON.stringify(result, null, 2)}\n` };
}

function parseJson(document: string): { ok: true; value: unknown } | { ok: false; problem: string } {
  if (document.trim() === "") return { ok: false, problem: "input: expected a JSON document, got nothing" };
  try {
    return { ok: true, value: JSON.parse(document) };
  } catch (error) {
    // The message quotes the document, line breaks included.
    const detail = String(error instanceof Error ? error.message : error).replace(/\s+/g, " ");
    return { ok: false, problem: `input: expected a JSON document, got other text (${detail})` };
  }
}

function refuse(problem: string): Reply {
  return { ok: false, problems: [problem] };
}
