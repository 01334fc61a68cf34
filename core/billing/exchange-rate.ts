/**
 * What a US dollar is worth in shekels, for showing costs that arise in dollars to people who think in shekels. A
 * setting of the platform, about what the Bank of Israel published on that day, to a tenth of a shekel; it is shown
 * with its date, so that a reader sees how old it is. For an invoice it is not good enough.
 */
export type ExchangeRate = { shekelsPerDollar: number; /** Day in Israel. */ asOf: string };

export const EXCHANGE_RATE: ExchangeRate = { shekelsPerDollar: 3.3, asOf: "2025-10-01" };

/** Millionths of a dollar → agorot, not rounded. */
export const agorotOf = (microUsd: number, { shekelsPerDollar }: ExchangeRate): number =>
  (microUsd / 1_000_000) * shekelsPerDollar * 100;
