/** What is let in and what is not, and webhooks that come twice, late, or in the wrong order. */
import { describe, test } from "vitest";
import { spokenFallback } from "../../core/assistant/prompts.ts";
import { openRawStream } from "../../dev/twilio/raw-stream.ts";
import { nextBusiness, SUSPENDED } from "./support/businesses.ts";
import { callFields, newCallSid, postVoice, streamUrlIn } from "./support/twilio.ts";
import { heardOut, manager, openai, ring } from "./support/world.ts";

const withToken = (url: string, token: string): string => url.replace(/[^/]+$/, token);
const tokenOf = (url: string): string => url.split("/").at(-1) ?? "";

describe.concurrent("a media stream is refused", () => {
  test("with a token that nobody was given", async ({ expect }) => {
    const business = nextBusiness("webhooks");
    const callSid = newCallSid();
    const url = streamUrlIn((await postVoice("", callFields(business, callSid))).body);
    expect((await openRawStream(withToken(url, "0".repeat(48)))).status).toBe(403);
    await postVoice("/status", callFields(business, callSid, { CallStatus: "completed" }));
  });

  test("with a token that was used, while the stream that used it lives on", async ({ expect }) => {
    const business = nextBusiness("webhooks");
    const call = ring(business);
    await call.assistantSpeaking();
    expect((await openRawStream(call.streamUrls[0] ?? "")).status).toBe(403);
    await heardOut(call);
    await call.hangUp();
    expect(await manager.endedRecord(business.id, call.callSid)).toMatchObject({ endReason: "caller_hung_up" });
  });

  test("with the token of another call", async ({ expect }) => {
    const business = nextBusiness("webhooks");
    const [one, other] = [newCallSid(), newCallSid()];
    const url = streamUrlIn((await postVoice("", callFields(business, one))).body);
    const otherUrl = streamUrlIn((await postVoice("", callFields(business, other))).body);
    expect((await openRawStream(withToken(url, tokenOf(otherUrl)))).status).toBe(403);
    for (const callSid of [one, other])
      await postVoice("/status", callFields(business, callSid, { CallStatus: "completed" }));
  });

  test("of a call that nobody has announced", async ({ expect }) => {
    const business = nextBusiness("webhooks");
    const callSid = newCallSid();
    const url = streamUrlIn((await postVoice("", callFields(business, callSid))).body);
    expect((await openRawStream(url.replace(callSid, newCallSid()))).status).toBe(403);
    await postVoice("/status", callFields(business, callSid, { CallStatus: "completed" }));
  });

  test("when the call is over already", async ({ expect }) => {
    const business = nextBusiness("webhooks");
    const callSid = newCallSid();
    const url = streamUrlIn((await postVoice("", callFields(business, callSid))).body);
    await postVoice("/status", callFields(business, callSid, { CallStatus: "completed" }));
    expect((await openRawStream(url)).status).toBe(403);
  });
});

describe.concurrent("a webhook is refused", () => {
  test.for(["wrong", "missing"] as const)(
    "when its signature is %s: nothing is written",
    async (signature, { expect }) => {
      const business = nextBusiness("webhooks");
      const callSid = newCallSid();
      for (const path of ["", "/after-stream", "/status"]) {
        const answer = await postVoice(path, callFields(business, callSid), signature);
        expect([answer.status, JSON.parse(answer.body)], path).toEqual([
          403,
          { error: { code: "bad_signature", message: expect.any(String) } },
        ]);
      }
      expect(await manager.rowsOf(business.id, callSid)).toEqual([]);
    },
  );

  test.for([
    ["CallSid", { CallSid: "CA123" }],
    ["To", { To: "" }],
    ["From", { From: "9".repeat(200) }],
  ] as const)(
    "when its field %s is not what Twilio sends, and the answer names it",
    async ([field, wrong], { expect }) => {
      const answer = await postVoice("", callFields(SUSPENDED, newCallSid(), wrong));
      expect(answer.status).toBe(400);
      expect(JSON.parse(answer.body)).toMatchObject({ error: { code: "validation_failed", details: [{ field }] } });
    },
  );

  test("a call to a number that belongs to nobody is rejected without being answered", async ({ expect }) => {
    const { status, body } = await postVoice(
      "",
      callFields({ caller: "+972541000000", phone: "+97235559999" }, newCallSid()),
    );
    expect([status, body]).toEqual([200, expect.stringContaining("<Reject")]);
  });

  test("a call to a suspended business hears one sentence and is over, and no record is made", async ({ expect }) => {
    const call = ring(SUSPENDED);
    expect(await call.ended).toBe("completed");
    expect(call.said).toEqual([spokenFallback.unavailable]);
    expect(call.streamUrls).toEqual([]);
    expect(await manager.rowsOf(SUSPENDED.id, call.callSid)).toEqual([]);
    expect(await openai.sessions(SUSPENDED)).toEqual([]);
  });
});

