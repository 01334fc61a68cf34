/** Each way in which OpenAI can fail: what the caller hears, what is done about it, and what is on record. */
import { describe, expect, test } from "vitest";
import { spokenFallback } from "../../core/assistant/prompts.ts";
import type { FailureCode } from "../../core/calls/failure.ts";
import { DEFAULT_CALL_LIMITS } from "../../core/business/settings.ts";
import type { CallDetail } from "../../core/calls/wire.ts";
import type { FaultInput } from "../../dev/openai/faults.ts";
import type { SimulatedCall } from "../../dev/twilio/call.ts";
import type { CallOptions } from "../../dev/twilio/call-options.ts";
import { GREETING, nextBusiness, type TestBusiness } from "./support/businesses.ts";
import { mistakesIn } from "./support/openai.ts";
import { heardOut, manager, openai, ring, say } from "./support/world.ts";

const PERSON = "+972525550777";
const { apology, connecting, callBack } = spokenFallback;
const always = { connections: "all" } as const;
/** Impatient, so that a silent model is given up soon. */
const SOON = { ...DEFAULT_CALL_LIMITS, firstAudioMs: 2_000 };

type Failure = { what: string; faults: FaultInput[]; failure: FailureCode };

/** A single fault must be enough where trying again is of no use: the second connection would be a good one. */
const hopeless: Failure[] = [
  { what: "a refused key", faults: [{ kind: "reject", code: "invalid_api_key" }], failure: "openai_auth" },
  {
    what: "a refused key that only the closing names",
    faults: [{ kind: "reject", code: "invalid_api_key", event: false }],
    failure: "openai_auth",
  },
  { what: "a spent quota", faults: [{ kind: "reject", code: "insufficient_quota" }], failure: "openai_quota" },
  {
    what: "a model that does not exist",
    faults: [{ kind: "reject", code: "invalid_model" }],
    failure: "openai_refused",
  },
  {
    what: "a model that only the closing calls unknown",
    faults: [{ kind: "reject", code: "model_not_found", event: false }],
    failure: "openai_refused",
  },
  {
    what: "a model that the first response calls unknown",
    faults: [{ kind: "response-failed", code: "model_not_found" }],
    failure: "openai_refused",
  },
  {
    what: "a request that is not understood (400)",
    faults: [{ kind: "refuse", status: 400 }],
    failure: "openai_refused",
  },
  {
    what: "an address that does not exist (404)",
    faults: [{ kind: "refuse", status: 404 }],
    failure: "openai_refused",
  },
  { what: "a refused key (401)", faults: [{ kind: "refuse", status: 401 }], failure: "openai_auth" },
  {
    what: "a key without the right to the model (403)",
    faults: [{ kind: "refuse", status: 403 }],
    failure: "openai_auth",
  },
  {
    what: "a spent quota (429)",
    faults: [{ kind: "refuse", status: 429, code: "insufficient_quota" }],
    failure: "openai_quota",
  },
  {
    what: "a quota that ends with a response",
    faults: [{ kind: "response-failed", code: "insufficient_quota" }],
    failure: "openai_quota",
  },
  {
    what: "a quota that ends with an error",
    faults: [{ kind: "error-event", code: "insufficient_quota" }],
    failure: "openai_quota",
  },
];

const lasting: Failure[] = [
  {
    what: "too many requests (429) each time",
    faults: [{ kind: "refuse", status: 429, ...always }],
    failure: "openai_rate_limited",
  },
  {
    what: "a server error (500) each time",
    faults: [{ kind: "refuse", status: 500, ...always }],
    failure: "openai_server_error",
  },
  {
    what: "an overloaded server (503) each time",
    faults: [{ kind: "refuse", status: 503, ...always }],
    failure: "openai_server_error",
  },
  { what: "upgrades that are never answered", faults: [{ kind: "hang", ...always }], failure: "openai_unreachable" },
  {
    what: "sessions that never begin",
    faults: [{ kind: "no-session-created", ...always }],
    failure: "openai_unreachable",
  },
  {
    what: "connections that drop as soon as they stand",
    faults: [{ kind: "drop", ...always }],
    failure: "openai_unreachable",
  },
  {
    what: "responses without a sound",
    faults: [{ kind: "no-audio" }, { kind: "no-audio", when: { afterResponse: 1 } }],
    failure: "openai_no_audio",
  },
  {
    what: "responses that fail one after another",
    faults: [
      { kind: "response-failed" },
      { kind: "response-failed", when: { afterResponse: 1 } },
      { kind: "response-failed", when: { afterResponse: 2 } },
    ],
    failure: "openai_server_error",
  },
];

