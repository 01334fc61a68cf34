import { describe, expect, test } from "vitest";
import { agent, ALWAYS, busy } from "../../test/support/appointments/questions.ts";
import { DEFAULT_BUSINESS_RULES } from "./default-rules.ts";
import type { BusinessRules, DayHours, KindRules } from "./rules.ts";
import { freeSlots, type SlotQuestion } from "./slots.ts";

const israel = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Asia/Jerusalem",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
});

type About = Partial<Omit<SlotQuestion, "from" | "until" | "now">> & { from: string; until: string; now?: string };

/** Viewings of one agent, unless it says otherwise. */
const slotsOf = ({ from, until, now = from, ...about }: About) =>
  freeSlots({
    rules: ALWAYS,
    kind: "viewing",
    agents: [agent("dana")],
    listing: null,
    now: Date.parse(now),
    from: Date.parse(from),
    until: Date.parse(until),
    ...about,
  });
/** "27/03, 03:00" in Israel. */
const shown = (about: About): string[] => slotsOf(about).map(({ startsAt }) => israel.format(startsAt));

const rulesWith = (change: Partial<BusinessRules>, viewing: Partial<KindRules> = {}): BusinessRules => ({
  ...ALWAYS,
  kinds: { ...ALWAYS.kinds, viewing: { ...ALWAYS.kinds.viewing, bufferBefore: 0, bufferAfter: 0, ...viewing } },
  ...change,
});
const daily = (...ranges: DayHours): BusinessRules["hours"] => Array.from({ length: 7 }, () => ranges);
const open = (from: string, to: string) => ({ from, to });

describe("hours", () => {
  test("start on the grid of the clock and end when the meeting does", () => {
    const rules = rulesWith({ hours: daily(open("09:10", "11:00")), slotMinutes: 30 }, { minutes: 45 });
    expect(shown({ rules, from: "2026-11-22T00:00+02:00", until: "2026-11-23T00:00+02:00" })).toEqual([
      "22/11, 09:30",
      "22/11, 10:00",
    ]);
  });

  test("that touch are one, also over midnight", () => {
    const rules = rulesWith(
      { hours: daily(open("00:00", "00:30"), open("23:00", "23:30"), open("23:30", "24:00")), slotMinutes: 60 },
      { minutes: 90 },
    );
    expect(shown({ rules, from: "2026-11-22T12:00+02:00", until: "2026-11-23T12:00+02:00" })).toEqual(["22/11, 23:00"]);
  });

  test("of a date replace those of its weekday; the agent's date goes before the business's", () => {
    const rules = rulesWith({
      hours: daily(open("09:00", "10:00")),
      overrides: [
        { date: "2026-11-23", ranges: [open("20:00", "21:00")] },
        { date: "2026-11-24", ranges: [] },
      ],
      slotMinutes: 60,
    });
    const vacation = [{ date: "2026-11-23", ranges: [] }];
    const agents = [
      agent("dana"),
      agent("eli", { rules: { hours: null, overrides: vacation, mostPerDay: null } }),
      agent("noa", { rules: { hours: daily(open("11:00", "12:00")), overrides: null, mostPerDay: null } }),
    ];
    const slots = slotsOf({ rules, agents, from: "2026-11-22T00:00+02:00", until: "2026-11-25T00:00+02:00" });
    expect(slots.map(({ startsAt, agentIds }) => [israel.format(startsAt), ...agentIds])).toEqual([
      ["22/11, 09:00", "dana", "eli"],
      ["22/11, 11:00", "noa"],
      ["23/11, 20:00", "dana", "noa"],
    ]);
  });
});

describe("when the clock changes in Israel", () => {
  const night = { rules: rulesWith({ hours: daily(open("01:00", "04:00")), slotMinutes: 30 }) };

  test("the hour that Friday skips in spring has no slots, and a meeting before it reaches over it", () => {
    expect(shown({ ...night, from: "2026-03-27T00:00+02:00", until: "2026-03-27T12:00+03:00" })).toEqual([
      "27/03, 01:00",
      "27/03, 01:30",
      "27/03, 03:00",
      "27/03, 03:30",
    ]);
    const hour = { rules: rulesWith({ hours: daily(open("01:00", "04:00")), slotMinutes: 30 }, { minutes: 60 }) };
    expect(shown({ ...hour, from: "2026-03-27T00:00+02:00", until: "2026-03-27T12:00+03:00" })).toEqual([
      "27/03, 01:00",
      "27/03, 01:30",
      "27/03, 03:00",
    ]);
  });

  test("the hour that Sunday has twice in autumn has its slots twice", () => {
    expect(shown({ ...night, from: "2026-10-25T00:00+03:00", until: "2026-10-25T12:00+02:00" })).toEqual([
      "25/10, 01:00",
      "25/10, 01:30",
      "25/10, 01:00",
      "25/10, 01:30",
      "25/10, 02:00",
      "25/10, 02:30",
      "25/10, 03:00",
      "25/10, 03:30",
    ]);
  });

  test("hours within the day are those of the wall clock before and after", () => {
    const rules = rulesWith({ hours: daily(open("09:00", "10:00")), slotMinutes: 60 });
    const starts = slotsOf({ rules, from: "2026-10-24T00:00+03:00", until: "2026-10-26T00:00+02:00" });
    expect(starts.map(({ startsAt }) => new Date(startsAt).toISOString())).toEqual([
      "2026-10-24T06:00:00.000Z",
      "2026-10-25T07:00:00.000Z",
    ]);
  });
});

