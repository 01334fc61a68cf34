import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { callPrompts } from "../../core/assistant/prompts.ts";
import { followMessage } from "../../core/contract/hub-follow.ts";
import { LISTENER_HEADER, type HubListener } from "../../core/contract/hub-listener.ts";
import { businessSettings, callEvents } from "../../worker/db/tenant/schema.ts";
import { findCall, readCallMemory, writeCall } from "../../worker/features/calls/record/queries.ts";
import { readCall } from "../../worker/features/calls/service.ts";
import { createLogger } from "../../worker/log.ts";
import type { StreamToken } from "../../durable-objects/call-session/stream-token.ts";
import {
  businessWithModel,
  deps,
  knock,
  lose,
  newCallSid,
  ringing,
  saidTo,
  storageOf,
  stream,
  until,
  type Ringing,
} from "./support/calls.ts";

async function aRinging(model = `answers-${crypto.randomUUID()}`) {
  return Object.assign(await ringing(await businessWithModel(model)), { model });
}
const rowOf = ({ business, callId }: Pick<Ringing, "business" | "callId">) => findCall(business.scope, callId);
const ended = (call: Ringing) =>
  until(async () => {
    const row = await rowOf(call);
    expect(row?.status).toBe("ended");
    return row;
  });

const eventsOf = async ({ business: { scope }, callId }: Ringing) =>
  (await scope.db.select({ kind: callEvents.kind }).from(callEvents).where(eq(callEvents.callId, callId))).map(
    ({ kind }) => kind,
  );

/** Its first alarm after the loss is a minute ago. */
const lostForLong = (call: Ringing) =>
  runInDurableObject(call.session, (_, { storage }) => storage.put("lostAt", Date.now() - 61_000));

/** Its caller has just said `text`, and the object is gone before it had written it. */
async function aLostCall(text: string) {
  const call = await aRinging();
  await stream(call);
  await until(async () => expect((await rowOf(call))?.status).toBe("live"));
  const turn = { seq: 9, role: "caller", text, startedAt: 1, interrupted: false, heardMs: null, untranscribed: false };
  await runInDurableObject(call.session, (_, { storage }) => storage.put("unwritten", [{ write: "turn", turn }]));
  await lose(call.session);
  return call;
}

describe("the stream's token", () => {
  test("lets one stream in, once", async () => {
    const call = await aRinging();
    expect((await knock(call, call.token)).status).toBe(101);
    expect((await knock(call, call.token)).status).toBe(403);
  });

  test("of two streams at the same moment lets one in", async () => {
    const call = await aRinging();
    const statuses = await Promise.all([1, 2, 3].map(async () => (await knock(call, call.token)).status));
    expect(statuses.toSorted()).toEqual([101, 403, 403]);
  });

  test("that is wrong is refused, and does no harm to the right one", async () => {
    const call = await aRinging();
    for (const wrong of ["0".repeat(48), "", `${call.token}0`]) expect((await knock(call, wrong)).status).toBe(403);
    expect((await knock(call, call.token)).status).toBe(101);
  });

  test("of another call is refused", async () => {
    const [call, other] = [await aRinging(), await aRinging()];
    expect((await knock(call, other.token)).status).toBe(403);
  });

  test("that has expired is refused", async () => {
    const call = await aRinging();
    await runInDurableObject(call.session, async (_, { storage }) => {
      const tokens = (await storage.get<StreamToken[]>("tokens")) ?? [];
      await storage.put(
        "tokens",
        tokens.map((kept) => ({ ...kept, expiresAt: Date.now() - 1 })),
      );
    });
    expect((await knock(call, call.token)).status).toBe(403);
  });

  test("is not in the storage", async () => {
    const call = await aRinging();
    expect(JSON.stringify([...(await storageOf(call.session))])).not.toContain(call.token);
  });

  test("opens WebSockets alone", async () => {
    const call = await aRinging();
    const response = await call.session.fetch(`https://call/streams/twilio/${call.callSid}/${call.token}`);
    expect(response.status).toBe(426);
  });

  test("is given anew to a repeated webhook, which prepares nothing twice", async () => {
    const call = await aRinging();
    const again = await call.session.prepare(call.identity);
    expect(again.token).not.toBe(call.token);
    expect((await knock(call, again.token ?? "")).status).toBe(101);
    expect((await knock(call, call.token)).status).toBe(403);
    await until(async () =>
      expect((await saidTo(call.model)).filter(({ type }) => type === "session.update")).toHaveLength(1),
    );
  });
});

