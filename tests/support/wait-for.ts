import { setTimeout as pause } from "node:timers/promises";

/** Asks again and again until there is an answer; a test that waits in vain fails here. */
export async function waitFor<Answer>(
  ask: () => Promise<Answer | undefined>,
  { within = 45_000 }: { within?: number } = {},
): Promise<Answer> {
  const deadline = performance.now() + within;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > deadline) throw new Error(`no answer within ${within} ms: ${ask.toString()}`);
    await pause(50);
  }
}
