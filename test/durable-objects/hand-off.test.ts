/** A call that is handed to a person, through Twilio's webhooks on the real bindings: taken, not taken, forwarded back. */
import { asc, eq } from "drizzle-orm";
import { runDurableObjectAlarm } from "cloudflare:test";
import { describe, expect, test } from "vitest";
import { spokenFallback } from "../../core/assistant/prompts.ts";
import { channelAddresses } from "../../worker/db/directory/schema.ts";
import { businessSettings, callEvents } from "../../worker/db/tenant/schema.ts";
import { findCallBySid } from "../../worker/features/calls/record/queries.ts";
import type { TestBusiness } from "../worker/api/support/world.ts";
import { deps, env, lose, newCallSid, storageOf, stream, until } from "./support/calls.ts";
import { aNumber, FROM, PERSON, twilio } from "./support/webhooks.ts";

type Line = { to: string; callSid: string; from: string };

const ring = (to: string, fields: { callSid?: string; from?: string; forwardedFrom?: string } = {}) =>
  twilio("/webhooks/twilio/voice", {
    CallSid: fields.callSid ?? newCallSid(),
    From: fields.from ?? FROM,
    To: to,
    CallStatus: "ringing",
    ...(fields.forwardedFrom !== undefined && { ForwardedFrom: fields.forwardedFrom }),
  });
const afterStream = (line: Line, status = "in-progress") =>
  twilio("/webhooks/twilio/voice/after-stream", {
    CallSid: line.callSid,
    From: line.from,
    To: line.to,
    CallStatus: status,
  });
const dialled = (line: Line, outcome: string, status = "in-progress") =>
  twilio("/webhooks/twilio/voice/after-stream?stage=dialled", {
    CallSid: line.callSid,
    From: line.from,
    To: line.to,
    CallStatus: status,
    DialCallStatus: outcome,
  });
const offered = ({ callSid }: Line) =>
  twilio(`/webhooks/twilio/voice/offer?call=${callSid}`, { CallSid: newCallSid(), From: FROM, To: PERSON });
const pressed = (line: Line, digits = "1") =>
  twilio(`/webhooks/twilio/voice/accept?call=${line.callSid}`, {
    CallSid: newCallSid(),
    From: FROM,
    To: PERSON,
    Digits: digits,
  });
const status = (line: Line, said: string) =>
  twilio("/webhooks/twilio/voice/status", {
    CallSid: line.callSid,
    From: line.from,
    To: line.to,
    CallStatus: said,
  });

const eventsOf = async ({ scope }: TestBusiness, callSid: string) => {
  const call = await findCallBySid(scope, callSid);
  return scope.db.query.callEvents.findMany({
    where: eq(callEvents.callId, call?.id ?? ""),
    orderBy: asc(callEvents.seq),
  });
};
const handOffOf = async (business: TestBusiness, callSid: string) =>
  (await eventsOf(business, callSid)).filter(({ kind }) => kind.startsWith("hand"));
const STARTED = { kind: "handoff_started", data: { because: "openai_auth" } };

/** A call whose assistant is refused, so that a person is to be rung: up to the moment before. */
async function aFailedCall(from = FROM) {
  const { business, to } = await aNumber(`refuses-401-${crypto.randomUUID()}`);
  const line: Line = { to, callSid: newCallSid(), from };
  const { body } = await ring(to, { callSid: line.callSid, from });
  const token = /\/streams\/twilio\/CA\w+\/(\w+)/.exec(body)?.[1] ?? "";
  await stream({ callSid: line.callSid, token, session: deps.callSession(line.callSid) });
  await until(async () => expect((await storageOf(deps.callSession(line.callSid))).has("ended")).toBe(true));
  return { business, ...line };
}

/** One whose person is being rung. */
async function aRungCall(from = FROM) {
  const call = await aFailedCall(from);
  const { body } = await afterStream(call);
  expect(body).toContain("<Dial");
  return { ...call, twiml: body };
}

