/**
 * What the vendor's documents allow and practitioners report, on real sockets: answers that are slow, silent, broken off,
 * interrupted or refused, and a caller who leaves in the middle. The caller must be answered, and the record be true.
 */
import { describe, test } from "vitest";
import type { CallDetail } from "../../core/calls/wire.ts";
import type { FaultInput } from "../../dev/openai/faults.ts";
import type { CallerClipId } from "../../dev/speech/lines.ts";
import type { SimulatedCall } from "../../dev/twilio/call.ts";
import type { CallOptions } from "../../dev/twilio/call-options.ts";
import { nextBusiness, type TestBusiness } from "./support/businesses.ts";
import { mistakesIn } from "./support/openai.ts";
import { heardOut, manager, openai, ring, say } from "./support/world.ts";

const CLIP: CallerClipId = "buyer-looking";
const heard = { heard: CLIP };
const LEAD = { name: "דנה לוי", phone: null, deal_type: "buy", area: null, rooms: null, budget: null, notes: null };
const saves = (more: Partial<Record<keyof typeof LEAD, unknown>> = {}) => ({
  name: "save_lead",
  args: { ...LEAD, ...more },
});

/** Greeted, with the faults waiting for what the caller says first. */
const greeted = (...faults: FaultInput[]) => greetedAs({}, ...faults);

async function greetedAs(
  options: Partial<CallOptions>,
  ...faults: FaultInput[]
): Promise<{ call: SimulatedCall; business: TestBusiness }> {
  const business = nextBusiness("winds");
  await openai.fail(business, ...faults);
  const call = ring(business, options);
  await heardOut(call);
  return { call, business };
}

async function recordOf(call: SimulatedCall, business: TestBusiness): Promise<CallDetail> {
  await call.hangUp();
  return manager.endedRecord(business.id, call.callSid);
}

const kinds = (record: CallDetail) => record.events.map(({ kind }) => kind);
const afterCaller = (record: CallDetail) => {
  const at = record.turns.findIndex(({ role }) => role === "caller");
  return record.turns.slice(at + 1).filter(({ role }) => role === "assistant");
};

