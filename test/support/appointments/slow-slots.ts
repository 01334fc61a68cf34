/**
 * The slots of `core/appointments/slots.ts` once more, slow and obvious: each minute is looked up by itself, its wall clock
 * asked of Temporal, and each start is held against each rule. Of the product it knows the shapes, the table of holidays and
 * the sunset alone.
 */
import { Temporal } from "temporal-polyfill";
import { CITIES } from "../../../core/appointments/cities.ts";
import { isDayOfRest } from "../../../core/appointments/holidays.ts";
import type { Busy, SlotAgent } from "../../../core/appointments/question.ts";
import type { BusinessRules, DayHours } from "../../../core/appointments/rules.ts";
import type { Slot, SlotQuestion } from "../../../core/appointments/slots.ts";
import { sunsetOn } from "../../../core/appointments/sunset.ts";

const MINUTE_MS = 60_000;
const SATURDAY = 6;

type Day = { date: string; isSaturday: boolean; isHoliday: boolean; sinceEpoch: number };
/** What the clock on the wall shows. `time` is "HH:MM", `weekday` 1 for Monday to 7 for Sunday. */
type Wall = { today: Day; tomorrow: Day; weekday: number; time: string; minute: number };

/** Many cases look at the same minutes: each is asked once. */
const known = {
  days: new Map<string, Day>(),
  walls: new Map<string, Map<number, Wall>>(),
  sunsets: new Map<string, Map<number, number>>(),
};

function once<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key) ?? make();
  map.set(key, found);
  return found;
}

const dayOf = (day: Temporal.PlainDate): Day =>
  once(known.days, day.toString(), () => ({
    date: day.toString(),
    isSaturday: day.dayOfWeek === SATURDAY,
    isHoliday: isDayOfRest(day.toString()),
    sinceEpoch: day.since("1970-01-01", { largestUnit: "day" }).days,
  }));

const wallAt = (zone: string, at: number): Wall =>
  once(
    once(known.walls, zone, () => new Map()),
    at,
    () => {
      const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
      const today = local.toPlainDate();
      return {
        today: dayOf(today),
        tomorrow: dayOf(today.add({ days: 1 })),
        weekday: local.dayOfWeek,
        time: local.toPlainTime().toString({ smallestUnit: "minute" }),
        minute: local.hour * 60 + local.minute,
      };
    },
  );

function hoursOf(rules: BusinessRules, agent: SlotAgent, { today, weekday }: Wall): DayHours {
  const own = agent.rules?.overrides?.find(({ date }) => date === today.date);
  if (own) return own.ranges;
  const business = rules.overrides.find(({ date }) => date === today.date);
  if (business) return business.ranges;
  return (agent.rules?.hours ?? rules.hours)[weekday % 7] ?? [];
}

const isKept = ({ rest }: BusinessRules, { isSaturday, isHoliday }: Day): boolean =>
  (rest.shabbat && isSaturday) || (rest.holidays && isHoliday);

const sunsetOf = ({ rest }: BusinessRules, { sinceEpoch }: Day): number =>
  once(
    once(known.sunsets, rest.city, () => new Map()),
    sinceEpoch,
    () => sunsetOn(sinceEpoch, CITIES[rest.city]),
  );

/** Whether the minute that begins at `at` is one of rest, or partly so. */
function isRestAt(rules: BusinessRules, at: number, { today, tomorrow }: Wall): boolean {
  if (isKept(rules, today)) {
    if (isKept(rules, tomorrow)) return true;
    return at < sunsetOf(rules, today) + rules.rest.havdalahMinutes * MINUTE_MS;
  }
  if (!isKept(rules, tomorrow) || !rules.rest.eves) return false;
  return at + MINUTE_MS > sunsetOf(rules, today) - rules.rest.candleMinutes * MINUTE_MS;
}

function isFreeMinute(rules: BusinessRules, agent: SlotAgent, at: number): boolean {
  const wall = wallAt(rules.zone, at);
  const isOpen = hoursOf(rules, agent, wall).some(({ from, to }) => from <= wall.time && wall.time < to);
  return isOpen && !isRestAt(rules, at, wall);
}

function isInTheWay(busy: Busy, startsAt: number, { rules, kind }: SlotQuestion): boolean {
  const { minutes, bufferBefore, bufferAfter } = rules.kinds[kind];
  const endsAt = startsAt + minutes * MINUTE_MS;
  const blocksFrom = startsAt - bufferBefore * MINUTE_MS;
  const blocksUntil = endsAt + bufferAfter * MINUTE_MS;
  return (
    (blocksFrom < busy.endsAt && busy.startsAt < blocksUntil) ||
    (busy.blocksFrom < endsAt && startsAt < busy.blocksUntil)
  );
}

function isFree(
  question: SlotQuestion,
  agent: SlotAgent,
  startsAt: number,
  minutesSeen: Map<number, boolean>,
): boolean {
  const { rules, kind, now, listing } = question;
  const wall = wallAt(rules.zone, startsAt);
  if (wall.minute % rules.slotMinutes !== 0) return false;
  if (startsAt < now + rules.noticeMinutes * MINUTE_MS) return false;
  if (wall.today.sinceEpoch > wallAt(rules.zone, now).today.sinceEpoch + rules.windowDays) return false;
  const most = agent.rules?.mostPerDay ?? rules.mostPerDay;
  if (most !== null && (agent.counted[wall.today.date] ?? 0) >= most) return false;
  if (agent.busy.some((busy) => isInTheWay(busy, startsAt, question))) return false;
  if (!rules.twoAtOneListing && listing?.busy.some((busy) => isInTheWay(busy, startsAt, question))) return false;
  for (let at = startsAt; at < startsAt + rules.kinds[kind].minutes * MINUTE_MS; at += MINUTE_MS)
    if (!once(minutesSeen, at, () => isFreeMinute(rules, agent, at))) return false;
  return true;
}

/** Of zones whose offset is whole minutes: starts are whole minutes. */
export function slowSlots(question: SlotQuestion): Slot[] {
  const { rules, kind, agents, listing, from, until } = question;
  if (!rules.kinds[kind].isOffered) return [];
  const slots: Slot[] = [];
  const seen = new Map(agents.map((agent) => [agent, new Map<number, boolean>()]));
  for (let startsAt = Math.ceil(from / MINUTE_MS) * MINUTE_MS; startsAt < until; startsAt += MINUTE_MS) {
    const free = agents
      .filter((agent) => isFree(question, agent, startsAt, seen.get(agent)!))
      .map(({ agentId }) => agentId);
    const first = free.filter((agentId) => agentId === listing?.agentId);
    const agentIds = [...first, ...free.filter((agentId) => !first.includes(agentId))];
    if (agentIds.length > 0)
      slots.push({ startsAt, endsAt: startsAt + rules.kinds[kind].minutes * MINUTE_MS, agentIds });
  }
  return slots;
}
