import { DateTime } from "luxon";

const written = /^\d{4}-\d\d-\d\d/;

/** A moment as a field for local times takes it; what is no moment stays as it is. */
export function localTimeOf(text: string, timeZone: string): string {
  // A date without a time is the midnight in UTC that begins it, as the engine reads it.
  const moment = DateTime.fromISO(written.test(text) ? text : "", { zone: "utc" });
  if (!moment.isValid) return text;
  const local = moment.setZone(timeZone);
  return local.toFormat(local.second === 0 ? "yyyy-MM-dd'T'HH:mm" : "yyyy-MM-dd'T'HH:mm:ss");
}

/** The moment of a local time, with the shop's offset of that day; what is no time stays as it is. */
export function momentOf(typed: string, timeZone: string): string {
  const moment = DateTime.fromISO(written.test(typed) ? typed : "", { zone: timeZone });
  return moment.isValid ? moment.toISO({ suppressMilliseconds: true }) : typed;
}

/** "Jan 20, 2026 at 9:00 AM" */
export function sayLocalTime(typed: string): string {
  const moment = DateTime.fromISO(written.test(typed) ? typed : "", { zone: "utc" });
  return moment.isValid ? moment.setLocale("en-US").toFormat("MMM d, yyyy 'at' h:mm a") : typed;
}
