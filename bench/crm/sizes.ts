/** How large the businesses are that the benchmark asks. */
export type Size = { leads: number; calls: number; turns: number; listings: number };

export const SMALL: Size = { leads: 1_000, calls: 3_000, turns: 6_000, listings: 300 };
export const LARGE: Size = { leads: 100_000, calls: 300_000, turns: 600_000, listings: 30_000 };

/** Beside the one that is asked, in the same database and as large. */
export const OTHER_BUSINESSES = 5;
