import { he } from "../i18n/he.ts";

const shekels = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

/** `2850000` → `2,850,000 ₪`. */
export const formatShekels = (amount: number): string => `${shekels.format(amount)}\u00a0₪`;

/** Millionths of a dollar → `$0.12`; below a cent with three decimals, because a short call costs less than one. */
export function formatMicroUsd(micro: number): string {
  const dollars = micro / 1_000_000;
  if (micro > 0 && micro < 500) return "<$0.001";
  return `$${dollars.toFixed(dollars > 0 && dollars < 0.01 ? 3 : 2)}`;
}

/** Agorot → `0.41 ₪`; below a tenth of a shekel in agorot, because a short call costs less than one. */
export function formatAgorot(agorot: number): string {
  if (agorot > 0 && agorot < 0.05) return he.money.lessThan(he.money.agorot("0.1"));
  if (agorot > 0 && agorot < 9.95) return he.money.agorot(agorot.toFixed(1));
  return `${(agorot / 100).toFixed(2)}\u00a0₪`;
}