describe("rest", () => {
  const { rest } = DEFAULT_BUSINESS_RULES;
  const hourly = (change: Partial<typeof rest>) =>
    rulesWith({ slotMinutes: 60, rest: { ...rest, city: "jerusalem", candleMinutes: 40, ...change } }, { minutes: 60 });
  const gap = (about: About) => {
    const all = slotsOf(about);
    const index = all.findIndex(({ endsAt }, index) => endsAt !== all[index + 1]?.startsAt);
    return [all[index]?.endsAt, all[index + 1]?.startsAt].map((at) => (at === undefined ? "" : israel.format(at)));
  };

  test("is Shabbat from candle lighting to havdalah", () => {
    // The sun sets at 16:36 on Friday: candles at 15:56. On Saturday at 16:36 too: havdalah at 17:19.
    const days = { from: "2026-11-27T08:00+02:00", until: "2026-11-28T22:00+02:00" };
    expect(gap({ rules: hourly({}), ...days })).toEqual(["27/11, 15:00", "28/11, 18:00"]);
    expect(gap({ rules: hourly({ candleMinutes: 35 }), ...days })).toEqual(["27/11, 16:00", "28/11, 18:00"]);
    expect(gap({ rules: hourly({ havdalahMinutes: 20 }), ...days })).toEqual(["27/11, 15:00", "28/11, 17:00"]);
    expect(gap({ rules: hourly({ eves: false }), ...days })).toEqual(["28/11, 00:00", "28/11, 18:00"]);
    expect(gap({ rules: hourly({ shabbat: false }), ...days })[1]).toBe("");
  });

  test("is one stretch where a holiday touches Shabbat, also between the days", () => {
    const roshHashana = { from: "2026-09-11T08:00+03:00", until: "2026-09-13T23:00+03:00" };
    expect(gap({ rules: hourly({}), ...roshHashana })).toEqual(["11/09, 18:00", "13/09, 20:00"]);
    expect(gap({ rules: hourly({ eves: false }), ...roshHashana })).toEqual(["12/09, 00:00", "13/09, 20:00"]);
    expect(gap({ rules: hourly({ holidays: false }), ...roshHashana })).toEqual(["11/09, 18:00", "12/09, 20:00"]);
    expect(gap({ rules: hourly({ shabbat: false }), ...roshHashana })).toEqual(["11/09, 18:00", "13/09, 20:00"]);
    const shavuot = { from: "2027-06-10T08:00+03:00", until: "2027-06-12T23:00+03:00" };
    expect(gap({ rules: hourly({}), ...shavuot })).toEqual(["10/06, 19:00", "12/06, 21:00"]);
  });

  test("that began before what is asked for still holds", () => {
    const days = { from: "2028-09-23T12:00+03:00", until: "2028-09-23T23:00+03:00", now: "2028-09-23T11:00+03:00" };
    expect(shown({ rules: hourly({}), ...days })[0]).toBe("23/09, 20:00");
  });

  test("leaves chol ha-moed open", () => {
    const days = { from: "2026-09-28T08:00+03:00", until: "2026-09-28T12:00+03:00" };
    expect(shown({ rules: hourly({}), ...days })).toHaveLength(4);
  });
});

