/** What somebody wants to do: the first two look for a home, the others have one. */
export const DEAL_TYPES = ["buy", "rent", "sell", "let"] as const;
export type DealType = (typeof DEAL_TYPES)[number];
