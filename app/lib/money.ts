// ISO 4217 minor units other than 2. Typed in because Intl follows CLDR, which says 0 for HUF, COP, PKR and
// fourteen more that ISO gives 2 or 3, and differs between runtimes.
const unusualExponents = new Map<string, number>([
  ...[
    "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split(" ").map(exponentOf(0)),
    "BHD IQD JOD KWD LYD OMR TND".split(" ").map(exponentOf(3)),
    "CLF UYW".split(" ").map(exponentOf(4)),
  ].flat(),
]);

function exponentOf(exponent: number) {
  return (currency: string): [string, number] => [currency, exponent];
}

/** Digits after the decimal point of a currency, by ISO 4217. Throws when the code is not three capital letters. */
export function minorDigits(currency: string): number {
  if (!/^[A-Z]{3}$/.test(currency))
    throw new Error(`not an ISO 4217 currency code: ${JSON.stringify(currency)}`);
  return unusualExponents.get(currency) ?? 2;
}

/**
 * "12.34" USD -> 1234, exactly. More digits than the currency has are accepted only when they are zeros.
 * Throws when the text is not a plain decimal number or the amount is beyond 2^53 minor units.
 */
export function toMinor(text: string, currency: string): number {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text.trim());
  if (!match) throw new Error(`not a decimal amount: ${JSON.stringify(text)}`);
  const [, sign = "", whole = "", fraction = ""] = match;
  const digits = minorDigits(currency);
  if (/[1-9]/.test(fraction.slice(digits))) {
    throw new Error(`${text} has more than the ${digits} decimal places of ${currency}`);
  }
  const minor = Number(sign + whole + fraction.slice(0, digits).padEnd(digits, "0"));
  if (!Number.isSafeInteger(minor)) throw new Error(`amount out of range: ${text} ${currency}`);
  return minor === 0 ? 0 : minor;
}

/** 1234 USD -> "12.34", always with all the digits of the currency. Throws when `minor` is not a whole number. */
export function fromMinor(minor: number, currency: string): string {
  if (!Number.isSafeInteger(minor)) throw new Error(`not a whole number of minor units: ${minor}`);
  const digits = minorDigits(currency);
  const text = String(Math.abs(minor)).padStart(digits + 1, "0");
  const sign = minor < 0 ? "-" : "";
  if (digits === 0) return sign + text;
  return `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