/** The caller hangs up only when Twilio has; what comes of it is on record. */
async function failingCall(
  business: TestBusiness,
  { faults }: Failure,
  options: Partial<CallOptions> = {},
): Promise<{ call: SimulatedCall; record: CallDetail }> {
  await openai.fail(business, ...faults);
  const call = ring(business, options);
  await call.ended;
  return { call, record: await manager.endedRecord(business.id, call.callSid) };
}

const spoken = (call: SimulatedCall) =>
  call.log.events.flatMap((event) => (event.kind === "twiml-say" ? [[event.language, event.text]] : []));
const hebrew = (...texts: string[]) => texts.map((text) => ["he-IL", text]);
const dialled = (call: SimulatedCall) =>
  call.log.events.flatMap((event) => (event.kind === "dialled" ? [event.number] : []));
const kindsOf = (record: CallDetail) => record.events.map(({ kind }) => kind);
const greetingsIn = (record: CallDetail) =>
  record.turns.filter(({ role, text }) => role === "assistant" && text.includes(GREETING)).length;
const assistantSaid = (record: CallDetail) =>
  record.turns.flatMap(({ role, text }) => (role === "assistant" ? [text] : [])).join("\n");

async function expectNoMistakes(call: SimulatedCall, business: TestBusiness): Promise<void> {
  expect(call.violations).toEqual([]);
  expect(call.errors).toEqual([]);
  expect(mistakesIn(await openai.closedSessions(business))).toEqual([]);
}

describe.concurrent("without anybody to hand over to, the caller hears an apology in Hebrew and is promised a call back after", () => {
  test.for([...hopeless, ...lasting])("$what", async (failure, { expect }) => {
    const business = nextBusiness("failures");
    await manager.changeSettings(business.id, { limits: SOON, handoffPhone: null });
    const { call, record } = await failingCall(business, failure);
    expect(spoken(call)).toEqual(hebrew(apology, callBack));
    expect(dialled(call)).toEqual([]);
    expect(record).toMatchObject({ failureCode: failure.failure, callBack: true, endReason: "failed" });
    expect(kindsOf(record).filter((kind) => kind === "model_failed" || kind === "call_ended")).toEqual([
      "model_failed",
      "call_ended",
    ]);
    await expectNoMistakes(call, business);
  });
});

describe.concurrent("where the business has a telephone for that, the caller is handed over to a person after", () => {
  test.for([...hopeless, ...lasting])("$what", async (failure, { expect }) => {
    const business = nextBusiness("failures");
    await manager.changeSettings(business.id, { limits: SOON, handoffPhone: PERSON });
    const { call, record } = await failingCall(business, failure, { dial: { status: "answered" } });
    expect(spoken(call)).toEqual(hebrew(apology, connecting));
    expect(dialled(call)).toEqual([PERSON]);
    expect(record).toMatchObject({ failureCode: failure.failure, callBack: false, endReason: "handed_off" });
    await expectNoMistakes(call, business);
  });

  test.for(["no-answer", "busy", "failed"] as const)(
    "and promised a call back when the person does not take it (%s)",
    async (status, { expect }) => {
      const business = nextBusiness("failures");
      await manager.changeSettings(business.id, { handoffPhone: PERSON });
      const failure: Failure = { what: "", faults: [{ kind: "refuse", status: 401 }], failure: "openai_auth" };
      const { call, record } = await failingCall(business, failure, { dial: { status } });
      expect(spoken(call)).toEqual(hebrew(apology, connecting, callBack));
      expect(record).toMatchObject({ failureCode: "openai_auth", callBack: true, endReason: "failed" });
      await expectNoMistakes(call, business);
    },
  );
});

