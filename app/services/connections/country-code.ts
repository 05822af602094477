const aliases: Partial<Record<string, string>> = {
  usa: "US",
  "u.s.": "US",
  "u.s.a.": "US",
  "united states of america": "US",
  "great britain": "GB",
  england: "GB",
  "the netherlands": "NL",
};

let codesByName: Map<string, string> | undefined;

/** ISO 3166 code of a country written as a code or as an English name; null when it is neither. */
export function countryCode(text: string | null): string | null {
  const written = text?.trim() ?? "";
  if (/^[A-Za-z]{2}$/.test(written)) return currentCode(written.toUpperCase());
  codesByName ??= englishNames();
  const name = written.toLowerCase();
  return aliases[name] ?? codesByName.get(name) ?? null;
}

/** Today's code for one in other use or out of use, such as UK. */
const currentCode = (code: string) => new Intl.Locale(`und-${code}`).region ?? code;

function englishNames(): Map<string, string> {
  const names = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
  const letters = Array.from({ length: 26 }, (_, index) => String.fromCharCode(65 + index));
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  return new Map(
    codes.flatMap((code) => {
      const name = currentCode(code) === code ? names.of(code) : undefined;
      return name === undefined ? [] : [[name.toLowerCase(), code] as const];
    }),
  );
}