describe("a call that is answered", () => {
  test("is live in the record from the stream's start, and ended when the caller hangs up", async () => {
    const call = await aRinging();
    const twilio = await stream(call);
    await until(async () =>
      expect(await rowOf(call)).toMatchObject({
        status: "live",
        answeredAt: expect.any(Number),
        realtimeModel: call.model,
      }),
    );
    twilio.say({ event: "stop" });
    // Nothing was said: whoever rang wanted something, and nobody knows what.
    expect(await ended(call)).toMatchObject({ endReason: "caller_hung_up", callBack: true, failureCode: null });
  });

  test("its end is remembered by an object that knows nothing else", async () => {
    const call = await aRinging();
    const twilio = await stream(call);
    twilio.say({ event: "stop" });
    await ended(call);
    await lose(call.session);
    expect(await call.session.afterStream(false)).toEqual({ then: "hang_up" });
  });

  test("the status webhook after the end changes nothing", async () => {
    const call = await aRinging();
    const twilio = await stream(call);
    twilio.say({ event: "stop" });
    const before = await ended(call);
    await call.session.completed();
    await lose(call.session);
    await call.session.completed();
    expect(await rowOf(call)).toMatchObject({ endReason: "caller_hung_up", endedAt: before?.endedAt });
  });

  test("a stream that comes after the end is not let in", async () => {
    const call = await aRinging();
    await call.session.completed();
    expect((await knock(call, call.token)).status).not.toBe(101);
  });
});

describe("a call at which nobody looks", () => {
  test("keeps its events to itself until a dashboard follows it, and then writes them at once", async () => {
    const call = await aRinging();
    const twilio = await stream(call);
    await until(async () => expect((await rowOf(call))?.status).toBe("live"));
    await until(async () => expect(await eventsOf(call)).toContain("stream_started"));
    twilio.say({ event: "nonsense" });
    expect(await eventsOf(call)).not.toContain("garbage_frame");
    const listener: HubListener = { sessionId: "s1", userId: "u1", onlyOf: null };
    const { webSocket } = await deps.hub(call.business.id).fetch("https://hub/live", {
      headers: { upgrade: "websocket", [LISTENER_HEADER]: JSON.stringify(listener) },
    });
    webSocket?.accept();
    webSocket?.send(followMessage([call.callSid]));
    await until(async () => expect(await eventsOf(call)).toContain("garbage_frame"));
  });
});

describe("whoever reads the record of a call", () => {
  const kindsReadBy = async (call: Ringing, given = deps) =>
    (await readCall(given, call.business.scope, call.callId))?.events.map(({ kind }) => kind);
  const asking = (completeRecord: () => Promise<boolean>) =>
    ({ ...deps, callSession: () => ({ completeRecord }) }) as unknown as typeof deps;

  test("has all of it, though nobody looks and the call holds its newest words back", async () => {
    const call = await aRinging();
    const { say } = await stream(call);
    await until(async () => expect(await eventsOf(call)).toContain("stream_started"));
    say({ event: "nonsense" });
    expect(await eventsOf(call)).not.toContain("garbage_frame");
    await until(async () => expect(await kindsReadBy(call)).toContain("garbage_frame"));
    expect(await eventsOf(call)).toContain("garbage_frame");
  });

  test("has what an object that is lost had not written, which is still there for whoever takes the call up", async () => {
    const call = await aLostCall("יש לי גם חניה");
    const texts = async () => (await readCall(deps, call.business.scope, call.callId))?.turns.map(({ text }) => text);
    expect(await texts()).toContain("יש לי גם חניה");
    expect(await texts()).toEqual(await texts());
    expect((await storageOf(call.session)).get("unwritten")).toHaveLength(1);
  });

  test("asks nobody once it has ended", async () => {
    const call = await aRinging();
    await call.session.completed();
    await ended(call);
    const never = asking(() => Promise.reject(new Error("asked")));
    expect(await kindsReadBy(call, never)).toEqual(await eventsOf(call));
  });

  test.each([
    ["fails", () => Promise.reject(new Error("lost"))],
    ["never answers", () => new Promise<boolean>(() => {})],
  ])("gets what stands in it when the call %s", async (_, completeRecord) => {
    const call = await aRinging();
    const lines: string[] = [];
    const log = createLogger({}, (line) => lines.push(line));
    expect(await kindsReadBy(call, { ...asking(completeRecord), log })).toEqual(await eventsOf(call));
    expect(lines.map((line) => (JSON.parse(line) as { event: string }).event)).toEqual(["record_not_completed"]);
  });
});

