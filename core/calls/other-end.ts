import type { CallSummary } from "./wire.ts";

/** The number of whoever is at the other end, as the channel says it. */
export const otherEndOf = ({ direction, from, to }: Pick<CallSummary, "direction" | "from" | "to">): string =>
  direction === "outbound" ? to : from;
