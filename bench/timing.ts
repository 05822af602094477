import { seconds } from "#app/lib/duration.ts";

export interface Timings {
  /** Calls per second over all callers. */
  readonly perSecond: number;
  /** Milliseconds of a call. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

interface Plan {
  /** Calls under way at a time. */
  readonly callers?: number;
  /** Ends after so many calls ... */
  readonly calls?: number;
  /** ... or after so many milliseconds, whichever comes first. */
  readonly within?: number;
  /** Calls made before, not counted. */
  readonly warmUp?: number;
}

/** Times calls, each given its number; the first after the warm-up has number `warmUp`. */
export async function timeCalls(
  call: (number: number) => Promise<unknown>,
  { callers = 1, calls = Infinity, within = seconds(2), warmUp = 3 }: Plan = {},
): Promise<Timings> {
  for (let number = 0; number < warmUp; number++) await call(number);
  const times: number[] = [];
  const started = performance.now();
  let next = warmUp;
  const caller = async () => {
    while (next < warmUp + calls && performance.now() - started < within) {
      const begun = performance.now();
      await call(next++);
      times.push(performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  return timingsOf(times, performance.now() - started);
}

/** The same for work that does not wait, where a promise would cost more than the work. */
export function timeWork(work: () => unknown, within: number): Timings {
  for (const warmedUp = performance.now() + within / 4; performance.now() < warmedUp;) work();
  const times: number[] = [];
  const started = performance.now();
  while (performance.now() - started < within) {
    const begun = performance.now();
    work();
    times.push(performance.now() - begun);
  }
  return timingsOf(times, performance.now() - started);
}

function timingsOf(times: number[], elapsed: number): Timings {
  const sorted = times.sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
  return { perSecond: (times.length / elapsed) * 1000, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

/** Three digits are more than a shared machine can tell. */
export const rounded = (value: number): number => Number(value.toPrecision(3));
