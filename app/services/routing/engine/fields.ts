import { IANAZone } from "luxon";
import { z } from "zod";
import { expected } from "./problems.ts";

export const text = z.string(expected("text")).min(1, expected("text that is not empty"));
export const optionalText = z.string(expected("text or null")).nullable().default(null);
export const count = z
  .int(expected("a whole number of 0 or more"))
  .min(0, expected("a whole number of 0 or more"));
export const amount = z.number(expected("a number of 0 or more")).min(0, expected("a number of 0 or more"));
const positive = expected("a positive integer");
export const positiveInteger = z.int(positive).positive(positive);
export const flag = z.boolean(expected("true or false"));
const upper = (value: string) => value.toUpperCase();
const country = expected("an ISO country code of two letters");
export const countryCode = z
  .string(country)
  .regex(/^[A-Za-z]{2}$/, country)
  .transform(upper);
const currency = expected("an ISO currency code of three letters");
export const currencyCode = z
  .string(currency)
  .regex(/^[A-Za-z]{3}$/, currency)
  .transform(upper);
const moment = expected("an ISO 8601 date-time with an offset");
// With precision -1 the seconds are left out.
const dateTimes = [z.iso.datetime({ offset: true }), z.iso.datetime({ offset: true, precision: -1 })];
export const instant = z.union(dateTimes, moment);
const day = expected("an ISO 8601 date or date-time");
export const dateOrInstant = z.union([z.iso.date(), ...dateTimes], day);
export const latitude = z
  .number(expected("a latitude"))
  .min(-90, expected("a latitude"))
  .max(90, expected("a latitude"));
export const longitude = z
  .number(expected("a longitude"))
  .min(-180, expected("a longitude"))
  .max(180, expected("a longitude"));
const sides = expected("three positive numbers: length, width and height");
const side = z.number(sides).positive(sides);
const clock = expected('a local time such as "14:00"');
const weekday = expected("a weekday from 1 (Monday) to 7 (Sunday)");
const weight = expected("a weight from 0 to 1");
const fraction = z.number(weight).min(0, weight).max(1, weight);
export const share = (standard: number) => fraction.default(standard);
export const wholeNumber = z.int(expected("a whole number"));
export const textList = z.array(z.string(expected("text")), expected("a list of text"));
export const boxSides = z.tuple([side, side, side], sides);
// luxon keeps the zones it has made; `isValidZone` asks the system every time, which takes longer than all other checks.
export const timeZone = z
  .string(expected("an IANA time zone"))
  .refine((zone) => IANAZone.create(zone).isValid, expected("an IANA time zone"));
export const localTime = z.string(clock).regex(/^([01]\d|2[0-3]):[0-5]\d$/, clock);
export const workingDays = z
  .array(z.int(weekday).min(1, weekday).max(7, weekday), expected("a list of weekdays"))
  .min(1, expected("at least one working day"));
