/** Digits after the decimal point of a currency, by ISO 4217. */
export function exponentOf(currency: string): number {
  return (
    new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2
  );
}

/** Minor units -> decimal text with all digits of the currency: 1850 USD -> "18.50". */
export function decimalText(minor: number, currency: string): string {
  const exponent = exponentOf(currency);
  return (minor / 10 ** exponent).toFixed(exponent);
}

/** The Admin GraphQL API drops trailing zeros but keeps one decimal: "18.50" -> "18.5", "18.00" -> "18.0". */
export function graphqlDecimal(minor: number, currency: string): string {
  const value = minor / 10 ** exponentOf(currency);
  return Number.isInteger(value) ? value.toFixed(1) : String(value);
}

/** Decimal text -> minor units. */
export function minorUnits(decimal: string, currency: string): number {
  return Math.round(Number(decimal) * 10 ** exponentOf(currency));
}
