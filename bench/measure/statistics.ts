/** The few numbers that are made of many. */

/** Nearest rank: the smallest value that at least `share` (0…1) of all values do not exceed. NaN when there are none. */
export function percentile(values: readonly number[], share: number): number {
  if (values.length === 0) return Number.NaN;
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
}

/** The middle one, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  if (values.length === 0) return Number.NaN;
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return Number.isInteger(middle) ? (sorted[middle - 1]! + sorted[middle]!) / 2 : sorted[Math.floor(middle)]!;
}

export type Spread = { p50: number; p95: number; p99: number; max: number; count: number };

export function spreadOf(values: readonly number[]): Spread {
  return {
    p50: percentile(values, 0.5),
    p95: percentile(values, 0.95),
    p99: percentile(values, 0.99),
    max: percentile(values, 1),
    count: values.length,
  };
}

/** Each percentile is the median of the rounds' own: one disturbed round does not decide. */
export function medianSpread(rounds: readonly Spread[]): Spread {
  const of = (key: keyof Spread) => median(rounds.map((round) => round[key]));
  return {
    p50: of("p50"),
    p95: of("p95"),
    p99: of("p99"),
    max: of("max"),
    count: rounds.reduce((sum, { count }) => sum + count, 0),
  };
}
