/** Whether a meeting may begin at a given moment, asked when it is booked or moved, and if not, why. */
import { DAY_MS, dateOfDay } from "./days.ts";
import { busyAt, busyAtListing, isConflict, mostPerDayOf, shapeOf, type BookingQuestion } from "./question.ts";
import { restTimes } from "./rest.ts";
import { workingTime } from "./working-time.ts";
import { clockBetween, localDay } from "./zone-clock.ts";

/** In the order in which they are said: first what no other hour of that kind would mend, then what another might. */
export const REFUSALS = [
  /** The kind is not offered to customers. */
  "not_offered",
  "rest",
  /** Outside the hours, or past their end. */
  "closed",
  /** Begins before the notice is over; so does all that has begun. */
  "notice",
  /** On a day after the last that can be booked. */
  "window",
  /** The agent has another meeting, or too little time on the way. */
  "busy",
  /** Another meeting is at the listing. */
  "listing_busy",
  /** The agent has as many meetings that day as they may have. */
  "full_day",
  /** Does not begin on the grid. */
  "off_grid",
] as const;
export type Refusal = (typeof REFUSALS)[number];

/** `reasons`: all of them, in the order of `REFUSALS`, so that who overrides one knows of the others. */
export type BookingAnswer = { may: true } | { may: false; reasons: [Refusal, ...Refusal[]] };

const MINUTE_MS = 60_000;
/** Whole local days at both ends, wherever on earth. */
const CLOCK_MARGIN_MS = 4 * DAY_MS;

/** May exactly where `freeSlots` names the agent for that start. `agentId` is one of the question's, or it throws. */
export function mayBook(question: BookingQuestion, startsAt: number, agentId: string): BookingAnswer {
  const { rules, kind, agents, now } = question;
  const agent = agents.find((one) => one.agentId === agentId);
  if (agent === undefined) throw new RangeError("the agent is not in the question");
  const shape = shapeOf(rules.kinds[kind]);
  const meeting = busyAt(startsAt, shape);
  const clock = clockBetween(rules.zone, startsAt - CLOCK_MARGIN_MS, meeting.endsAt + CLOCK_MARGIN_MS);
  const day = localDay(rules.zone, startsAt);
  const days = { first: day, last: Math.floor(meeting.endsAt / DAY_MS) + 1 };
  const fits = workingTime(rules, agent.rules, clock, days).some(
    ({ from, until }) => from <= startsAt && meeting.endsAt <= until,
  );
  const offsetMs = clock.find(({ from, until }) => from <= startsAt && startsAt < until)?.offsetMs ?? 0;

  const holds: Record<Refusal, boolean> = {
    not_offered: !rules.kinds[kind].isOffered,
    rest: restTimes(rules.rest, clock, days).some(({ from, until }) => from < meeting.endsAt && startsAt < until),
    closed: !fits,
    notice: startsAt < now + rules.noticeMinutes * MINUTE_MS,
    window: day > localDay(rules.zone, now) + rules.windowDays,
    busy: agent.busy.some((other) => isConflict(meeting, other)),
    listing_busy: busyAtListing(question).some((other) => isConflict(meeting, other)),
    full_day: (agent.counted[dateOfDay(day)] ?? 0) >= mostPerDayOf(rules, agent.rules),
    off_grid: (startsAt + offsetMs) % (rules.slotMinutes * MINUTE_MS) !== 0,
  };
  const [first, ...others] = REFUSALS.filter((reason) => holds[reason]);
  return first === undefined ? { may: true } : { may: false, reasons: [first, ...others] };
}
