/**
 * Counted nouns. Hebrew numbers agree with the noun's gender, one stands after it and two has its own form; up to ten
 * they are written as words, above that as digits.
 */
export type CountedNoun = { gender: "feminine" | "masculine"; one: string; two: string; many: string; none: string };

const WORDS = {
  feminine: ["שלוש", "ארבע", "חמש", "שש", "שבע", "שמונה", "תשע", "עשר"],
  masculine: ["שלושה", "ארבעה", "חמישה", "שישה", "שבעה", "שמונה", "תשעה", "עשרה"],
} as const;

/** `amount` is a whole number, zero or more. */
export function counted(amount: number, noun: CountedNoun): string {
  if (amount === 0) return noun.none;
  if (amount === 1) return noun.one;
  if (amount === 2) return noun.two;
  const word = WORDS[noun.gender][amount - 3];
  return `${word ?? amount.toLocaleString("he-IL")} ${noun.many}`;
}