test.concurrent("a caller who withholds the number is answered like any other", async ({ expect }) => {
  const business = nextBusiness("webhooks");
  const call = ring(business, { from: "anonymous" });
  await heardOut(call);
  await call.hangUp();
  expect(await manager.endedRecord(business.id, call.callSid)).toMatchObject({
    from: "anonymous",
    endReason: "caller_hung_up",
    lead: null,
  });
});

describe.concurrent("webhooks change nothing twice", () => {
  test("every webhook comes twice at the same time: one call, one greeting, one end", async ({ expect }) => {
    const business = nextBusiness("webhooks");
    const call = ring(business, { network: { duplicateWebhooks: true, statusCallbacks: ["completed", "completed"] } });
    await heardOut(call);
    await call.hangUp();
    const record = await manager.endedRecord(business.id, call.callSid);
    expect(await manager.rowsOf(business.id, call.callSid)).toHaveLength(1);
    expect(record.turns).toHaveLength(1);
    expect(record.events.filter(({ kind }) => kind === "call_ended")).toHaveLength(1);
    expect(await openai.closedSessions(business)).toHaveLength(1);
  });

  test("late and repeated status callbacks leave an ended call as it ended", async ({ expect }) => {
    const business = nextBusiness("webhooks");
    const call = ring(business, {
      network: { statusCallbacks: ["completed", "in-progress", "ringing", "no-answer", "completed"] },
    });
    await heardOut(call);
    await call.hangUp();
    const record = await manager.endedRecord(business.id, call.callSid);
    await postVoice("/status", callFields(business, call.callSid, { CallStatus: "failed" }));
    await postVoice("/after-stream", callFields(business, call.callSid, { CallStatus: "completed" }));
    // The summary follows by itself.
    const { summary: _, outcome: __, ...later } = (await manager.findCall(business.id, call.callSid)) ?? record;
    expect(record).toMatchObject(later);
    expect(record).toMatchObject({ endReason: "caller_hung_up", callBack: true });
  });

  test("the voice webhook is repeated after the call has ended: it stays ended", async ({ expect }) => {
    const business = nextBusiness("webhooks");
    const call = ring(business);
    await heardOut(call);
    await call.hangUp();
    const record = await manager.endedRecord(business.id, call.callSid);
    await postVoice("", callFields(business, call.callSid));
    const [row, ...others] = await manager.rowsOf(business.id, call.callSid);
    expect(others).toEqual([]);
    expect(row).toMatchObject({ status: "ended", endedAt: record.endedAt, endReason: "caller_hung_up" });
    expect(await openai.closedSessions(business)).toHaveLength(1);
  });

  test("a repeated voice webhook before the stream has come: one stream and one call", async ({ expect }) => {
    const business = nextBusiness("webhooks");
    const callSid = newCallSid();
    const first = streamUrlIn((await postVoice("", callFields(business, callSid))).body);
    const second = streamUrlIn((await postVoice("", callFields(business, callSid))).body);
    const { status, socket } = await openRawStream(second);
    expect(status).toBe(101);
    expect((await openRawStream(first)).status).toBe(403);
    socket?.close();
    await postVoice("/status", callFields(business, callSid, { CallStatus: "completed" }));
    expect(await manager.endedRecord(business.id, callSid)).toMatchObject({ endReason: "never_connected" });
    expect(await manager.rowsOf(business.id, callSid)).toHaveLength(1);
    expect(await openai.closedSessions(business)).toHaveLength(1);
  });

  test.for(["completed", "busy", "no-answer", "canceled", "failed"])(
    "a call whose stream never came is closed by its status (%s), and somebody rings back",
    async (status, { expect }) => {
      const business = nextBusiness("webhooks");
      const callSid = newCallSid();
      await postVoice("", callFields(business, callSid));
      expect(await manager.rowsOf(business.id, callSid)).toEqual([expect.objectContaining({ status: "ringing" })]);
      await postVoice("/status", callFields(business, callSid, { CallStatus: status }));
      const record = await manager.endedRecord(business.id, callSid);
      expect(record).toMatchObject({ endReason: "never_connected", callBack: true, answeredAt: null, turns: [] });
      expect((await openai.closedSessions(business)).length).toBeLessThanOrEqual(1);
    },
  );

  test("a call whose end comes before itself rings nowhere, is over at once, and waits for somebody to ring back", async ({
    expect,
  }) => {
    const business = nextBusiness("webhooks");
    const callSid = newCallSid();
    expect((await postVoice("/status", callFields(business, callSid, { CallStatus: "completed" }))).status).toBe(204);
    expect(await manager.rowsOf(business.id, callSid)).toEqual([]);
    for (const attempt of [1, 2]) {
      const { status, body } = await postVoice("", callFields(business, callSid));
      expect([attempt, status, body.includes("<Stream"), body.includes("<Hangup")]).toEqual([
        attempt,
        200,
        false,
        true,
      ]);
    }
    expect(await manager.rowsOf(business.id, callSid)).toMatchObject([
      { status: "ended", endReason: "never_connected", callBack: true },
    ]);
    expect(await openai.closedSessions(business)).toEqual([]);
  });
});
