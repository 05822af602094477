const secretName =
  /(access|refresh|auth|bearer|session)[_-]?token|api[_-]?key|secret|password|authorization/i;
const removed = "[removed]";
/** Shorter ones would take ordinary words with them. */
const shortestSecret = 8;

/** A copy of a JSON value without secrets: not under their names, and not where their text appears again. */
export function withoutSecrets(value: unknown): unknown {
  const secrets = secretTexts(value);
  return clean(value, (text) => secrets.reduce((rest, secret) => rest.replaceAll(secret, removed), text));
}

function secretTexts(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(secretTexts);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    secretName.test(name) ? allTexts(inner) : secretTexts(inner),
  );
}

function allTexts(value: unknown): string[] {
  if (typeof value === "string") return value.length < shortestSecret ? [] : [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(allTexts) : [];
}

function clean(value: unknown, cleanText: (text: string) => string): unknown {
  if (typeof value === "string") return cleanText(value);
  if (Array.isArray(value)) return value.map((each) => clean(each, cleanText));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      cleanText(name),
      secretName.test(name) ? removed : clean(inner, cleanText),
    ]),
  );
}