describe.concurrent("the caller hears nothing of what passes", () => {
  const passing: { what: string; faults: FaultInput[] }[] = [
    { what: "one refusal for too many requests (429)", faults: [{ kind: "refuse", status: 429 }] },
    { what: "one server error (500)", faults: [{ kind: "refuse", status: 500 }] },
    { what: "three refusals of an overloaded server (503)", faults: [{ kind: "refuse", status: 503, connections: 3 }] },
    { what: "one upgrade that is never answered", faults: [{ kind: "hang" }] },
    { what: "one session that never begins", faults: [{ kind: "no-session-created" }] },
    { what: "one connection that drops as soon as it stands", faults: [{ kind: "drop" }] },
    { what: "one response that begins and stays silent", faults: [{ kind: "no-audio" }] },
    { what: "one request for a response that gets lost", faults: [{ kind: "no-audio", created: false }] },
    { what: "one response that fails", faults: [{ kind: "response-failed" }] },
    {
      what: "an error about one request",
      faults: [{ kind: "error-event", code: "unknown_parameter", type: "invalid_request_error" }],
    },
  ];

  test.for(passing)("$what", async ({ faults }, { expect }) => {
    const business = nextBusiness("failures");
    await openai.fail(business, ...faults);
    const call = ring(business);
    await heardOut(call);
    await say(call, "buyer-looking");
    await heardOut(call);
    await call.hangUp();
    const record = await manager.endedRecord(business.id, call.callSid);
    expect(call.said).toEqual([]);
    expect(record).toMatchObject({ failureCode: null, callBack: false, endReason: "caller_hung_up" });
    expect(greetingsIn(record)).toBe(1);
    expect(assistantSaid(record)).toContain("מה התקציב");
    await expectNoMistakes(call, business);
  });

  test("arguments of a tool that cannot be read: the model is told, and does not say that it saved", async ({
    expect,
  }) => {
    const business = nextBusiness("failures");
    await openai.fail(business, { kind: "malformed-arguments", when: { heard: "buyer-name" } });
    const call = ring(business);
    await heardOut(call);
    await say(call, "buyer-name");
    await heardOut(call);
    await call.hangUp();
    const record = await manager.endedRecord(business.id, call.callSid);
    expect(record.events).toContainEqual(
      expect.objectContaining({ kind: "tool_finished", data: expect.objectContaining({ failed: true }) }),
    );
    expect(assistantSaid(record)).toContain("לא הצלחתי לשמור");
    expect(record.lead).toBeNull();
    await expectNoMistakes(call, business);
  });
});

describe.concurrent("a connection that drops in mid-call", () => {
  test("is made again with the conversation so far, and without a second greeting", async ({ expect }) => {
    const business = nextBusiness("failures");
    await openai.fail(business, { kind: "drop", when: { heard: "openai-drops-name" } });
    const call = ring(business);
    await heardOut(call);
    await say(call, "openai-drops-details");
    await heardOut(call);
    await say(call, "openai-drops-name");
    // Lost with the connection: the caller is asked again.
    await heardOut(call);
    await say(call, "openai-drops-name");
    await heardOut(call);
    await say(call, "openai-drops-thanks");
    await call.ended;
    const record = await manager.endedRecord(business.id, call.callSid);
    expect(record).toMatchObject({
      failureCode: null,
      endReason: "assistant_ended",
      lead: { name: "יוסי כהן", demands: [{ roomsMin: 3, dealType: "rent" }] },
    });
    expect(kindsOf(record)).toEqual(expect.arrayContaining(["model_dropped", "model_reconnected"]));
    expect(greetingsIn(record)).toBe(1);
    const [, second] = await openai.closedSessions(business);
    const remembered = second?.items
      .filter(({ type, role }) => type === "message" && role !== "system")
      .map(({ role, text }) => [role, text]);
    expect(remembered?.slice(0, 3)).toEqual([
      ["assistant", GREETING],
      ["user", expect.stringContaining("נווה שאנן")],
      ["assistant", expect.stringContaining("על איזה שם")],
    ]);
    await expectNoMistakes(call, business);
  });

  const beyondRepair: { what: string; after: FaultInput; failure: FailureCode }[] = [
    {
      what: "every further one is refused",
      after: { kind: "refuse", status: 503, ...always },
      failure: "openai_server_error",
    },
    { what: "every further one drops, too", after: { kind: "drop", ...always }, failure: "openai_dropped" },
    { what: "every further one is left unanswered", after: { kind: "hang", ...always }, failure: "openai_dropped" },
    { what: "the key is not good any more", after: { kind: "refuse", status: 401 }, failure: "openai_auth" },
  ];

  test.for(beyondRepair)("ends in an apology when $what", async ({ after, failure }, { expect }) => {
    const business = nextBusiness("failures");
    const call = ring(business);
    await heardOut(call);
    await say(call, "buyer-looking");
    await heardOut(call);
    await openai.fail(business, after, { kind: "drop", when: "now" });
    await call.ended;
    const record = await manager.endedRecord(business.id, call.callSid);
    expect(spoken(call)).toEqual(hebrew(apology, callBack));
    expect(record).toMatchObject({ failureCode: failure, callBack: true, endReason: "failed" });
    expect(assistantSaid(record)).toContain("מה התקציב");
    await expectNoMistakes(call, business);
  });
});