describe("a call that OpenAI refuses", () => {
  test.each([
    [401, "openai_auth"],
    [403, "openai_auth"],
    [404, "openai_refused"],
  ])(
    "with %i tells Twilio to apologise and to ring the office, and says why on the record",
    async (status, failure) => {
      const model = `refuses-${status}-${crypto.randomUUID()}`;
      const call = await ringing(await businessWithModel(model, { handoffPhone: "+97235550199" }));
      await stream(call);
      const row = await ended(call);
      expect(row).toMatchObject({ endReason: "failed", failureCode: failure, callBack: true });
      expect(await call.session.afterStream(false)).toEqual({
        then: "dial",
        phone: "+97235550199",
        because: failure,
        callerId: "+972521234567",
      });
    },
  );
});

describe("a call that cannot be opened", () => {
  test("is apologised for, and is on the record as our failure", async () => {
    const business = await businessWithModel("answers");
    await business.scope.db.delete(businessSettings).where(eq(businessSettings.businessId, business.id));
    const call = await ringing(business);
    expect((await knock(call, call.token)).status).toBe(503);
    expect(await call.session.afterStream(false)).toMatchObject({ then: "apologise", failure: "platform_error" });
    expect(await ended(call)).toMatchObject({ endReason: "failed", failureCode: "platform_error", callBack: true });
  });

  test("at the first try is tried again when Twilio asks what next", async () => {
    const business = await businessWithModel(`answers-${crypto.randomUUID()}`);
    const [settings] = await business.scope.db
      .delete(businessSettings)
      .where(eq(businessSettings.businessId, business.id))
      .returning();
    const call = await ringing(business);
    expect((await knock(call, call.token)).status).toBe(503);
    if (settings) await business.scope.db.insert(businessSettings).values(settings);
    const next = await call.session.afterStream(false);
    expect(next.then).toBe("reattach");
    await stream(call, "token" in next ? next.token : "");
    await until(async () => expect((await rowOf(call))?.status).toBe("live"));
  });
});

describe("what Twilio asks of a call that nobody knows", () => {
  test("after its stream: hang up", async () => {
    expect(await deps.callSession(newCallSid()).afterStream(false)).toEqual({ then: "hang_up" });
  });

  test("its end is kept for as long as the call itself may come after it, and nothing longer", async () => {
    const session = deps.callSession(newCallSid());
    await session.completed();
    expect([...(await storageOf(session)).keys()]).toEqual(["overBefore"]);
    expect(await runDurableObjectAlarm(session)).toBe(true);
    expect((await storageOf(session)).size).toBe(0);
  });

  test("a stream is refused", async () => {
    const callSid = newCallSid();
    expect((await knock({ session: deps.callSession(callSid), callSid }, "0".repeat(48))).status).toBe(403);
  });
});

