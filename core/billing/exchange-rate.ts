/**
 * What a US dollar is worth in shekels, for showing costs that arise in dollars to people who think in shekels. A
 * setting of the platform (`SHEKELS_PER_DOLLAR`); it is shown with its day, so that a reader sees how old it is. For an
 * invoice it is not good enough.
 */
import { z } from "zod";

export const exchangeRateSchema = z.object({
  shekelsPerDollar: z.number().positive(),
  /** Day in Israel. */
  asOf: z.iso.date(),
});
export type ExchangeRate = z.infer<typeof exchangeRateSchema>;

/** `3.298 2025-10-22`: the rate, and the day on which the Bank of Israel published it. */
export const exchangeRateOf = z
  .string()
  .transform((text) => {
    const [rate, asOf] = text.trim().split(/\s+/);
    return { shekelsPerDollar: Number(rate), asOf };
  })
  .pipe(exchangeRateSchema);

/** Millionths of a dollar → agorot, not rounded. */
export const agorotOf = (microUsd: number, { shekelsPerDollar }: ExchangeRate): number =>
  (microUsd / 1_000_000) * shekelsPerDollar * 100;
