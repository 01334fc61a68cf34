/** The caller asks for a person: who is rung, what the caller and the person hear, and what the record says of it. */
import { describe, test } from "vitest";
import { spokenFallback } from "../../core/assistant/prompts.ts";
import type { CallDetail } from "../../core/calls/wire.ts";
import type { SimulatedCall } from "../../dev/twilio/call.ts";
import type { CallOptions, DialOutcome } from "../../dev/twilio/call-options.ts";
import { nextBusiness, type TestBusiness } from "./support/businesses.ts";
import { mistakesIn } from "./support/openai.ts";
import { heardOut, manager, openai, ring, say } from "./support/world.ts";

const PERSON = "+972525550778";
const CLIP = "buyer-looking";
const WORDS = "בטח, אני מעביר אותך עכשיו ליועץ שלנו.";

/** The assistant is asked for a person, says so and hands the call over. */
async function handsOver(
  dial: DialOutcome,
  options: Partial<CallOptions> = {},
): Promise<{ call: SimulatedCall; business: TestBusiness }> {
  const business = nextBusiness("handOff");
  await manager.changeSettings(business.id, { handoffPhone: PERSON });
  const calls = [{ name: "hand_over", args: {} }];
  await openai.fail(business, { kind: "answer", say: [WORDS], calls, when: { heard: CLIP } });
  const call = ring(business, { dial, ...options });
  await heardOut(call);
  await say(call, CLIP);
  return { call, business };
}

const handOffOf = ({ events }: CallDetail) =>
  events.flatMap(({ kind, data }) => (kind.startsWith("hand") ? [{ kind, data }] : []));
const settled = (call: SimulatedCall, business: TestBusiness): Promise<CallDetail> =>
  manager.recordWhere(business.id, call.callSid, "what became of the hand-off", (record) =>
    handOffOf(record).some(({ kind }) => kind !== "handoff_started"),
  );
const eventsOf = <Kind extends SimulatedCall["log"]["events"][number]["kind"]>(call: SimulatedCall, kind: Kind) =>
  call.log.events.filter((event): event is Extract<typeof event, { kind: Kind }> => event.kind === kind);
const spoken = (call: SimulatedCall) => eventsOf(call, "twiml-say").map(({ text }) => text);

describe.concurrent("a caller who asks for a person", () => {
  test("is joined to the one who presses the key, after all the assistant had to say", async ({ expect }) => {
    const { call, business } = await handsOver({ status: "answered" });
    await call.ended;
    const record = await settled(call, business);
    expect(eventsOf(call, "dialled")).toMatchObject([{ number: PERSON, outcome: "answered" }]);
    expect(spoken(call)).toEqual([]);
    expect(record).toMatchObject({ endReason: "handed_off", callBack: false, failureCode: null });
    expect(record.turns.at(-1)).toMatchObject({ role: "assistant", text: WORDS, interrupted: false });
    expect(handOffOf(record)).toMatchObject([
      { kind: "handoff_started", data: { because: "asked" } },
      { kind: "handed_off" },
    ]);
    expect(call.violations).toEqual([]);
    expect(mistakesIn(await openai.closedSessions(business))).toEqual([]);
  });

  test.for([
    ["a voicemail answers", { status: "answered", presses: "", ringMs: 50 }, "not_accepted"],
    ["nobody answers", { status: "no-answer" }, "no_answer"],
    ["the line is busy", { status: "busy" }, "busy"],
  ] satisfies [string, DialOutcome, string][])("is promised a call back when %s", async ([, dial, why], { expect }) => {
    const { call, business } = await handsOver(dial);
    await call.ended;
    const record = await settled(call, business);
    expect(spoken(call)).toEqual([spokenFallback.callBack]);
    expect(record.callBack).toBe(true);
    expect(record.endReason).not.toBe("handed_off");
    expect(handOffOf(record)).toMatchObject([{ kind: "handoff_started" }, { kind: "handoff_failed", data: { why } }]);
    expect(call.violations).toEqual([]);
  });

  test.for([
    ["shows their number", {}],
    ["shows ours, since theirs is withheld", { from: "anonymous" }],
  ] as const)(
    "and whose call the person's phone sends back to us is not handed round in a circle: it %s",
    async ([, options], { expect }) => {
      const { call, business } = await handsOver({ status: "forwarded" }, options);
      await call.ended;
      const record = await settled(call, business);
      expect(eventsOf(call, "dialled")).toMatchObject([{ number: PERSON, outcome: "busy" }]);
      expect(handOffOf(record)).toMatchObject([
        { kind: "handoff_started" },
        { kind: "handoff_failed", data: { why: "busy" } },
      ]);
      expect(spoken(call)).toEqual([spokenFallback.callBack]);
      expect(call.violations).toEqual([]);
    },
  );

  test("and hangs up while it rings is on record as that, and is to be rung back", async ({ expect }) => {
    const { call, business } = await handsOver({ status: "answered", ringMs: 60_000 });
    await manager.recordWhere(business.id, call.callSid, "the ringing", (record) => handOffOf(record).length > 0);
    await call.hangUp();
    const record = await settled(call, business);
    expect(handOffOf(record)).toMatchObject([
      { kind: "handoff_started" },
      { kind: "handoff_failed", data: { why: "caller_left" } },
    ]);
    expect(record).toMatchObject({ callBack: true });
  });
});