describe("an object that is lost in mid-call", () => {
  test("takes the call up again with its memory, and does not greet", async () => {
    const call = await aRinging();
    await stream(call);
    await until(async () => expect((await rowOf(call))?.status).toBe("live"));
    const turn = { startedAt: 1, interrupted: false, heardMs: null, untranscribed: false };
    await writeCall(call.business.scope, call.callId, [
      { write: "turn", turn: { seq: 1, role: "caller", text: "אני מחפש דירה בחיפה", ...turn } },
      { write: "turn", turn: { seq: 2, role: "assistant", text: "כמה חדרים?", ...turn } },
      { write: "event", event: { seq: 90, kind: "greeting_played", at: 1, data: { disclosed: true } } },
    ]);
    await lose(call.session);
    const before = (await saidTo(call.model)).length;

    const next = await call.session.afterStream(false);
    expect(next).toMatchObject({ then: "reattach", token: expect.stringMatching(/^[0-9a-f]{48}$/) });
    await stream(call, "token" in next ? next.token : "");
    const texts = await until(async () => {
      const said = (await saidTo(call.model)).slice(before);
      expect(said.map(({ type }) => type)).toContain("response.create");
      return said.flatMap(({ item }) => item?.content.map(({ text }) => text) ?? []);
    });
    expect(texts).toEqual(["אני מחפש דירה בחיפה", "כמה חדרים?", callPrompts.resumed]);
  });

  test("what D1 did not have yet is in its storage, and is written by whoever takes the call up", async () => {
    const call = await aLostCall("תקציב של שני מיליון");
    expect((await call.session.afterStream(false)).then).toBe("reattach");
    const { turns } = await readCallMemory(call.business.scope, call.callId);
    expect(turns.map(({ text }) => text)).toContain("תקציב של שני מיליון");
    expect([...(await storageOf(call.session)).keys()]).not.toContain("unwritten");
  });

  test("and never comes back leaves nothing unwritten either", async () => {
    const call = await aLostCall("תחזרו אליי");
    await lostForLong(call);
    await runDurableObjectAlarm(call.session);
    const { turns } = await readCallMemory(call.business.scope, call.callId);
    expect(turns.map(({ text }) => text)).toEqual(["תחזרו אליי"]);
  });

  test("before its stream came, greets like any other", async () => {
    const call = await aRinging();
    await lose(call.session);
    const next = await call.session.afterStream(false);
    await stream(call, "token" in next ? next.token : "");
    await until(async () => expect((await rowOf(call))?.status).toBe("live"));
    const said = await until(async () => {
      const all = await saidTo(call.model);
      expect(all.map(({ type }) => type)).toContain("response.create");
      return all;
    });
    expect(JSON.stringify(said)).not.toContain(callPrompts.resumed);
  });

  test("for good: the alarm closes the record, somebody rings back, and the storage is free", async () => {
    const call = await aRinging();
    await stream(call);
    await until(async () => expect((await rowOf(call))?.status).toBe("live"));
    await lose(call.session);
    await lostForLong(call);
    expect(await runDurableObjectAlarm(call.session)).toBe(true);
    expect(await rowOf(call)).toMatchObject({ status: "ended", endReason: "lost", callBack: true });
    expect((await storageOf(call.session)).size).toBe(0);
  });

  test("a stray alarm before Twilio has asked what next does not end the call", async () => {
    const call = await aRinging();
    await stream(call);
    await until(async () => expect((await rowOf(call))?.status).toBe("live"));
    await lose(call.session);
    await runDurableObjectAlarm(call.session);
    expect((await rowOf(call))?.status).toBe("live");
    const next = await call.session.afterStream(false);
    expect(next.then).toBe("reattach");
    await stream(call, "token" in next ? next.token : "");
    expect((await rowOf(call))?.status).toBe("live");
  });

  test("while the database cannot be reached, the alarm comes again until the record has its end", async () => {
    const call = await aLostCall("תחזרו אליי");
    await lostForLong(call);
    const moveTo = (tenantDb: string) =>
      runInDurableObject(call.session, (_, { storage }) => storage.put("identity", { ...call.identity, tenantDb }));
    await moveTo("TENANT_9");
    const waits: number[] = [];
    for (let round = 0; round < 3; round++) {
      await runDurableObjectAlarm(call.session);
      const at = await runInDurableObject(call.session, (_, { storage }) => storage.getAlarm());
      waits.push(Math.round(((at ?? 0) - Date.now()) / 10_000) * 10_000);
    }
    expect(waits).toEqual([30_000, 60_000, 120_000]);
    expect([...(await storageOf(call.session)).keys()]).toContain("unwritten");
    await moveTo("TENANT_0");
    await runDurableObjectAlarm(call.session);
    expect(await rowOf(call)).toMatchObject({ status: "ended", endReason: "lost", callBack: true });
    const { turns } = await readCallMemory(call.business.scope, call.callId);
    expect(turns.map(({ text }) => text)).toEqual(["תחזרו אליי"]);
    expect((await storageOf(call.session)).size).toBe(0);
  });

  test("of an earlier version is found by the identity that one had kept", async () => {
    const call = await aRinging();
    const { direction: _, own, peer, ...place } = call.identity;
    const before = { ...place, from: peer.kind === "phone" ? peer.number : "", to: own };
    await runInDurableObject(call.session, (_, { storage }) => storage.put("identity", before));
    await lose(call.session);
    expect(await call.session.identity()).toEqual(call.identity);
    expect((await call.session.afterStream(false)).then).toBe("reattach");
  });

  test("the alarm of a call that still runs only sets the next one", async () => {
    const call = await aRinging();
    await stream(call);
    await until(async () => expect((await rowOf(call))?.status).toBe("live"));
    await runDurableObjectAlarm(call.session);
    expect((await rowOf(call))?.status).toBe("live");
    expect(await runInDurableObject(call.session, (_, { storage }) => storage.getAlarm())).toBeGreaterThan(Date.now());
  });

  test("whose caller has hung up meanwhile is closed by Twilio's word", async () => {
    const call = await aRinging();
    await stream(call);
    await until(async () => expect((await rowOf(call))?.status).toBe("live"));
    await lose(call.session);
    await call.session.completed();
    expect(await rowOf(call)).toMatchObject({ status: "ended", endReason: "lost", callBack: true });
  });

  test("again and again is given up with an apology, on the record as our failure", async () => {
    const call = await aRinging();
    const answers: string[] = [];
    for (let round = 0; round < 12 && answers.at(-1) !== "apologise"; round++) {
      const next = await call.session.afterStream(false);
      answers.push(next.then);
      if ("token" in next) (await stream(call, next.token)).webSocket.close(1000);
    }
    expect(answers.at(-1)).toBe("apologise");
    expect(await ended(call)).toMatchObject({ endReason: "failed", failureCode: "platform_error", callBack: true });
  });
});

