import { days, hours, minutes } from "#app/lib/duration.ts";

const locale = "en-US";

// Some runtimes put a narrow space before AM and PM, others a plain one; server and browser must agree.
const plain = (text: string) => text.replaceAll(/[\u202f\u00a0]/g, " ");

/** A calendar day of `timeZone`: "Nov 21", with the year when it is not this one. */
export function formatDay(iso: string, timeZone: string, now: string): string {
  const options: Intl.DateTimeFormatOptions = { month: "short", day: "numeric", timeZone };
  const year = (at: string) =>
    new Intl.DateTimeFormat(locale, { year: "numeric", timeZone }).format(new Date(at));
  if (year(iso) !== year(now)) options.year = "numeric";
  return plain(new Intl.DateTimeFormat(locale, options).format(new Date(iso)));
}

/** "Today at 3:04 PM", "Nov 21 at 3:04 PM". */
export function formatMoment(iso: string, timeZone: string, now: string): string {
  const time = new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit", timeZone }).format(
    new Date(iso),
  );
  const day = formatDay(iso, timeZone, now);
  return `${day === formatDay(now, timeZone, now) ? "Today" : day} at ${plain(time)}`;
}

/** A moment or name as it reads in the middle of a sentence. */
export const inSentence = (moment: string): string => moment.replace(/^Today/, "today");

/** A day without a time zone, as the database names it: "2026-11-22" to "Nov 22". */
export const formatDate = (date: string): string =>
  new Intl.DateTimeFormat(locale, { month: "short", day: "numeric", timeZone: "UTC" }).format(
    new Date(`${date}T00:00:00Z`),
  );

/** How long ago: "just now", "12 min ago", "3 h ago", "2 days ago". */
export function formatAge(iso: string, now: string): string {
  const age = new Date(now).getTime() - new Date(iso).getTime();
  if (age < minutes(1)) return "just now";
  if (age < hours(1)) return `${Math.floor(age / minutes(1))} min ago`;
  if (age < days(1)) return `${Math.floor(age / hours(1))} h ago`;
  const whole = Math.floor(age / days(1));
  return whole === 1 ? "1 day ago" : `${whole} days ago`;
}

/** A length of time in minutes: "45 s", "12 min", "3.5 h". */
export function formatMinutes(length: number): string {
  if (length < 1) return `${Math.round(length * 60)} s`;
  if (length < 60) return `${Math.round(length)} min`;
  const inHours = length / 60;
  return inHours < 48 ? `${inHours.toFixed(1)} h` : `${Math.round(inHours / 24)} days`;
}

export function formatMoney(amount: string | null, currency: string | null): string {
  if (amount === null || currency === null) return "—";
  return plain(new Intl.NumberFormat(locale, { style: "currency", currency }).format(Number(amount)));
}

export const formatCount = (count: number): string => count.toLocaleString(locale);
export const formatPercent = (share: number): string => `${Math.round(share * 100)}%`;
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${formatCount(count)} ${count === 1 ? one : many}`;
