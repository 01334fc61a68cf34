/** What befalls a sentence of the assistant's while it is being heard: the record and the model must know how far it came. */
import { describe, test } from "vitest";
import type { CallDetail } from "../../core/calls/wire.ts";
import { loadClip } from "../../dev/speech/clips.ts";
import type { SimulatedCall } from "../../dev/twilio/call.ts";
import { GREETING, nextBusiness, type TestBusiness } from "./support/businesses.ts";
import { mistakesIn } from "./support/openai.ts";
import { heardOut, manager, openai, ring, say } from "./support/world.ts";

const CLIP = "buyer-looking";
/** About ten seconds. */
const SENTENCE =
  "יש לנו כמה דירות של ארבעה חדרים בכרמל הצרפתי, אחת מהן בקומה שנייה עם מרפסת שמש גדולה, ואחת בקומת קרקע עם גינה, ושתיהן קרובות לגן ולבית הספר.";
/** A syllable, as people make it while they listen. Backwards, so that nobody takes it for words of a clip. */
const SHORT = loadClip("buyer-name")
  .audio.slice(0, 8 * 450)
  .toReversed();

const kinds = ({ events }: CallDetail) => events.map(({ kind }) => kind);
const assistantTurns = ({ turns }: CallDetail) => turns.filter(({ role }) => role === "assistant");

/** The assistant is in the middle of its sentence, of which the caller has heard so much. */
async function midSentence(heardMs = 1_500): Promise<{ call: SimulatedCall; business: TestBusiness }> {
  const business = nextBusiness("midSentence");
  await openai.fail(business, { kind: "answer", say: [SENTENCE], when: { heard: CLIP } });
  const call = ring(business);
  await heardOut(call);
  await say(call, CLIP);
  await call.assistantSpeaking({ forMs: heardMs });
  return { call, business };
}

describe.concurrent("in the middle of a sentence", () => {
  test("the caller hangs up: what was heard of it is on record, as interrupted", async ({ expect }) => {
    const { call, business } = await midSentence();
    await call.hangUp();
    const record = await manager.endedRecord(business.id, call.callSid);
    const last = assistantTurns(record).at(-1);
    expect(last).toMatchObject({ interrupted: true });
    expect(last?.heardMs).toBeGreaterThan(1_200);
    expect(last?.heardMs).toBeLessThan(4_000);
    expect(SENTENCE.startsWith(last?.text ?? "–")).toBe(true);
    expect(last?.text.length).toBeLessThan(SENTENCE.length / 2);
  });

  test("OpenAI is gone: what is there is heard, the next session knows it, and nobody says it again", async ({
    expect,
  }) => {
    const { call, business } = await midSentence();
    await openai.fail(business, { kind: "drop", when: "now" });
    await manager.recordWhere(business.id, call.callSid, "a reconnected model", (record) =>
      kinds(record).includes("model_reconnected"),
    );
    await heardOut(call);
    await say(call, "buyer-budget");
    await heardOut(call);
    await call.hangUp();
    const record = await manager.endedRecord(business.id, call.callSid);
    const [, heard, ...later] = assistantTurns(record);
    expect(SENTENCE.startsWith(heard?.text ?? "–")).toBe(true);
    expect(heard?.heardMs).toBeGreaterThan(1_200);
    for (const { text } of later) expect(text).not.toContain(SENTENCE.slice(0, 20));
    const [, second] = await openai.closedSessions(business);
    const known = second?.items.filter(({ role }) => role === "assistant").map(({ text }) => text);
    expect(known).toContain(heard?.text);
    expect(record).toMatchObject({ failureCode: null, endReason: "caller_hung_up" });
    expect(mistakesIn(await openai.closedSessions(business))).toEqual([]);
  });

  test("OpenAI is gone, and the caller speaks over what still plays: it is cut there, as ever", async ({ expect }) => {
    const { call, business } = await midSentence(4_000);
    await openai.fail(business, { kind: "drop", when: "now" });
    await manager.recordWhere(business.id, call.callSid, "a reconnected model", (record) =>
      kinds(record).includes("model_reconnected"),
    );
    await say(call, "interrupter-cut-one");
    await heardOut(call);
    await call.hangUp();
    const record = await manager.endedRecord(business.id, call.callSid);
    const [, cut, answer] = assistantTurns(record);
    expect(cut).toMatchObject({ interrupted: true });
    expect(SENTENCE.startsWith(cut?.text ?? "–")).toBe(true);
    expect(cut?.text.length).toBeLessThan(SENTENCE.length);
    expect(answer).toMatchObject({ interrupted: false });
    expect(kinds(record)).toContain("interrupted");
    const [, second] = await openai.closedSessions(business);
    expect(second?.items.filter(({ role }) => role === "assistant").map(({ text }) => text)).toContain(cut?.text);
    expect(mistakesIn(await openai.closedSessions(business))).toEqual([]);
  });

  // The model speaks about three times as fast as it is heard: after four seconds all of the sentence is there.
  test.for([
    ["and all of it is there: it goes on to its end, and is no new answer", 4_000, []],
    ["and it is still being made, which ends with that: it goes on, and then the model does", 1_500, ["continued"]],
  ] as const)("the caller says a short word, %s", async ([, heardMs, further], { expect }) => {
    const { call, business } = await midSentence(heardMs);
    await openai.fail(business, { kind: "transcription", becomes: "words", words: "אהה", when: "now" });
    await call.say(SHORT);
    await heardOut(call);
    await call.hangUp();
    const record = await manager.endedRecord(business.id, call.callSid);
    expect(kinds(record)).toContain("speech_resumed");
    const [, cut, resumed, ...more] = assistantTurns(record);
    expect(cut).toMatchObject({ interrupted: true });
    expect(resumed).toMatchObject({ interrupted: false });
    // The piece in which it was cut is said again.
    const joined = `${cut?.text} ${resumed?.text}`;
    expect(SENTENCE.startsWith(joined)).toBe(true);
    expect(joined === SENTENCE).toBe(further.length === 0);
    expect(more).toHaveLength(further.length);
    expect(mistakesIn(await openai.closedSessions(business))).toEqual([]);
  });

  test("the caller says something: they have the floor, and are answered", async ({ expect }) => {
    const { call, business } = await midSentence();
    await say(call, "interrupter-cut-one");
    await heardOut(call);
    await call.hangUp();
    const record = await manager.endedRecord(business.id, call.callSid);
    expect(kinds(record)).not.toContain("speech_resumed");
    const [, cut, answer] = assistantTurns(record);
    expect(cut).toMatchObject({ interrupted: true });
    expect(answer).toMatchObject({ interrupted: false });
  });

  test("of the recorded greeting the caller asks whether anybody is there: it is heard to its end", async ({
    expect,
  }) => {
    const business = nextBusiness("midSentence");
    const first = ring(business);
    await heardOut(first);
    await first.hangUp();
    await manager.endedRecord(business.id, first.callSid);
    const second = ring(business);
    await second.assistantSpeaking({ forMs: 100 });
    await second.say(SHORT);
    await heardOut(second);
    await second.hangUp();
    const record = await manager.endedRecord(business.id, second.callSid);
    expect(record.turns.find(({ role }) => role === "assistant")).toMatchObject({ text: GREETING, interrupted: false });
    expect(record.events).toContainEqual(
      expect.objectContaining({ kind: "greeting_played", data: { cached: true, disclosed: true } }),
    );
  });
});
