import { locate } from "#app/lib/places.server.ts";
import { decide, parseRouteInput, withPlaces } from "../engine/index.ts";
import { shown } from "../engine/problems.ts";

export type Reply = { ok: true; output: string } | { ok: false; problems: string[] };

const laterKinds = ["route-batch", "forecast", "network", "transfers"];

/** One JSON document in, one out; every problem is a line of its own. */
export function answer(args: readonly string[], document: string): Reply {
  const [kind, ...rest] = args;
  if (kind !== "route") {
    const later = kind !== undefined && laterKinds.includes(kind);
    return refuse(
      `kind: expected "route"${later ? " (the others are not supported yet)" : ""}, got ${shown(kind)}`,
    );
  }
  if (rest.length > 0) return refuse(`arguments: expected none after "route", got ${shown(rest[0])}`);
  const json = parseJson(document);
  return json.ok ? route(json.value) : refuse(json.problem);
}

function route(document: unknown): Reply {
  const parsed = parseRouteInput(document);
  if (!parsed.ok) return parsed;
  const decision = decide(withPlaces(parsed.input, locate));
  return { ok: true, output: `${JSON.stringify(decision, null, 2)}\n` };
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
