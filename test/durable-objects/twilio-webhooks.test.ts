/** Twilio's webhooks on the real bindings: signed, repeated, out of order, forged. */
import { eq } from "drizzle-orm";
import { getExpectedTwilioSignature } from "twilio/lib/webhooks/webhooks.js";
import { describe, expect, test } from "vitest";
import { spokenFallback } from "../../core/assistant/prompts.ts";
import { createApp } from "../../worker/app.ts";
import { businesses, channelAddresses } from "../../worker/db/directory/schema.ts";
import { findCallBySid, writeCall } from "../../worker/features/calls/record/queries.ts";
import { callEvents, calls } from "../../worker/db/tenant/schema.ts";
import { createLogger } from "../../worker/log.ts";
import type { TestBusiness } from "../worker/api/support/world.ts";
import { businessWithModel, deps, env, identityOf, newCallSid, until } from "./support/calls.ts";

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

/** The call's object, told who it is. */
async function prepared(business: TestBusiness, callSid: string, to: string) {
  const row = await findCallBySid(business.scope, callSid);
  await deps.callSession(callSid).prepare(identityOf({ id: row?.id ?? "", callSid, from: FROM, to }, business.id));
}

describe("a database that fails in passing", () => {
  /** D1 whose first `times` statements throw, as Cloudflare's does. */
  function failing(database: D1Database, times: number): D1Database {
    let left = times;
    const fail = () => {
      if (left-- > 0) throw new Error("D1_ERROR: Network connection lost.");
    };
    return new Proxy(database, {
      get: (target, name) => {
        if (name !== "prepare" && name !== "batch") return Reflect.get(target, name);
        return (...args: unknown[]) => {
          fail();
          return (Reflect.get(target, name) as (...given: unknown[]) => unknown).apply(target, args);
        };
      },
    });
  }
  const ringOn = async (broken: Partial<typeof deps>, to: string) => {
    const appOf = createApp(() => ({ ...deps, ...broken, log: createLogger({}, () => {}) }));
    const form = { CallSid: newCallSid(), From: FROM, To: to, CallStatus: "ringing" };
    const url = `${deps.config.PUBLIC_URL}/webhooks/twilio/voice`;
    const signature = getExpectedTwilioSignature(deps.config.TWILIO_AUTH_TOKEN, url, form);
    const headers = { "x-twilio-signature": signature };
    return appOf.request(url, { method: "POST", body: new URLSearchParams(form), headers }, env);
  };

  test("once, at the first webhook: the call is answered as if nothing had been", async () => {
    const { business, to } = await aNumber();
    const tenants = { ...deps.tenants, TENANT_0: failing(env.TENANT_0, 1) };
    const response = await ringOn({ tenants }, to);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain("<Stream");
    expect(await rowsOf(business)).toHaveLength(1);
  });

  test("an object that resets once in its preparation: the same", async () => {
    const { business, to } = await aNumber();
    let resets = 1;
    const callSession: typeof deps.callSession = (callSid) => {
      const stub = deps.callSession(callSid);
      if (resets-- <= 0) return stub;
      const reset = Object.assign(new Error("Durable Object reset because its code was updated."), { retryable: true });
      return { prepare: () => Promise.reject(reset) } as unknown as typeof stub;
    };
    expect(await (await ringOn({ callSession }, to)).text()).toContain("<Stream");
    expect(await rowsOf(business)).toHaveLength(1);
  });

  test("for long: the caller is asked in Hebrew to ring again, and Twilio gets no error", async () => {
    const { to } = await aNumber();
    const tenants = { ...deps.tenants, TENANT_0: failing(env.TENANT_0, Infinity) };
    const response = await ringOn({ tenants }, to);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain(spokenFallback.tryLater);
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

  const offered = (callSid: string, person: string) =>
    twilio(`/webhooks/twilio/voice/offer?call=${callSid}`, { CallSid: newCallSid(), From: FROM, To: person });
  const pressed = (callSid: string, person: string, digits: string) =>
    twilio(`/webhooks/twilio/voice/accept?call=${callSid}`, {
      CallSid: newCallSid(),
      From: FROM,
      To: person,
      Digits: digits,
    });
  const PERSON = "+97235550199";
  const eventsOf = async (business: TestBusiness, callSid: string) => {
    const call = await findCallBySid(business.scope, callSid);
    return business.scope.db.query.callEvents.findMany({ where: eq(callEvents.callId, call?.id ?? "") });
  };

  test("who pressed the key, nobody has to ring back; told twice, it is noted once", async () => {
    const { business, to, callSid } = await aFailedCall();
    await prepared(business, callSid, to);
    expect((await offered(callSid, PERSON)).body).toContain("<Gather");
    expect((await pressed(callSid, PERSON, "1")).body).not.toContain("<Hangup");
    await pressed(callSid, PERSON, "1");
    expect((await dialled(to, callSid, "completed")).body).toContain("<Hangup");
    expect(await eventsOf(business, callSid)).toMatchObject([{ kind: "handed_off", seq: 1 }]);
    expect(await findCallBySid(business.scope, callSid)).toMatchObject({
      endReason: "handed_off",
      callBack: false,
      failureCode: "openai_auth",
    });
  });

  test("a voicemail that answers is no person: the caller is promised a call back", async () => {
    const { business, to, callSid } = await aFailedCall();
    await prepared(business, callSid, to);
    await offered(callSid, PERSON);
    expect((await dialled(to, callSid, "completed")).body).toContain(spokenFallback.callBack);
    await dialled(to, callSid, "completed");
    expect(await eventsOf(business, callSid)).toMatchObject([
      { kind: "handoff_failed", data: { why: "not_accepted" } },
    ]);
    expect(await findCallBySid(business.scope, callSid)).toMatchObject({ endReason: "failed", callBack: true });
  });

  test("another key takes nothing", async () => {
    const { business, to, callSid } = await aFailedCall();
    await prepared(business, callSid, to);
    expect((await pressed(callSid, PERSON, "7")).body).toContain("<Hangup");
    expect(await eventsOf(business, callSid)).toEqual([]);
  });

  test("a call of whose numbers none is ours is found by its CallSid", async () => {
    const { business, callSid } = await aFailedCall();
    await prepared(business, callSid, "+97239999999");
    await pressed(callSid, PERSON, "1");
    expect((await dialled("+97239999998", callSid, "completed")).body).toContain("<Hangup");
    expect(await findCallBySid(business.scope, callSid)).toMatchObject({ endReason: "handed_off" });
  });

  test.each([
    ["no-answer", "no_answer"],
    ["busy", "busy"],
    ["failed", "failed"],
    ["canceled", "caller_left"],
  ])("who did not answer (%s), the caller is promised a call back, and the record says why", async (outcome, why) => {
    const { business, to, callSid } = await aFailedCall();
    const { body } = await dialled(to, callSid, outcome);
    expect(body).toContain("<Say");
    expect(body).toContain("<Hangup");
    expect(await findCallBySid(business.scope, callSid)).toMatchObject({ endReason: "failed", callBack: true });
    expect(await eventsOf(business, callSid)).toMatchObject([{ kind: "handoff_failed", data: { why } }]);
  });

  describe("whose phone forwards the call back to us", () => {
    const startHandOff = async (business: TestBusiness, callSid: string, at = Date.now()) => {
      const call = await findCallBySid(business.scope, callSid);
      const event = { seq: 7, kind: "handoff_started" as const, at, data: {} };
      await writeCall(business.scope, call?.id ?? "", [{ write: "event", event }]);
    };

    test("counts as busy while the call is being handed over, and is answered again afterwards", async () => {
      const { business, to, callSid } = await aFailedCall();
      await startHandOff(business, callSid);
      expect((await ring(to, newCallSid())).body).toContain('<Reject reason="busy"/>');
      expect((await ring(to, newCallSid(), "+972529999999")).body).toContain("<Stream");
      await dialled(to, callSid, "busy");
      expect((await ring(to, newCallSid())).body).toContain("<Stream");
    });

    test("counts as busy also when it shows the business's own number", async () => {
      const { to } = await aNumber();
      expect((await ring(to, newCallSid(), to)).body).toContain('<Reject reason="busy"/>');
    });
  });
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
