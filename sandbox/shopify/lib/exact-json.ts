const open = "\u0000int:";
const marked = new RegExp(`"\\\\u0000int:(-?\\d+)"`, "g");

/** JSON text in which a bigint becomes a plain number with all its digits (JSON.stringify would refuse it). */
export function exactJson(value: unknown): string {
  const text = JSON.stringify(value, (_key, item: unknown) =>
    typeof item === "bigint" ? `${open}${item}` : item,
  );
  return text.replace(marked, "$1");
}
