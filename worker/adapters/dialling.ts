/**
 * Which numbers the product ever dials or texts, whoever has entered them: of the countries that the platform allows
 * (`DIAL_COUNTRIES`), and of the kinds that cost what a call costs. Satellites and premium services have prices of
 * several dollars a minute, and are what stolen accounts are made to ring.
 */
import { parsePhoneNumberFromString, type CountryCode, type NumberType } from "libphonenumber-js/max";

const COSTLY: ReadonlySet<NumberType> = new Set([
  "PREMIUM_RATE",
  "SHARED_COST",
  "PERSONAL_NUMBER",
  "PAGER",
  "UAN",
  "VOICEMAIL",
]);

/** `e164` as settings and leads keep it. Numbers of no known kind are dialled: plans grow faster than their tables. */
export function mayDial(e164: string, countries: readonly CountryCode[]): boolean {
  const number = parsePhoneNumberFromString(e164);
  if (!number?.isPossible() || number.country === undefined) return false;
  return countries.includes(number.country) && !COSTLY.has(number.getType());
}
