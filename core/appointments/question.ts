/** What is asked when a time is looked for, and what stands in its way. Moments are Unix ms, dates are local "2026-09-12". */
import type { AppointmentKind } from "./kinds.ts";
import type { AgentRules, BusinessRules, KindRules } from "./rules.ts";

/** A meeting that stands, or anything else that takes time. What it blocks includes its buffers; without: the same. */
export type Busy = { startsAt: number; endsAt: number; blocksFrom: number; blocksUntil: number };

export type SlotAgent = {
  agentId: string;
  /** Null: as the business. */
  rules: AgentRules | null;
  busy: readonly Busy[];
  /** Meetings that begin on a local date, for `mostPerDay`; dates without any may be missing. */
  counted: Readonly<Record<string, number>>;
};

/**
 * What holds for a booking. A meeting that is moved is left out of `busy` and `counted`, or it stands in its own way.
 * `listing`: where the meeting is about one; `agentId` is who has it, `busy` are the meetings of all agents there.
 */
export type BookingQuestion = {
  rules: BusinessRules;
  kind: AppointmentKind;
  agents: readonly SlotAgent[];
  listing: { agentId: string | null; busy: readonly Busy[] } | null;
  now: number;
};

const MINUTE_MS = 60_000;

/** Of a kind, in ms. */
export type Shape = { lengthMs: number; beforeMs: number; afterMs: number };
export const shapeOf = ({ minutes, bufferBefore, bufferAfter }: KindRules): Shape => ({
  lengthMs: minutes * MINUTE_MS,
  beforeMs: bufferBefore * MINUTE_MS,
  afterMs: bufferAfter * MINUTE_MS,
});

/** What a meeting of this shape takes that begins then. */
export const busyAt = (startsAt: number, { lengthMs, beforeMs, afterMs }: Shape): Busy => ({
  startsAt,
  endsAt: startsAt + lengthMs,
  blocksFrom: startsAt - beforeMs,
  blocksUntil: startsAt + lengthMs + afterMs,
});

/** What one blocks touches what the other is: between two meetings lies the longer of their buffers, not the sum. */
export const isConflict = (a: Busy, b: Busy): boolean =>
  (a.blocksFrom < b.endsAt && b.startsAt < a.blocksUntil) || (b.blocksFrom < a.endsAt && a.startsAt < b.blocksUntil);

/** What stands at a listing in the way of another meeting there. */
export const busyAtListing = ({ rules, listing }: Pick<BookingQuestion, "rules" | "listing">): readonly Busy[] =>
  rules.twoAtOneListing ? [] : (listing?.busy ?? []);

export const mostPerDayOf = (rules: BusinessRules, agent: AgentRules | null): number =>
  agent?.mostPerDay ?? rules.mostPerDay ?? Infinity;
