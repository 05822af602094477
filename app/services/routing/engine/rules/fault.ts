/** Steps from a rule, its conditions or its action to one of their parts: `["conditions", "all", 0, "value"]`. */
export type FaultPath = readonly (string | number)[];

/** One thing that keeps a rule from being followed. */
export interface Fault {
  at: FaultPath;
  /** In words, as decisions report it. */
  problem: string;
}

export interface Unreadable {
  /** At least one. */
  faults: readonly Fault[];
}

export function unreadable(at: FaultPath, problem: string): Unreadable {
  return { faults: [{ at, problem }] };
}

/** The faults of a part as seen from what it belongs to; none where it could be read. */
export function faultsWithin(path: FaultPath, reading: object | Unreadable): Fault[] {
  if (!("faults" in reading)) return [];
  return reading.faults.map(({ at, problem }) => ({ at: [...path, ...at], problem }));
}