describe("the business's hub that resets in the middle of a call", () => {
  test("is told the rest of it: no stub of a dead object is kept", async () => {
    const call = await aRinging();
    const twilio = await stream(call);
    await until(async () => expect((await rowOf(call))?.status).toBe("live"));
    const hub = deps.hub(call.business.id);
    await hub.snapshot(call.business.place);
    await lose(hub);
    const heard: string[] = [];
    const listener: HubListener = {
      sessionId: crypto.randomUUID(),
      userId: "u1",
      onlyOf: null,
      endsAt: Date.now() + 60_000,
    };
    const { webSocket } = await deps
      .hub(call.business.id)
      .fetch("https://hub/live", { headers: { upgrade: "websocket", [LISTENER_HEADER]: JSON.stringify(listener) } });
    webSocket?.accept();
    webSocket?.addEventListener("message", ({ data }) =>
      heard.push((JSON.parse(String(data)) as { type: string }).type),
    );
    twilio.say({ event: "stop" });
    await until(() => expect(heard).toContain("call.ended"));
  });
});

describe("a call that never streams", () => {
  test("is closed by the status webhook, and somebody rings back", async () => {
    const call = await aRinging();
    await call.session.completed();
    expect(await ended(call)).toMatchObject({ endReason: "never_connected", callBack: true, answeredAt: null });
  });

  test("also when its object was lost", async () => {
    const call = await aRinging();
    await lose(call.session);
    await call.session.completed();
    expect(await rowOf(call)).toMatchObject({ endReason: "never_connected", callBack: true });
  });

  test("and whose caller is gone when Twilio asks what next, has not been answered", async () => {
    const call = await aRinging();
    expect(await call.session.afterStream(true)).toEqual({ then: "hang_up" });
    expect(await ended(call)).toMatchObject({ endReason: "never_connected", callBack: true, answeredAt: null });
  });
});