describe("a person is rung", () => {
  test("and shown the caller's number; the caller hears it ring until the two are joined", async () => {
    const { twiml } = await aRungCall();
    expect(twiml).toContain(`callerId="${FROM}"`);
    expect(twiml).toContain('answerOnBridge="true"');
    expect(twiml).toContain(`${PERSON}</Number>`);
  });

  test.each(["anonymous", "", "+266696687", "+7378742833"])(
    "and shown the business's number, when the caller's is withheld (%j)",
    async (from) => {
      const { twiml, to } = await aRungCall(from);
      expect(twiml).toContain(`callerId="${to}"`);
    },
  );

  test("that the call is being handed over stands on record before they are rung", async () => {
    const { business, callSid } = await aRungCall();
    expect(await handOffOf(business, callSid)).toMatchObject([STARTED]);
  });

  test("nobody, when the number has become the business's own; the caller hears so", async () => {
    const { business, ...line } = await aFailedCall();
    await deps.directory
      .insert(channelAddresses)
      .values({ channel: "phone", address: PERSON, businessId: business.id, createdAt: 0 });
    const { body } = await afterStream(line);
    await deps.directory.delete(channelAddresses).where(eq(channelAddresses.address, PERSON));
    expect(body).not.toContain("<Dial");
    expect(body).toContain(spokenFallback.callBack);
    await until(async () =>
      expect(await handOffOf(business, line.callSid)).toMatchObject([
        STARTED,
        { kind: "handoff_failed", data: { why: "circle" } },
      ]),
    );
  });

  test("nobody, when the caller has hung up meanwhile; they were not answered, and can ring again at once", async () => {
    const { business, ...line } = await aFailedCall();
    expect((await afterStream(line, "completed")).body).not.toContain("<Dial");
    await until(async () =>
      expect(await handOffOf(business, line.callSid)).toMatchObject([
        STARTED,
        { kind: "handoff_failed", data: { why: "caller_left" } },
      ]),
    );
    expect((await ring(line.to)).body).toContain("<Stream");
  });

  test("also when neither database answers: the call's object knows whom, and writes the rest later", async () => {
    const { business, ...line } = await aFailedCall();
    await env.DIRECTORY.exec("alter table channel_addresses rename to away");
    await env.TENANT_0.exec("alter table call_events rename to away");
    try {
      expect((await afterStream(line)).body).toContain("<Dial");
      expect((await pressed(line)).body).not.toContain("<Hangup");
    } finally {
      await env.DIRECTORY.exec("alter table away rename to channel_addresses");
      await env.TENANT_0.exec("alter table away rename to call_events");
    }
    expect((await dialled(line, "completed")).body).toContain("<Hangup");
    await lose(deps.callSession(line.callSid));
    await runDurableObjectAlarm(deps.callSession(line.callSid));
    expect(await handOffOf(business, line.callSid)).toMatchObject([STARTED, { kind: "handed_off" }]);
  });
});

describe("who presses the key", () => {
  test("has taken the call: nobody has to ring back; told twice, it is noted once", async () => {
    const { business, ...line } = await aRungCall();
    expect((await offered(line)).body).toContain("<Gather");
    expect((await pressed(line)).body).not.toContain("<Hangup");
    await pressed(line);
    expect((await dialled(line, "completed")).body).toContain("<Hangup");
    await until(async () =>
      expect(await findCallBySid(business.scope, line.callSid)).toMatchObject({
        endReason: "handed_off",
        callBack: false,
        failureCode: "openai_auth",
      }),
    );
    expect(await handOffOf(business, line.callSid)).toMatchObject([STARTED, { kind: "handed_off" }]);
  });

  test("has taken it also when the object was lost before: the rest of the record is not overwritten", async () => {
    const { business, ...line } = await aRungCall();
    const before = await until(async () => {
      const events = await eventsOf(business, line.callSid);
      expect(events.at(-1)?.kind).toBe("call_ended");
      return events;
    });
    await lose(deps.callSession(line.callSid));
    await pressed(line);
    await pressed(line);
    const after = await eventsOf(business, line.callSid);
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.slice(before.length)).toMatchObject([{ kind: "handed_off", seq: before.length + 1 }]);
    expect(await findCallBySid(business.scope, line.callSid)).toMatchObject({
      endReason: "handed_off",
      callBack: false,
    });
    expect((await dialled(line, "completed")).body).toContain("<Hangup");
  });

  test("no other key takes anything", async () => {
    const { business, ...line } = await aRungCall();
    expect((await pressed(line, "7")).body).toContain("<Hangup");
    expect((await dialled(line, "completed")).body).toContain(spokenFallback.callBack);
    await until(async () =>
      expect(await handOffOf(business, line.callSid)).toMatchObject([STARTED, { kind: "handoff_failed" }]),
    );
  });

  test("a call of whose numbers none is ours any more is found by its CallSid", async () => {
    const { business, ...line } = await aRungCall();
    await deps.directory.delete(channelAddresses).where(eq(channelAddresses.address, line.to));
    await pressed(line);
    expect((await dialled(line, "completed")).body).toContain("<Hangup");
    await until(async () =>
      expect(await findCallBySid(business.scope, line.callSid)).toMatchObject({ endReason: "handed_off" }),
    );
  });
});

