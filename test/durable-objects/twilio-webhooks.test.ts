/** Twilio's webhooks on the real bindings: signed, repeated, out of order, forged. */
import { eq } from "drizzle-orm";
import { getExpectedTwilioSignature } from "twilio/lib/webhooks/webhooks.js";
import { describe, expect, test } from "vitest";
import { spokenFallback } from "../../core/assistant/prompts.ts";
import { businesses } from "../../worker/db/directory/schema.ts";
import { findCallBySid } from "../../worker/features/calls/record/queries.ts";
import { calls } from "../../worker/db/tenant/schema.ts";
import type { TestBusiness } from "../worker/api/support/world.ts";
import { deps, env, newCallSid, until } from "./support/calls.ts";
import { aNumber, appWith, FROM, twilio } from "./support/webhooks.ts";

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
    const { app, lines } = appWith();
    await twilio(
      "/webhooks/twilio/voice",
      { CallSid: newCallSid(), From: FROM, To: to, CallStatus: "ringing" },
      { app },
    );
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
  const ringOn = (broken: Partial<typeof deps>, to: string) =>
    twilio(
      "/webhooks/twilio/voice",
      { CallSid: newCallSid(), From: FROM, To: to, CallStatus: "ringing" },
      { app: appWith(broken).app },
    );

  test("once, at the first webhook: the call is answered as if nothing had been", async () => {
    const { business, to } = await aNumber();
    const tenants = { ...deps.tenants, TENANT_0: failing(env.TENANT_0, 1) };
    const response = await ringOn({ tenants }, to);
    expect(response.status).toBe(200);
    expect(response.body).toContain("<Stream");
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
    expect((await ringOn({ callSession }, to)).body).toContain("<Stream");
    expect(await rowsOf(business)).toHaveLength(1);
  });

  test("for long: the caller is asked in Hebrew to ring again, and Twilio gets no error", async () => {
    const { to } = await aNumber();
    const tenants = { ...deps.tenants, TENANT_0: failing(env.TENANT_0, Infinity) };
    const response = await ringOn({ tenants }, to);
    expect(response.status).toBe(200);
    expect(response.body).toContain(spokenFallback.tryLater);
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
    appWith().app.request(`https://agentlocator.test${path}`, { headers }, env);

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

  test("with a token that we have not made, no object is woken for it", async () => {
    const woken: string[] = [];
    const callSession: typeof deps.callSession = (callSid) => {
      woken.push(callSid);
      return deps.callSession(callSid);
    };
    const { app } = appWith({ callSession });
    const { to } = await aNumber();
    const callSid = newCallSid();
    const path = /\/streams\/twilio\/[^"]+/.exec((await ring(to, callSid)).body)?.[0] ?? "";
    const other = path.replace(callSid, newCallSid());
    const headers = { upgrade: "websocket" };
    for (const made of [other, `/streams/twilio/${callSid}/${"0".repeat(48)}`])
      expect((await app.request(`https://agentlocator.test${made}`, { headers }, env)).status).toBe(403);
    expect(woken).toEqual([]);
    const good = await app.request(`https://agentlocator.test${path}`, { headers }, env);
    expect(good.status).toBe(101);
    good.webSocket?.accept();
    good.webSocket?.close(1000);
    expect(woken).toEqual([callSid]);
  });

  test("while its call's stream is open, the voice webhook that is played again gives out no other", async () => {
    const { to } = await aNumber();
    const callSid = newCallSid();
    const path = /\/streams\/twilio\/[^"]+/.exec((await ring(to, callSid)).body)?.[0] ?? "";
    const { webSocket } = await knock(path);
    webSocket?.accept();
    expect((await ring(to, callSid)).body).not.toContain("<Stream");
    webSocket?.close(1000);
    await until(async () => expect((await ring(to, callSid)).body).toContain("<Stream"));
  });

  test("with a wrong token it is refused, and with no token there is nothing here", async () => {
    const callSid = newCallSid();
    expect((await knock(`/streams/twilio/${callSid}/${"0".repeat(48)}`)).status).toBe(403);
    expect((await knock(`/streams/twilio/${callSid}/short`)).status).toBe(404);
    expect((await knock(`/streams/twilio/${callSid}/${"0".repeat(48)}`, {})).status).toBe(400);
  });
});
