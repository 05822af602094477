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

export interface WorkTimings {
  /** Per second of processor time, so that it does not matter who else is at work on the machine. */
  readonly perSecond: number;
  /** Milliseconds of one item: the median of its repeats, which leaves out the turns others had on the core. */
  readonly p99: number;
  /** Milliseconds over all repeats, whatever came between. */
  readonly p99Wall: number;
}

/** Times work that does not wait on every item, again and again, for `within` milliseconds but five times at least. */
export function timeWork<T>(items: readonly T[], work: (item: T) => unknown, within: number): WorkTimings {
  for (let warmUp = 0; warmUp < 3; warmUp++) for (const item of items) work(item);
  const times = items.map((): number[] => []);
  const [started, processor] = [performance.now(), process.cpuUsage()];
  for (let round = 0; round < 5 || performance.now() - started < within; round++) {
    for (const [at, item] of items.entries()) {
      const begun = performance.now();
      work(item);
      times[at]?.push(performance.now() - begun);
    }
  }
  const { user, system } = process.cpuUsage(processor);
  const all = times.flat();
  return {
    perSecond: all.length / ((user + system) / 1e6),
    p99: quantile(
      times.map((repeats) => quantile(repeats, 0.5)),
      0.99,
    ),
    p99Wall: quantile(all, 0.99),
  };
}

function timingsOf(times: number[], elapsed: number): Timings {
  const at = (share: number) => quantile(times, share);
  return { perSecond: (times.length / elapsed) * 1000, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

function quantile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}

/** Three digits are more than a shared machine can tell. */
export const rounded = (value: number): number => Number(value.toPrecision(3));