describe("busy time", () => {
  const day = { from: "2026-11-22T09:00+02:00", until: "2026-11-22T13:00+02:00" };
  const quarter = (viewing: Partial<KindRules>) => rulesWith({ slotMinutes: 15 }, { minutes: 60, ...viewing });
  const meeting = (before: number, after: number) => [
    agent("dana", { busy: [busy("2026-11-22T11:00+02:00", "2026-11-22T12:00+02:00", before, after)] }),
  ];
  const round = (rules: BusinessRules, agents: SlotQuestion["agents"]) => {
    const times = shown({ rules, agents, ...day }).map((time) => time.slice(7));
    return [times.findLast((time) => time < "11:30"), times.find((time) => time > "11:30")];
  };

  test("may be touched by a meeting without buffers", () => {
    expect(round(quarter({}), meeting(0, 0))).toEqual(["10:00", "12:00"]);
  });

  test.each([
    ["of the new one", quarter({ bufferBefore: 30, bufferAfter: 15 }), meeting(0, 0), ["09:45", "12:30"]],
    ["of the one that stands", quarter({}), meeting(15, 30), ["09:45", "12:30"]],
    ["of both: the longer one", quarter({ bufferBefore: 15, bufferAfter: 15 }), meeting(30, 30), ["09:30", "12:30"]],
    ["of both, as long: once", quarter({ bufferBefore: 15, bufferAfter: 15 }), meeting(15, 15), ["09:45", "12:15"]],
  ])("keeps away by the buffer %s", (_, rules, agents, expected) => {
    expect(round(rules, agents)).toEqual(expected);
  });

  test("leaves a start free that lies just between two", () => {
    const agents = [
      agent("dana", {
        busy: [
          busy("2026-11-22T11:00+02:00", "2026-11-22T14:00+02:00"),
          busy("2026-11-22T08:00+02:00", "2026-11-22T10:00+02:00"),
        ],
      }),
    ];
    expect(shown({ rules: quarter({}), agents, ...day })).toEqual(["22/11, 10:00"]);
  });

  test("at the listing counts for every agent, unless two may be there at once", () => {
    const listing = { agentId: null, busy: [busy("2026-11-22T09:00+02:00", "2026-11-22T12:00+02:00")] };
    const agents = [agent("dana"), agent("eli")];
    const one = rulesWith({ slotMinutes: 60 });
    expect(slotsOf({ rules: one, agents, listing, ...day })).toHaveLength(1);
    const slots = slotsOf({ rules: { ...one, twoAtOneListing: true }, agents, listing, ...day });
    expect(slots.map(({ agentIds }) => agentIds)).toEqual(Array.from({ length: 4 }, () => ["dana", "eli"]));
  });
});

test("the listing's agent is named first, where free", () => {
  const agents = [
    agent("dana"),
    agent("eli"),
    agent("noa", { busy: [busy("2026-11-22T10:00+02:00", "2026-11-22T11:00+02:00")] }),
  ];
  const slots = slotsOf({
    rules: rulesWith({ slotMinutes: 60 }),
    agents,
    listing: { agentId: "noa", busy: [] },
    from: "2026-11-22T09:00+02:00",
    until: "2026-11-22T11:00+02:00",
  });
  expect(slots.map(({ agentIds }) => agentIds)).toEqual([
    ["noa", "dana", "eli"],
    ["dana", "eli"],
  ]);
});

describe("bounds", () => {
  const rules = rulesWith({ slotMinutes: 60, noticeMinutes: 90, windowDays: 1 });

  test("the first start is after the notice, on the grid, and the last on the window's last day", () => {
    const times = shown({ rules, now: "2026-11-22T09:10+02:00", from: "2026-11-01T00:00+02:00", until: "2027-11-01" });
    expect(times[0]).toBe("22/11, 11:00");
    expect(times.at(-1)).toBe("23/11, 23:00");
  });

  test("a start just when the notice is over is free", () => {
    const about = { from: "2026-11-22T09:30+02:00", until: "2026-11-22T12:00+02:00" };
    expect(shown({ rules, ...about })[0]).toBe("22/11, 11:00");
  });

  test("`until` is no start any more, `from` is one", () => {
    const about = { now: "2026-11-22T00:00+02:00", from: "2026-11-22T10:00+02:00", until: "2026-11-22T12:00+02:00" };
    expect(shown({ rules, ...about })).toEqual(["22/11, 10:00", "22/11, 11:00"]);
  });

  test("nothing is free in the past, in no time, or of a kind that is not offered", () => {
    const about = { from: "2026-11-22T10:00+02:00", until: "2026-11-22T12:00+02:00" };
    expect(shown({ rules, now: "2026-11-23T00:00+02:00", ...about })).toEqual([]);
    expect(shown({ rules, ...about, until: about.from })).toEqual([]);
    expect(shown({ rules: rulesWith({}, { isOffered: false }), ...about })).toEqual([]);
  });

  test("a day is full with as many meetings as the agent may have, the agent's own number first", () => {
    const counted = { "2026-11-22": 2 };
    const own = (mostPerDay: number) => ({ hours: null, overrides: null, mostPerDay });
    const agents = [
      agent("dana", { counted }),
      agent("eli", { counted, rules: own(3) }),
      agent("noa", { counted: { "2026-11-23": 5 }, rules: own(1) }),
    ];
    const about = { agents, from: "2026-11-22T22:00+02:00", until: "2026-11-23T00:00+02:00" };
    const free = (mostPerDay: number | null) =>
      slotsOf({ ...about, rules: rulesWith({ slotMinutes: 60, mostPerDay }) }).map(({ agentIds }) => agentIds.join());
    expect(free(2)).toEqual(["eli,noa", "eli,noa"]);
    expect(free(null)).toEqual(["dana,eli,noa", "dana,eli,noa"]);
  });
});
