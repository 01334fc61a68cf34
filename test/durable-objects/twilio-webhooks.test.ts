/** Twilio's webhooks on the real bindings: signed, repeated, out of order, forged. */
import { eq } from "drizzle-orm";
import { getExpectedTwilioSignature } from "twilio/lib/webhooks/webhooks.js";
import { describe, expect, test } from "vitest";
import { spokenFallback } from "../../core/assistant/prompts.ts";
import { createApp } from "../../worker/app.ts";
import { businesses, channelAddresses } from "../../worker/db/directory/schema.ts";
import { findCallBySid } from "../../worker/features/calls/record/queries.ts";
import { callEvents, calls } from "../../worker/db/tenant/schema.ts";
import { createLogger } from "../../worker/log.ts";
import type { TestBusiness } from "../worker/api/support/world.ts";
import { businessWithModel, deps, env, newCallSid, until } from "./support/calls.ts";

const app = createApp(() => deps);
const FROM = "+972521234567";
let numbers = 0;

async function aNumber(model = `answers-${crypto.randomUUID()}`, status: "active" | "suspended" = "active") {
  const business = await businessWithModel(model, { handoffPhone: "+97235550199" });
  const to = `+9723${String(5_560_000 + ++numbers)}`;
  await deps.directory
    .insert(channelAddresses)
    .values({ channel: "phone", address: to, businessId: business.id, createdAt: 0 });
  await deps.directory.update(businesses).set({ status }).where(eq(businesses.id, business.id));
  return { business, to };
}

async function twilio(path: string, form: Record<string, string>, options: { signature?: string } = {}) {
  const signature =
    options.signature ??
    getExpectedTwilioSignature(deps.config.TWILIO_AUTH_TOKEN, `${deps.config.PUBLIC_URL}${path}`, form);
  const response = await app.request(
    `http://behind-a-proxy.internal${path}`,
    { method: "POST", body: new URLSearchParams(form), headers: { "x-twilio-signature": signature } },
    env,
  );
  return { status: response.status, body: await response.text() };
}

const ring = (to: string, callSid: string, from = FROM) =>
  twilio("/webhooks/twilio/voice", { CallSid: callSid, From: from, To: to, CallStatus: "ringing" });
const rowsOf = ({ scope }: TestBusiness) => scope.db.select().from(calls).where(eq(calls.businessId, scope.businessId));

