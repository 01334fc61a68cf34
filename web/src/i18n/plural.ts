/** Counted nouns: one stands after its noun, as a word; more are digits before it, which are read at a glance. */
export type CountedNoun = { one: string; many: string; none: string };

/** `amount` is a whole number, zero or more. */
export function counted(amount: number, { none, one, many }: CountedNoun): string {
  if (amount === 0) return none;
  return amount === 1 ? one : `${amount.toLocaleString("he-IL")} ${many}`;
}
