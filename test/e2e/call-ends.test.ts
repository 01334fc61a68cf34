/** A call ends once and wholly, whichever side lets go first: its record, OpenAI's socket, Twilio's stream. */
import { describe, test, type ExpectStatic } from "vitest";
import { DEFAULT_CALL_LIMITS } from "../../core/business/settings.ts";
import type { CallDetail } from "../../core/calls/wire.ts";
import type { SimulatedCall } from "../../dev/twilio/call.ts";
import { GREETING, nextBusiness, type TestBusiness } from "./support/businesses.ts";
import { mistakesIn } from "./support/openai.ts";
import { heardOut, manager, openai, ring, say } from "./support/world.ts";

/** The call is over for Twilio: what must be true then, whatever happened before. */
async function expectWholeEnd(expect: ExpectStatic, call: SimulatedCall, business: TestBusiness): Promise<CallDetail> {
  await call.ended;
  const record = await manager.endedRecord(business.id, call.callSid);
  expect(record.events.filter(({ kind }) => kind === "call_ended")).toHaveLength(1);
  expect(record.endedAt).not.toBeNull();
  expect(mistakesIn(await openai.closedSessions(business))).toEqual([]);
  expect(call.violations).toEqual([]);
  expect(call.errors).toEqual([]);
  return record;
}

const greetings = (record: CallDetail) => record.turns.filter(({ text }) => text.includes(GREETING)).length;

describe.concurrent("Twilio lets go first", () => {
  test("the caller hangs up after an answer", async ({ expect }) => {
    const business = nextBusiness("ends");
    const call = ring(business);
    await heardOut(call);
    await say(call, "buyer-looking");
    await heardOut(call);
    await call.hangUp();
    expect(await expectWholeEnd(expect, call, business)).toMatchObject({
      endReason: "caller_hung_up",
      failureCode: null,
      callBack: false,
    });
  });

  test("the caller hangs up during the greeting", async ({ expect }) => {
    const business = nextBusiness("ends");
    const call = ring(business);
    await call.assistantSpeaking({ forMs: 500 });
    await call.hangUp();
    const record = await expectWholeEnd(expect, call, business);
    expect(record).toMatchObject({ endReason: "caller_hung_up", failureCode: null, callBack: true });
  });

  test("the caller hangs up in the middle of a sentence", async ({ expect }) => {
    const business = nextBusiness("ends");
    const call = ring(business);
    await heardOut(call);
    const sentence = say(call, "hangs-up-long");
    await call.log.waitFor("caller-started", { timeoutMs: 5_000 });
    await call.hangUp();
    await sentence;
    expect(await expectWholeEnd(expect, call, business)).toMatchObject({ endReason: "caller_hung_up" });
  });

  test("the caller hangs up while OpenAI has not even answered", async ({ expect }) => {
    const business = nextBusiness("ends");
    await openai.fail(business, { kind: "hang", connections: "all" });
    const call = ring(business);
    await call.log.waitFor("stream-started", { sinceMs: 0, timeoutMs: 20_000 });
    await call.hangUp();
    expect(await expectWholeEnd(expect, call, business)).toMatchObject({
      endReason: "caller_hung_up",
      failureCode: null,
    });
    expect(await openai.sessions(business)).toEqual([]);
  });

  test("the caller hangs up while the dropped connection to OpenAI is being made again", async ({ expect }) => {
    const business = nextBusiness("ends");
    const call = ring(business);
    await heardOut(call);
    await openai.fail(business, { kind: "hang", connections: "all" }, { kind: "drop", when: "now" });
    await manager.recordWhere(business.id, call.callSid, "a dropped model", ({ events }) =>
      events.some(({ kind }) => kind === "model_dropped"),
    );
    await call.hangUp();
    expect(await expectWholeEnd(expect, call, business)).toMatchObject({
      endReason: "caller_hung_up",
      failureCode: null,
    });
  });

  test("the caller and OpenAI leave in the same moment", async ({ expect }) => {
    const business = nextBusiness("ends");
    const call = ring(business);
    await heardOut(call);
    await Promise.all([openai.fail(business, { kind: "drop", when: "now" }), call.hangUp()]);
    expect(await expectWholeEnd(expect, call, business)).toMatchObject({
      endReason: "caller_hung_up",
      failureCode: null,
    });
  });

  test("Twilio ends the call by itself", async ({ expect }) => {
    const business = nextBusiness("ends");
    const call = ring(business);
    await heardOut(call);
    await call.complete();
    await expectWholeEnd(expect, call, business);
  });
});

