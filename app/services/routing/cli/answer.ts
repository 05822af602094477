import { locate } from "#app/lib/places.server.ts";
import { decide, parseRouteInput, withPlaces } from "../engine/index.ts";

export type Reply = { ok: true; output: string } | { ok: false; problems: string[] };

const laterKinds = ["route-batch", "forecast", "network", "transfers"];

/** One JSON document in, one out; every problem is a line of its own. */
export function answer(args: readonly string[], document: string): Reply {
  const [kind, ...rest] = args;
  if (kind !== undefined && laterKinds.includes(kind)) return refuse(`${kind}: not supported yet`);
  if (kind !== "route")
    return refuse(`kind: expected "route", got ${kind === undefined ? "nothing" : JSON.stringify(kind)}`);
  if (rest.length > 0)
    return refuse(`arguments: expected none after "route", got ${JSON.stringify(rest[0])}`);
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
    const detail = error instanceof Error ? error.message.split("\n")[0] : "unreadable";
    return { ok: false, problem: `input: not JSON: ${detail ?? ""}` };
  }
}

function refuse(problem: string): Reply {
  return { ok: false, problems: [problem] };
}