describe("who does not take it", () => {
  test.each([
    ["completed", "not_accepted"],
    ["no-answer", "no_answer"],
    ["busy", "busy"],
    ["failed", "failed"],
  ])("(%s): the caller is promised a call back, and the record says why, once", async (outcome, why) => {
    const { business, ...line } = await aRungCall();
    for (const { body } of [await dialled(line, outcome), await dialled(line, outcome)]) {
      expect(body).toContain(spokenFallback.callBack);
      expect(body).toContain("<Hangup");
    }
    await until(async () =>
      expect(await handOffOf(business, line.callSid)).toMatchObject([
        STARTED,
        { kind: "handoff_failed", data: { why, status: outcome } },
      ]),
    );
    expect(await findCallBySid(business.scope, line.callSid)).toMatchObject({ endReason: "failed", callBack: true });
  });

  test.each(["no-answer", "completed", "canceled"])(
    "because the caller has hung up while it rang (%s): that is what the record says",
    async (outcome) => {
      const { business, ...line } = await aRungCall();
      await dialled(line, outcome, "completed");
      await status(line, "completed");
      await until(async () =>
        expect(await handOffOf(business, line.callSid)).toMatchObject([
          STARTED,
          { kind: "handoff_failed", data: { why: "caller_left", status: outcome } },
        ]),
      );
      expect(await findCallBySid(business.scope, line.callSid)).toMatchObject({ callBack: true });
    },
  );

  test("because the caller has hung up, and only the status says so: the same", async () => {
    const { business, ...line } = await aRungCall();
    await status(line, "completed");
    await until(async () =>
      expect(await handOffOf(business, line.callSid)).toMatchObject([
        STARTED,
        { kind: "handoff_failed", data: { why: "caller_left" } },
      ]),
    );
  });
});

describe("whose phone forwards the call back to us", () => {
  const BUSY = '<Reject reason="busy"/>';

  test("counts as busy while the call is being handed over, and is answered again afterwards", async () => {
    const { business: _, ...line } = await aRungCall();
    expect((await ring(line.to)).body).toContain(BUSY);
    expect((await ring(line.to, { from: "+972529999999" })).body).toContain("<Stream");
    await dialled(line, "busy");
    await until(async () => expect((await ring(line.to)).body).toContain("<Stream"));
  });

  test("counts as busy also when it shows the business's own number, or that of the phone itself", async () => {
    const { to } = await aRungCall();
    expect((await ring(to, { from: to })).body).toContain(BUSY);
    expect((await ring(to, { from: PERSON })).body).toContain(BUSY);
  });

  test.each(["03-555-0199", "+97235550199"])(
    "is known by the number from which a withheld call was forwarded (%s)",
    async (forwardedFrom) => {
      const { to } = await aRungCall("anonymous");
      expect((await ring(to, { from: "anonymous", forwardedFrom })).body).toContain(BUSY);
    },
  );

  test("other callers whose calls an office's line forwards are answered, withheld or not", async () => {
    const { to } = await aRungCall("anonymous");
    for (const from of ["anonymous", "+972529999999"])
      expect((await ring(to, { from, forwardedFrom: "+97239999999" })).body).toContain("<Stream");
    expect((await ring(to, { from: "+972529999999", forwardedFrom: PERSON })).body).toContain("<Stream");
    expect((await ring(to, { from: "anonymous" })).body).toContain("<Stream");
  });

  test("of another business's hand-off it is nothing to us", async () => {
    await aRungCall();
    const { to } = await aNumber();
    expect((await ring(to)).body).toContain("<Stream");
    expect((await ring(to, { from: "anonymous", forwardedFrom: PERSON })).body).toContain("<Stream");
  });
});

describe("the number in the settings", () => {
  test("that has changed since: the call is handed to whom it was then", async () => {
    const { business, ...line } = await aFailedCall();
    await business.scope.db
      .update(businessSettings)
      .set({ handoffPhone: "+97235550188" })
      .where(eq(businessSettings.businessId, business.id));
    expect((await afterStream(line)).body).toContain(PERSON);
  });
});

describe("the object", () => {
  const settled = async (business: TestBusiness, line: Line) => {
    await until(async () => expect(await handOffOf(business, line.callSid)).toHaveLength(2));
    await until(async () => expect((await storageOf(deps.callSession(line.callSid))).has("finished")).toBe(true));
    await runDurableObjectAlarm(deps.callSession(line.callSid));
    return storageOf(deps.callSession(line.callSid));
  };

  test("keeps who the call is while a person talks with the caller", async () => {
    const { business, ...line } = await aRungCall();
    await pressed(line);
    expect((await settled(business, line)).has("identity")).toBe(true);
    expect((await dialled(line, "completed")).body).toContain("<Hangup");
  });

  test("keeps nothing of a call that nobody has taken; asked once more, Twilio is told the same", async () => {
    const { business, ...line } = await aRungCall();
    await dialled(line, "busy");
    expect((await settled(business, line)).size).toBe(0);
    expect((await dialled(line, "busy")).body).toContain(spokenFallback.callBack);
  });
});