describe.concurrent("the network lets go first, without a stop", () => {
  test("the call is taken up on a second stream, without a second greeting, and ends once", async ({ expect }) => {
    const business = nextBusiness("ends");
    const call = ring(business);
    await heardOut(call);
    await say(call, "buyer-looking");
    await heardOut(call);
    call.dropNetwork();
    await call.log.waitFor("stream-started", { timeoutMs: 20_000 });
    await say(call, "buyer-budget");
    await heardOut(call);
    await call.hangUp();
    const record = await expectWholeEnd(expect, call, business);
    expect(record).toMatchObject({ endReason: "caller_hung_up", failureCode: null });
    expect(record.events.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["stream_lost", "stream_reattached"]));
    expect(greetings(record)).toBe(1);
    expect(await openai.sessions(business)).toHaveLength(1);
  });

  test("in the middle of an answer: what was not heard is not on record, and the assistant goes on", async ({
    expect,
  }) => {
    const business = nextBusiness("ends");
    const call = ring(business);
    await heardOut(call);
    await say(call, "interrupter-question");
    await call.assistantSpeaking({ forMs: 2_000 });
    call.dropNetwork();
    await heardOut(call);
    await call.hangUp();
    const record = await expectWholeEnd(expect, call, business);
    const cut = record.turns.find(({ text }) => text.startsWith("שאלה טובה"));
    expect(cut).toMatchObject({ interrupted: true, text: expect.not.stringContaining("קבלת המפתח") });
    expect(record.turns.at(-1)).toMatchObject({ role: "assistant", text: expect.stringContaining("השיחה נותקה לרגע") });
  });

  test("a line that never holds comes to an end, with an apology", async ({ expect }) => {
    const business = nextBusiness("ends");
    const call = ring(business);
    const drop = call.log.onEvent(({ kind }) => {
      if (kind === "stream-started") setImmediate(() => call.dropNetwork());
    });
    await call.ended;
    drop();
    const record = await expectWholeEnd(expect, call, business);
    expect(call.said[0]).toContain("מצטערים");
    expect(record.callBack).toBe(true);
    // The first, and three more.
    expect(call.streamUrls).toHaveLength(4);
  });
});

describe.concurrent("OpenAI lets go first", () => {
  test.for([1000, 1001, 1006] as const)(
    "with code %i: the call goes on with its memory, and ends once",
    async (code, { expect }) => {
      const business = nextBusiness("ends");
      const call = ring(business);
      await heardOut(call);
      await say(call, "buyer-looking");
      await heardOut(call);
      await openai.fail(business, { kind: "drop", code, when: "now" });
      await manager.recordWhere(business.id, call.callSid, "a reconnected model", ({ events }) =>
        events.some(({ kind }) => kind === "model_reconnected"),
      );
      await say(call, "buyer-budget");
      await heardOut(call);
      await call.hangUp();
      const record = await expectWholeEnd(expect, call, business);
      expect(record).toMatchObject({ endReason: "caller_hung_up", failureCode: null });
      expect(greetings(record)).toBe(1);
      expect(record.turns.at(-1)?.text).toContain("על איזה שם");
      const [, second] = await openai.sessions(business);
      expect(second?.items.map(({ text }) => text)).toEqual(
        expect.arrayContaining([GREETING, expect.stringContaining("מחפשת דירת")]),
      );
    },
  );

  test("its session runs out: a new one goes on", async ({ expect }) => {
    const business = nextBusiness("ends");
    const call = ring(business);
    await heardOut(call);
    await openai.fail(business, { kind: "expire", when: "now" });
    await manager.recordWhere(business.id, call.callSid, "a reconnected model", ({ events }) =>
      events.some(({ kind }) => kind === "model_reconnected"),
    );
    await say(call, "buyer-looking");
    await heardOut(call);
    await call.hangUp();
    const record = await expectWholeEnd(expect, call, business);
    expect(record).toMatchObject({ failureCode: null });
    expect(record.turns.at(-1)?.text).toContain("מה התקציב");
  });
});

describe.concurrent("the assistant lets go first", () => {
  test("after its goodbye has been heard to the end", async ({ expect }) => {
    const business = nextBusiness("ends");
    const call = ring(business);
    await heardOut(call);
    await say(call, "buyer-thanks");
    const record = await expectWholeEnd(expect, call, business);
    expect(record).toMatchObject({ endReason: "assistant_ended", failureCode: null, callBack: false });
    const goodbye = record.turns.at(-1);
    expect(goodbye).toMatchObject({ role: "assistant", interrupted: false, text: expect.stringContaining("להתראות") });
    // Nothing of it was left in Twilio's buffer when the stream was closed.
    const unplayed = call.log.events.flatMap((event) => (event.kind === "stream-ended" ? [event.unplayedMs] : []));
    expect(Math.max(...unplayed)).toBeLessThan(100);
  });

  test("when its time is up, with a goodbye", { timeout: 150_000 }, async ({ expect }) => {
    const business = nextBusiness("ends");
    await manager.changeSettings(business.id, {
      limits: { ...DEFAULT_CALL_LIMITS, maxCallMs: 60_000, silenceMs: 60_000 },
    });
    const call = ring(business);
    await call.ended;
    const record = await expectWholeEnd(expect, call, business);
    expect(record).toMatchObject({ endReason: "max_duration", failureCode: null });
    expect(record.turns.at(-1)?.text).toContain("הזמן שלנו");
  });
});
