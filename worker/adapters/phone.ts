/**
 * Phone numbers as people give them. The small metadata is used on purpose: the full one calls 052-1234567 invalid,
 * and a lead is never refused for its number. But it takes nearly any number of digits for possible, so Israel's
 * numbers are counted here: half a number on record is nobody's.
 */
import { parsePhoneNumberFromString, type CountryCode } from "libphonenumber-js/min";
import { isWithheld } from "../../core/calls/withheld.ts";
import { withoutEdges } from "../../core/contract/edges.ts";

export type PhoneProblem = "too_short" | "too_long" | "not_a_number" | "withheld";

export type Phone = {
  /** Null when it cannot be dialled from anywhere: too short, not a number, a star number like `*2700`. */
  e164: string | null;
  /** As it was given. */
  typed: string;
  /** Why there is none; null when there is. */
  problem: PhoneProblem | null;
};

/** Copied from a page, a number comes with marks of its direction, odd spaces and odd hyphens. */
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const HYPHENS = /[\u05be\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g;

/**
 * Digits of an Israeli number after the country code, by how it begins (the numbering plan of the Ministry of
 * Communications): mobile 5x and 7x nine, the areas 2, 3, 4, 8 and 9 eight, 1-800 and its like ten. Null: no such
 * beginning.
 */
function lengthInIsrael(national: string): number | null {
  if (/^[57]/.test(national)) return 9;
  if (/^[23489]/.test(national)) return 8;
  return /^1[578]/.test(national) ? 10 : null;
}

export function normalisePhone(typed: string, defaultCountry: CountryCode = "IL"): Phone {
  const plain = withoutEdges(typed.replace(INVISIBLE, "").replace(HYPHENS, "-"));
  const without = (problem: PhoneProblem): Phone => ({ e164: null, typed, problem });
  if (isWithheld(plain)) return without("withheld");
  // Star and hash numbers exist only inside the networks of one country; the parser would drop the sign.
  if (/[*#]/.test(plain)) return without("not_a_number");
  const parsed = parsePhoneNumberFromString(plain, defaultCountry);
  if (!parsed) return without(/\d/.test(plain) ? "too_short" : "not_a_number");
  if (parsed.countryCallingCode === "972") {
    const length = lengthInIsrael(parsed.nationalNumber);
    const digits = parsed.nationalNumber.length;
    if (length === null) return without(digits < 8 ? "too_short" : "not_a_number");
    if (digits !== length) return without(digits < length ? "too_short" : "too_long");
  }
  return parsed.isPossible() ? { e164: parsed.number, typed, problem: null } : without("not_a_number");
}