describe("a call comes in", () => {
  test("to a business's number: its row is written and Twilio is told where to stream to", async () => {
    const { business, to } = await aNumber();
    const callSid = newCallSid();
    const { status, body } = await ring(to, callSid);
    expect(status).toBe(200);
    expect(body).toMatch(new RegExp(`<Stream url="wss://agentlocator.test/streams/twilio/${callSid}/[0-9a-f]{48}"`));
    expect(await findCallBySid(business.scope, callSid)).toMatchObject({
      status: "ringing",
      from: FROM,
      to,
      direction: "inbound",
    });
  });

  test("delivered several times at once is one call", async () => {
    const { business, to } = await aNumber();
    const callSid = newCallSid();
    const answers = await Promise.all([ring(to, callSid), ring(to, callSid), ring(to, callSid)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await rowsOf(business)).toHaveLength(1);
  });

  test("to a number that is nobody's is rejected", async () => {
    const { body } = await ring("+97239999999", newCallSid());
    expect(body).toContain("<Reject");
  });

  test("is logged with neither of its numbers whole", async () => {
    const { to } = await aNumber();
    const lines: string[] = [];
    const logged = createApp(() => ({ ...deps, log: createLogger({}, (line) => lines.push(line)) }));
    const form = { CallSid: newCallSid(), From: FROM, To: to, CallStatus: "ringing" };
    const url = `${deps.config.PUBLIC_URL}/webhooks/twilio/voice`;
    const signature = getExpectedTwilioSignature(deps.config.TWILIO_AUTH_TOKEN, url, form);
    const headers = { "x-twilio-signature": signature };
    await logged.request(url, { method: "POST", body: new URLSearchParams(form), headers }, env);
    const log = lines.join("\n");
    expect(log).toContain("call_opened");
    for (const number of [FROM, to]) expect(log).not.toContain(number.slice(1));
  });

  test("to a suspended business hears so in Hebrew and is over, and nothing is written", async () => {
    const { business, to } = await aNumber("answers", "suspended");
    const { body } = await ring(to, newCallSid());
    expect(body).toMatch(/<Response><Say language="he-IL"[^>]*>[^<]+<\/Say><Hangup\/><\/Response>/);
    expect(body).toContain(spokenFallback.unavailable);
    expect(await rowsOf(business)).toEqual([]);
  });

  test.each(["", "anonymous"])("from a withheld number (%j) is answered like any other", async (from) => {
    const { to } = await aNumber();
    expect((await ring(to, newCallSid(), from)).body).toContain("<Stream");
  });
});

describe("a webhook that is not Twilio's", () => {
  test.each(["", "AAAAAAAAAAAAAAAAAAAAAAAAAAA="])(
    "with signature %j is refused, and nothing is written",
    async (signature) => {
      const { business, to } = await aNumber();
      const { status } = await twilio(
        "/webhooks/twilio/voice",
        { CallSid: newCallSid(), From: FROM, To: to },
        { signature },
      );
      expect(status).toBe(403);
      expect(await rowsOf(business)).toEqual([]);
    },
  );

  test("with a good signature of other fields, or of another address, is refused", async () => {
    const { to } = await aNumber();
    const form = { CallSid: newCallSid(), From: FROM, To: to };
    const sign = (path: string, fields: Record<string, string>) =>
      getExpectedTwilioSignature(deps.config.TWILIO_AUTH_TOKEN, `${deps.config.PUBLIC_URL}${path}`, fields);
    for (const signature of [
      sign("/webhooks/twilio/voice", { ...form, From: "+1" }),
      sign("/webhooks/twilio/voice/status", form),
    ]) {
      expect((await twilio("/webhooks/twilio/voice", form, { signature })).status).toBe(403);
    }
  });

  test("signed, but not a call's, is refused as such", async () => {
    expect((await twilio("/webhooks/twilio/voice", { CallSid: "CA1", To: "x" })).status).toBe(400);
  });
});

describe("after the stream", () => {
  const afterStream = (to: string, callSid: string, status = "in-progress") =>
    twilio("/webhooks/twilio/voice/after-stream", { CallSid: callSid, From: FROM, To: to, CallStatus: status });

  test("of a business that was suspended meanwhile, the call goes on; the next one is turned away", async () => {
    const { business, to } = await aNumber();
    const callSid = newCallSid();
    await ring(to, callSid);
    await deps.directory.update(businesses).set({ status: "suspended" }).where(eq(businesses.id, business.id));
    expect((await afterStream(to, callSid)).body).toContain("<Stream");
    expect((await ring(to, newCallSid())).body).toContain(spokenFallback.unavailable);
  });

  test("that never came, Twilio is told to stream again", async () => {
    const { to } = await aNumber();
    const callSid = newCallSid();
    await ring(to, callSid);
    expect((await afterStream(to, callSid)).body).toContain("<Stream");
  });

  test("of a call nobody knows, it is told to hang up", async () => {
    expect((await afterStream("+97239999999", newCallSid())).body).toContain("<Hangup");
  });

  test("of a caller who is gone, it is told to hang up", async () => {
    const { to } = await aNumber();
    const callSid = newCallSid();
    await ring(to, callSid);
    expect((await afterStream(to, callSid, "completed")).body).toContain("<Hangup");
  });
});

describe("after a person was rung", () => {
  const dialled = (to: string, callSid: string, outcome: string) =>
    twilio("/webhooks/twilio/voice/after-stream?stage=dialled", {
      CallSid: callSid,
      From: FROM,
      To: to,
      CallStatus: "in-progress",
      DialCallStatus: outcome,
    });

  async function aFailedCall() {
    const { business, to } = await aNumber();
    const callSid = newCallSid();
    await business.scope.db.insert(calls).values({
      businessId: business.id,
      id: crypto.randomUUID(),
      callSid,
      direction: "inbound",
      from: FROM,
      to,
      status: "ended",
      startedAt: 1,
      endedAt: 2,
      endReason: "failed",
      failureCode: "openai_auth",
      callBack: true,
    });
    return { business, to, callSid };
  }

  test("who answered, nobody has to ring back", async () => {
    const { business, to, callSid } = await aFailedCall();
    expect((await dialled(to, callSid, "completed")).body).toContain("<Hangup");
    await dialled(to, callSid, "completed");
    const call = await findCallBySid(business.scope, callSid);
    const events = await business.scope.db.query.callEvents.findMany({ where: eq(callEvents.callId, call?.id ?? "") });
    expect(events).toMatchObject([{ kind: "handed_off", seq: 1, businessId: business.scope.businessId }]);
    expect(await findCallBySid(business.scope, callSid)).toMatchObject({
      endReason: "handed_off",
      callBack: false,
      failureCode: "openai_auth",
    });
  });

  test.each(["no-answer", "busy", "failed", "canceled"])(
    "who did not (%s), the caller is promised a call back",
    async (outcome) => {
      const { business, to, callSid } = await aFailedCall();
      const { body } = await dialled(to, callSid, outcome);
      expect(body).toContain("<Say");
      expect(body).toContain("<Hangup");
      expect(await findCallBySid(business.scope, callSid)).toMatchObject({ endReason: "failed", callBack: true });
    },
  );
});

describe("Twilio's status", () => {
  const status = (to: string, callSid: string, said: string) =>
    twilio("/webhooks/twilio/voice/status", { CallSid: callSid, From: FROM, To: to, CallStatus: said });

  test.each(["completed", "no-answer", "canceled", "failed", "busy"])(
    "%s of a call that never streamed closes it, once",
    async (said) => {
      const { business, to } = await aNumber();
      const callSid = newCallSid();
      await ring(to, callSid);
      expect((await status(to, callSid, said)).status).toBe(204);
      const first = await until(async () => {
        const row = await findCallBySid(business.scope, callSid);
        expect(row).toMatchObject({ status: "ended", endReason: "never_connected", callBack: true });
        return row;
      });
      await status(to, callSid, "completed");
      expect(await findCallBySid(business.scope, callSid)).toEqual(first);
    },
  );

  test.each(["ringing", "in-progress", "queued"])("%s changes nothing", async (said) => {
    const { business, to } = await aNumber();
    const callSid = newCallSid();
    await ring(to, callSid);
    expect((await status(to, callSid, said)).status).toBe(204);
    expect((await findCallBySid(business.scope, callSid))?.status).toBe("ringing");
  });

  test("of a call nobody knows is taken without a word", async () => {
    const { to } = await aNumber();
    expect((await status(to, newCallSid(), "completed")).status).toBe(204);
    expect((await status("+97239999999", newCallSid(), "completed")).status).toBe(204);
  });
});

describe("a stream knocks at the Worker's door", () => {
  const knock = (path: string, headers: Record<string, string> = { upgrade: "websocket" }) =>
    app.request(`https://agentlocator.test${path}`, { headers }, env);

  test("with the token of its TwiML it is let in, once", async () => {
    const { to } = await aNumber();
    const callSid = newCallSid();
    const path = /\/streams\/twilio\/[^"]+/.exec((await ring(to, callSid)).body)?.[0] ?? "";
    const first = await knock(path);
    expect(first.status).toBe(101);
    first.webSocket?.accept();
    first.webSocket?.close(1000);
    expect((await knock(path)).status).toBe(403);
  });

  test("with a wrong token it is refused, and with no token there is nothing here", async () => {
    const callSid = newCallSid();
    expect((await knock(`/streams/twilio/${callSid}/${"0".repeat(48)}`)).status).toBe(403);
    expect((await knock(`/streams/twilio/${callSid}/short`)).status).toBe(404);
    expect((await knock(`/streams/twilio/${callSid}/${"0".repeat(48)}`, {})).status).toBe(400);
  });
});
