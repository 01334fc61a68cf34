/**
 * Phone numbers as people give them. The small metadata is used on purpose: the full one calls 052-1234567 invalid,
 * and a lead is never refused for its number.
 */
import { parsePhoneNumberFromString, type CountryCode } from "libphonenumber-js/min";

export type Phone = {
  /** Null when it cannot be dialled from anywhere: too short, not a number, a star number like `*2700`. */
  e164: string | null;
  /** As it was given. */
  typed: string;
};

/** The numbers that Twilio puts in the place of a withheld or unknown one; they spell such words on a keypad. */
const NOBODY: ReadonlySet<string> = new Set(["+266696687", "+7378742883", "+2562533", "+8656696", "+86282452253"]);

export function normalisePhone(typed: string, defaultCountry: CountryCode = "IL"): Phone {
  // Star and hash numbers exist only inside the networks of one country; the parser would drop the sign.
  if (/[*#]/.test(typed) || NOBODY.has(typed)) return { e164: null, typed };
  const parsed = parsePhoneNumberFromString(typed, defaultCountry);
  return { e164: parsed?.isPossible() ? parsed.number : null, typed };
}
