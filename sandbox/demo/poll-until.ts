import { setTimeout as pause } from "node:timers/promises";

const patience = 30_000;
const interval = 100;

/** Asks until there is an answer; gives up, naming what did not happen, after half a minute. */
export async function pollUntil<Answer>(
  what: string,
  ask: () => Promise<Answer | undefined>,
): Promise<Answer> {
  const deadline = performance.now() + patience;
  while (performance.now() < deadline) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await pause(interval);
  }
  throw new Error(`did not happen within ${patience / 1000} s: ${what}`);
}
