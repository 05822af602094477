export type Direction = "after" | "before";

export interface KeysetPage<Row> {
  readonly rows: readonly Row[];
  readonly hasNext: boolean;
  readonly hasPrevious: boolean;
}

/**
 * Cuts a page from rows in reading order that were read with one row to spare.
 * `direction` is where they lie from the cursor they were read from; undefined: from the start of the list.
 */
export function cutPage<Row>(
  rows: readonly Row[],
  limit: number,
  direction: Direction | undefined,
): KeysetPage<Row> {
  const isMore = rows.length > limit;
  if (direction === "before")
    return { rows: isMore ? rows.slice(1) : rows, hasNext: true, hasPrevious: isMore };
  return { rows: rows.slice(0, limit), hasNext: isMore, hasPrevious: direction === "after" };
}
