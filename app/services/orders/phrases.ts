/** A number of units as it is read: "1,200". */
export const count = (units: number): string => units.toLocaleString("en-US");

export const unitCount = (units: number): string => `${count(units)} ${units === 1 ? "unit" : "units"}`;

/** "Reno, Dallas, and Newark". */
export const listed = (clauses: readonly string[]): string =>
  new Intl.ListFormat("en-US", { type: "conjunction" }).format(clauses);