describe.concurrent("an answer of OpenAI's", () => {
  test("whose tool's arguments stream for five seconds is waited for, and its tool runs once", async ({ expect }) => {
    const { call, business } = await greeted({ kind: "answer", calls: [saves()], argumentsMs: 5_000, when: heard });
    await say(call, CLIP);
    await manager.recordWhere(business.id, call.callSid, "a tool that has ended", (record) =>
      kinds(record).includes("tool_finished"),
    );
    await heardOut(call);
    const record = await recordOf(call, business);
    expect(record).toMatchObject({ failureCode: null, lead: { name: "דנה לוי" } });
    expect(kinds(record).filter((kind) => kind === "tool_called")).toHaveLength(1);
    expect(kinds(record)).not.toContain("answer_retried");
    expect(mistakesIn(await openai.closedSessions(business))).toEqual([]);
  });

  test("whose first sound takes 4.2 s is heard, and was asked for once", async ({ expect }) => {
    const words = "בטח, יש לנו כמה דירות כאלה.";
    const { call, business } = await greeted({ kind: "answer", say: [words], firstAudioMs: 4_200, when: heard });
    await say(call, CLIP);
    await manager.recordWhere(business.id, call.callSid, "the late answer", ({ turns }) =>
      turns.some(({ text }) => text === words),
    );
    await heardOut(call);
    const record = await recordOf(call, business);
    expect(record.failureCode).toBeNull();
    expect(afterCaller(record).filter(({ text }) => text === words)).toHaveLength(1);
    expect(kinds(record)).not.toContain("answer_retried");
  });

  test("that the caller interrupts while its tool's arguments stream saves nothing", async ({ expect }) => {
    const { call, business } = await greeted({ kind: "answer", calls: [saves()], argumentsMs: 8_000, when: heard });
    await say(call, CLIP);
    // The caller waits a while, then speaks into the arguments.
    await call.stayOnTheLine(3_000);
    await say(call, "interrupter-cut-one");
    await heardOut(call);
    const record = await recordOf(call, business);
    expect(record.lead).toBeNull();
    expect(kinds(record)).not.toContain("tool_called");
    expect(record.turns.filter(({ role }) => role === "caller")).toHaveLength(2);
    expect(mistakesIn(await openai.closedSessions(business))).toEqual([]);
  });

  test.for([
    ["written and not spoken", { kind: "answer", say: ["בכתב בלבד."], as: "text", when: heard }],
    ["empty", { kind: "answer", when: heard }],
    ["broken off before a sound", { kind: "answer", incomplete: "content_filter", when: heard }],
  ] satisfies [string, FaultInput][])(
    "that is %s is asked for again, and then heard",
    async ([, fault], { expect }) => {
      const { call, business } = await greeted(fault);
      await say(call, CLIP);
      await heardOut(call);
      const record = await recordOf(call, business);
      expect(record.failureCode).toBeNull();
      expect(kinds(record)).toContain("answer_retried");
      expect(afterCaller(record)).toHaveLength(1);
      expect(record.turns.map(({ text }) => text)).not.toContain("בכתב בלבד.");
      expect(mistakesIn(await openai.closedSessions(business))).toEqual([]);
    },
  );

  test("that is refused for too many requests, twice, comes after as long as the service wanted", async ({
    expect,
  }) => {
    const limited = { kind: "response-failed", code: "rate_limit_exceeded", tryAgainMs: 1_200 } as const;
    const { call, business } = await greeted({ ...limited, when: heard }, { ...limited, when: { afterResponse: 2 } });
    await say(call, CLIP);
    await manager.recordWhere(business.id, call.callSid, "an answer", (record) => afterCaller(record).length > 0);
    await heardOut(call);
    const record = await recordOf(call, business);
    expect(record.failureCode).toBeNull();
    expect(kinds(record).filter((kind) => kind === "answer_retried")).toHaveLength(2);
  });

  test("that holds words and a save is followed by no second answer", async ({ expect }) => {
    const words = "רשמתי את השם, תודה.";
    const { call, business } = await greeted({ kind: "answer", say: [words], calls: [saves()], when: heard });
    await say(call, CLIP);
    await heardOut(call);
    const record = await recordOf(call, business);
    expect(record.lead).toMatchObject({ name: "דנה לוי" });
    expect(afterCaller(record).map(({ text }) => text)).toEqual([words]);
  });

  test.for([
    ["whose number is known", {}],
    ["who withholds the number", { from: "anonymous" }],
  ] as const)("with two saves, for a caller %s, makes one lead with both", async ([, options], { expect }) => {
    const calls = [saves(), saves({ name: null, area: "חיפה" })];
    const { call, business } = await greetedAs(options, { kind: "answer", calls, when: heard });
    await say(call, CLIP);
    await heardOut(call);
    const record = await recordOf(call, business);
    expect(record.lead).toMatchObject({ name: "דנה לוי", demands: [{ areas: ["חיפה"] }] });
    expect(kinds(record).filter((kind) => kind === "tool_finished")).toHaveLength(2);
    expect(afterCaller(record)).toHaveLength(1);
  });

  test("that takes its leave at length, saves and ends the call is heard to its last word", async ({ expect }) => {
    const goodbye =
      "אז לסיכום, רשמתי שאת מחפשת דירת ארבעה חדרים לקנייה בכרמל הצרפתי בחיפה, יועץ מהמשרד יחזור אלייך עוד היום עם כמה אפשרויות, ואפשר להתקשר אלינו בכל שאלה. תודה רבה שהתקשרת, יום נעים ולהתראות.";
    const calls = [saves(), { name: "end_call", args: { reason: null } }];
    const { call, business } = await greeted({ kind: "answer", say: [goodbye], calls, when: heard });
    await say(call, CLIP);
    await call.ended;
    const record = await manager.endedRecord(business.id, call.callSid);
    expect(record).toMatchObject({ endReason: "assistant_ended", lead: { name: "דנה לוי" } });
    expect(afterCaller(record)).toMatchObject([{ text: goodbye, interrupted: false }]);
    expect(afterCaller(record)[0]?.heardMs).toBeGreaterThan(10_000);
  });
});

describe.concurrent("the caller's words", () => {
  test("that cannot be written down are on record as that, and are no silence", async ({ expect }) => {
    const { call, business } = await greeted({ kind: "transcription", becomes: "failed", turns: "all" });
    await say(call, CLIP);
    await heardOut(call);
    const record = await recordOf(call, business);
    expect(record).toMatchObject({ untranscribedTurns: 1, endReason: "caller_hung_up" });
    expect(record.turns).toContainEqual(expect.objectContaining({ role: "caller", text: "", untranscribed: true }));
    expect(kinds(record)).toContain("turn_not_transcribed");
    expect(kinds(record)).not.toContain("reprompted");
  });

  test("said just before they hang up are on record, although they are written down only afterwards", async ({
    expect,
  }) => {
    const { call, business } = await greeted({ kind: "transcription", becomes: "late", ms: 300, turns: "all" });
    const sentence = say(call, CLIP);
    await call.log.waitFor("caller-ended", { timeoutMs: 20_000 });
    await call.hangUp();
    await sentence;
    const record = await manager.endedRecord(business.id, call.callSid);
    const whole = await manager.recordWhere(business.id, call.callSid, "the last words", ({ turns }) =>
      turns.some(({ role, text }) => role === "caller" && text.includes("מחפשת")),
    );
    expect(record.endReason).toBe("caller_hung_up");
    expect(whole.turns.at(-1)).toMatchObject({ role: "caller" });
  });

  test("that are noise, again and again, end the call as silence", async ({ expect }) => {
    const { call, business } = await greeted({ kind: "transcription", becomes: "empty", turns: "all" });
    for (let turn = 0; turn < 8 && call.status === "in-progress"; turn++) {
      await say(call, "interrupter-cut-one");
      await call.stayOnTheLine(2_500);
    }
    await call.ended;
    const record = await manager.endedRecord(business.id, call.callSid);
    expect(record).toMatchObject({ endReason: "silence", callBack: false });
    expect(kinds(record).filter((kind) => kind === "reprompted")).toHaveLength(1);
  });
});
