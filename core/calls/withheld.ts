/**
 * A caller's number that is none. Twilio and carriers put words in its place, or the digits that spell ANONYMOUS,
 * RESTRICTED, BLOCKED, UNKNOWN or UNAVAILABLE on a telephone's keys. They are nobody's, hence everybody's: no lead is
 * found by them, and Twilio refuses to show them to anybody else.
 */
const WORDS: ReadonlySet<string> = new Set([
  "",
  "anonymous",
  "restricted",
  "blocked",
  "unavailable",
  "unknown",
  "private",
]);
const DIGITS: ReadonlySet<string> = new Set(["266696687", "7378742833", "2562533", "8656696", "86282452253"]);

/** `number` as it came: a word, or digits with or without `+` or `00` in front. */
export function isWithheld(number: string): boolean {
  const plain = number.trim().toLowerCase();
  return WORDS.has(plain) || DIGITS.has(plain.replace(/^(\+|00)/, ""));
}
