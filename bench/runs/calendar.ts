/** What free times cost: 5 agents over 60 days with 500 meetings among them, in this process. */
import { DEFAULT_BUSINESS_RULES } from "../../core/appointments/default-rules.ts";
import type { Busy, SlotAgent } from "../../core/appointments/question.ts";
import type { BusinessRules } from "../../core/appointments/rules.ts";
import { freeSlots, type SlotQuestion } from "../../core/appointments/slots.ts";

const AGENTS = 5;
const DAYS = 60;
const MEETINGS = 500;
/** Until the compiler has done with it. */
const WARM_UP = 100;

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Over the change of the clock on 25 October and all of Tishri's holidays. */
const NOW = Date.parse("2026-09-06T05:00:00Z");

export type CalendarTiming = { name: string; slots: number; ms: number[] };
export type CalendarResult = { agents: number; days: number; meetings: number; timings: CalendarTiming[] };

/** Spread over the working hours of all days, the same in each run. */
function meetingsOf(agent: number): Busy[] {
  return Array.from({ length: MEETINGS / AGENTS }, (_, index) => {
    const startsAt = NOW + (((index * 37 + agent * 11) % DAYS) * 24 * 60 + ((index * 7) % 20) * 30) * MINUTE_MS;
    const endsAt = startsAt + 30 * MINUTE_MS;
    return { startsAt, endsAt, blocksFrom: startsAt - 15 * MINUTE_MS, blocksUntil: endsAt + 15 * MINUTE_MS };
  });
}

function questionWith(rules: Partial<BusinessRules>): SlotQuestion {
  const agents = Array.from({ length: AGENTS }, (_, agent): SlotAgent => ({
    agentId: `agent-${agent}`,
    rules: null,
    busy: meetingsOf(agent),
    counted: {},
  }));
  return {
    rules: { ...DEFAULT_BUSINESS_RULES, windowDays: DAYS, mostPerDay: 8, ...rules },
    kind: "viewing",
    agents,
    listing: { agentId: "agent-3", busy: [] },
    now: NOW,
    from: NOW,
    until: NOW + DAYS * DAY_MS,
  };
}

const QUESTIONS: [name: string, question: SlotQuestion][] = [
  ["starts on the half hour, as a business begins", questionWith({})],
  ["starts every 15 minutes", questionWith({ slotMinutes: 15 })],
  ["starts every 5 minutes: the finest grid", questionWith({ slotMinutes: 5 })],
];

export function runCalendar(rounds: number): CalendarResult {
  const timings = QUESTIONS.map(([name, question]) => {
    let slots = 0;
    const ms: number[] = [];
    for (let round = -WARM_UP; round < rounds; round++) {
      const startedAt = performance.now();
      slots = freeSlots(question).length;
      if (round >= 0) ms.push(performance.now() - startedAt);
    }
    return { name, slots, ms };
  });
  return { agents: AGENTS, days: DAYS, meetings: MEETINGS, timings };
}
