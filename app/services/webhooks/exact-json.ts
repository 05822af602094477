/** JSON.parse that keeps every digit: whole numbers beyond 2^53 become text. Throws SyntaxError. */
export function parseExactJson(text: string): unknown {
  return JSON.parse(text, keepDigits) as unknown;
}

function keepDigits(_key: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== "number" || Number.isSafeInteger(value)) return value;
  const source = context?.source ?? "";
  return /^-?\d+$/.test(source) ? source : value;
}
