import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { placeCall, type SimulatedCall } from "./call.ts";
import { DEFAULT_AUTH_TOKEN, type CallOptions } from "./call-options.ts";
import { openRawStream } from "./raw-stream.ts";
import { startWorkerDouble, type StreamDouble, type WorkerDouble } from "./worker-double.ts";

const PUBLIC_URL = "https://agent.example";
const VOICE = "/webhooks/twilio/voice";
const STATUS = "/webhooks/twilio/voice/status";
const CONNECT = `<Response><Connect action="/after#rc=2"><Stream url="wss://agent.example/streams/x?q=1"><Parameter name="lang" value="he"/></Stream></Connect></Response>`;
const tone = (ms: number): Uint8Array => new Uint8Array(ms * 8).fill(0x10);

let worker: WorkerDouble;

beforeEach(async () => {
  worker = await startWorkerDouble({ authToken: DEFAULT_AUTH_TOKEN, publicUrl: PUBLIC_URL });
});

afterEach(() => worker.close());

function dial(options: Partial<CallOptions> = {}): SimulatedCall {
  const defaults = { workerUrl: worker.url, publicUrl: PUBLIC_URL, from: "+972501111111", to: "+97235550101" };
  return placeCall({ ...defaults, instantSpeech: true, ...options });
}

async function connected(options: Partial<CallOptions> = {}): Promise<{ call: SimulatedCall; stream: StreamDouble }> {
  worker.twiml[VOICE] ??= CONNECT;
  const call = dial(options);
  const stream = await worker.nextStream();
  await stream.until((messages) => messages.some(({ event }) => event === "start"));
  return { call, stream };
}

const paths = (): string[] => worker.hooks.map(({ path, fields }) => `${path} ${fields["CallStatus"]}`);

describe("webhooks", () => {
  test("carry Twilio's fields, signed over the public URL", async () => {
    await dial().ended;
    expect(worker.hooks[0]?.signed).toBe(true);
    expect(worker.hooks[0]?.fields).toMatchObject({
      CallStatus: "ringing",
      Direction: "inbound",
      From: "+972501111111",
      To: "+97235550101",
      AccountSid: `AC${"0".repeat(32)}`,
    });
    expect(worker.hooks[0]?.fields["CallSid"]).toMatch(/^CA[0-9a-f]{32}$/);
  });

  test.each(["wrong", "missing"] as const)("a %s signature does not verify", async (signature) => {
    await dial({ signature }).ended;
    expect(worker.hooks.map(({ signed }) => signed)).not.toContain(true);
  });

  test("delivered twice carry the same idempotency token", async () => {
    worker.twiml[VOICE] = "<Response><Hangup/></Response>";
    await dial({ network: { duplicateWebhooks: true } }).ended;
    const tokens = worker.hooks.filter(({ path }) => path === VOICE).map(({ token }) => token);
    expect(tokens).toHaveLength(2);
    expect(new Set(tokens).size).toBe(1);
  });

  test("status callbacks can arrive out of order", async () => {
    await dial({ network: { statusCallbacks: ["completed", "in-progress", "ringing"] } }).ended;
    const statuses = worker.hooks.filter(({ path }) => path === STATUS).map(({ fields }) => fields["CallStatus"]);
    expect(statuses).toEqual(["completed", "in-progress", "ringing"]);
  });

  test("an error of the Worker ends the call", async () => {
    worker.twiml[VOICE] = 500;
    const call = dial();
    expect(await call.ended).toBe("failed");
    expect(call.errors[0]).toContain("answered 500");
  });

  test("rc and rp in the fragment retry, and the fragment is neither sent nor signed", async () => {
    let attempts = 0;
    worker.twiml[VOICE] = `<Response><Redirect>/again#rc=2&amp;rp=5xx</Redirect></Response>`;
    worker.twiml["/again"] = () => ((attempts += 1) < 3 ? 503 : "<Response><Hangup/></Response>");
    const call = dial();
    expect(await call.ended).toBe("completed");
    const again = worker.hooks.filter(({ path }) => path === "/again");
    expect(again.map(({ signed }) => signed)).toEqual([true, true, true]);
  });

  test("without rp=5xx an error is not tried again", async () => {
    worker.twiml[VOICE] = 503;
    await dial().ended;
    expect(worker.hooks.filter(({ path }) => path === VOICE)).toHaveLength(1);
  });
});

describe("the stream", () => {
  test("starts as Twilio's does, without the query string, and signed", async () => {
    const { call, stream } = await connected();
    expect(stream.path).toBe("/streams/x");
    expect(stream.headers["x-twilio-signature"]).toBeTypeOf("string");
    expect(stream.messages[0]).toEqual({ event: "connected", protocol: "Call", version: "1.0.0" });
    expect(stream.messages[1]).toMatchObject({
      event: "start",
      sequenceNumber: "1",
      start: {
        accountSid: call.accountSid,
        callSid: call.callSid,
        tracks: ["inbound"],
        customParameters: { lang: "he" },
        mediaFormat: { encoding: "audio/x-mulaw", sampleRate: 8000, channels: 1 },
      },
    });
    expect(call.violations).toEqual(["<Stream> url has a query string, which Twilio drops"]);
    await call.hangUp();
  });

  test("carries the caller's voice in 20 ms frames and silence around it", async () => {
    const { call, stream } = await connected();
    await call.say(tone(200));
    await stream.until((messages) => messages.filter(({ event }) => event === "media").length >= 20);
    const audio = Buffer.concat(stream.frames.map(({ payload }) => Buffer.from(payload, "base64")));
    expect(stream.frames.every(({ payload }) => Buffer.from(payload, "base64").length === 160)).toBe(true);
    expect(stream.frames.slice(0, 3).map(({ chunk, timestamp }) => [chunk, timestamp])).toEqual([
      ["1", "0"],
      ["2", "20"],
      ["3", "40"],
    ]);
    expect(audio.filter((byte) => byte === 0x10)).toHaveLength(1_600);
    expect(audio.filter((byte) => byte !== 0x10 && byte !== 0xff)).toHaveLength(0);
    await call.hangUp();
  });

  test("brings a mark back when playback reaches it, at once when nothing plays", async () => {
    const { call, stream } = await connected();
    stream.mark("empty");
    await stream.until(() => stream.marks.includes("empty"));
    const before = performance.now();
    stream.play(tone(150));
    stream.mark("played");
    await stream.until(() => stream.marks.includes("played"));
    expect(performance.now() - before).toBeGreaterThan(140);
    expect(call.playedMs).toBe(150);
    await call.hangUp();
  });

  test("brings all marks back at once after a clear, and plays nothing of what was cleared", async () => {
    const { call, stream } = await connected();
    stream.play(tone(60_000));
    stream.mark("one");
    stream.play(tone(60_000));
    stream.mark("two");
    await call.assistantSpeaking({ forMs: 50 });
    stream.clear();
    await stream.until(() => stream.marks.length === 2);
    expect(stream.marks).toEqual(["one", "two"]);
    expect(call.playedMs).toBeLessThan(60_000);
    expect(call.bufferHighWaterMs).toBeGreaterThan(100_000);
    expect(call.cuts[0]?.droppedMs).toBeGreaterThan(50_000);
    await call.hangUp();
  });

  test("reports what Twilio would drop", async () => {
    const { call, stream } = await connected();
    stream.send("{");
    stream.send({ event: "speak", streamSid: stream.streamSid });
    stream.send({ event: "clear" });
    stream.send({ event: "mark", streamSid: "MZother", mark: { name: "m" } });
    stream.mark("last");
    await stream.until(() => stream.marks.includes("last"));
    expect(call.violations.slice(1)).toEqual([
      "stream: not a JSON object: {",
      'stream: unknown event "speak"',
      "stream: clear without streamSid",
      "stream: mark for another stream: MZother",
    ]);
    await call.hangUp();
  });

  test("passes keys on", async () => {
    const { call, stream } = await connected();
    await call.press("1#", 0);
    await stream.until((messages) => messages.some(({ dtmf }) => dtmf?.digit === "#"));
    expect(stream.messages.flatMap(({ dtmf }) => dtmf ?? [])).toEqual([
      { track: "inbound_track", digit: "1" },
      { track: "inbound_track", digit: "#" },
    ]);
    await call.hangUp();
  });

  test("a second use of an address is seen as the status of its handshake", async () => {
    const refused = await openRawStream(`${worker.url.replace("http", "ws")}/streams/refused`);
    expect(refused.status).toBe(403);
    const open = await openRawStream(`${worker.url.replace("http", "ws")}/streams/fine`);
    expect(open.status).toBe(101);
    open.socket?.terminate();
  });
});

describe("the end", () => {
  test("a hang-up is stop, close, action with completed, status callback, in this order", async () => {
    const { call, stream } = await connected();
    expect(await call.hangUp()).toBe("completed");
    expect(stream.messages.at(-1)).toMatchObject({ event: "stop", stop: { callSid: call.callSid } });
    expect(paths()).toEqual([`${VOICE} ringing`, "/after completed", `${STATUS} completed`]);
    expect(worker.hooks.at(-1)?.fields["CallDuration"]).toBe("1");
    expect(worker.hooks.every(({ signed }) => signed)).toBe(true);
  });

  test("a stream closed by the server goes on with the action's TwiML", async () => {
    worker.twiml["/after"] = `<Response><Say language="he-IL">שלום</Say><Hangup/></Response>`;
    const { call, stream } = await connected();
    stream.close();
    expect(await call.ended).toBe("completed");
    expect(paths()).toEqual([`${VOICE} ringing`, "/after in-progress", `${STATUS} completed`]);
    expect(call.said).toEqual(["שלום"]);
  });

  test("a dead network sends no stop, and the call can reconnect", async () => {
    worker.twiml["/after"] = (fields) => (fields["CallStatus"] === "completed" ? "<Response/>" : CONNECT);
    const { call, stream } = await connected({ network: { dieAfterMs: 30 } });
    const second = await worker.nextStream();
    await second.until((messages) => messages.length > 1);
    expect(stream.messages.some(({ event }) => event === "stop")).toBe(false);
    expect(second.streamSid).not.toBe(stream.streamSid);
    await call.hangUp();
    expect(paths()).toEqual([`${VOICE} ringing`, "/after in-progress", "/after completed", `${STATUS} completed`]);
  });

  test("what the assistant said before the network died is not taken for what it says after", async () => {
    worker.twiml["/after"] = (fields) => (fields["CallStatus"] === "completed" ? "<Response/>" : CONNECT);
    const { call, stream } = await connected();
    stream.play(tone(40));
    await call.assistantDone({ forMs: 10 });
    call.dropNetwork();
    await expect(call.assistantDone({ forMs: 10, timeoutMs: 50 })).rejects.toThrow("no assistant-done");
    await call.hangUp();
  });

  test("a refused stream goes on to the action", async () => {
    worker.twiml[VOICE] = CONNECT.replace("streams/x?q=1", "streams/refused");
    const call = dial();
    await call.ended;
    expect(paths()[1]).toBe("/after in-progress");
    expect(call.log.events.find(({ kind }) => kind === "stream-ended")).toMatchObject({
      end: { by: "refused", httpStatus: 403 },
    });
  });

  test("the Worker may be restarted before the action request", async () => {
    const { port } = new URL(worker.url);
    worker.twiml["/after"] = "<Response><Hangup/></Response>";
    const { call } = await connected({
      beforeAction: async () => {
        await worker.close();
        worker = await startWorkerDouble({ authToken: DEFAULT_AUTH_TOKEN, publicUrl: PUBLIC_URL, port: Number(port) });
        worker.twiml["/after"] = "<Response><Hangup/></Response>";
      },
    });
    call.dropNetwork();
    expect(await call.ended).toBe("completed");
    expect(paths()[0]).toBe("/after in-progress");
  });

  test("a Worker that is down for a moment is tried again under a retry policy", async () => {
    const { port } = new URL(worker.url);
    const { call } = await connected({
      retry: { totalMs: 20_000, firstDelayMs: 20 },
      beforeAction: () => worker.close(),
    });
    call.dropNetwork();
    await call.log.waitFor("webhook-failed", { timeoutMs: 5_000 });
    worker = await startWorkerDouble({ authToken: DEFAULT_AUTH_TOKEN, publicUrl: PUBLIC_URL, port: Number(port) });
    expect(await call.ended).toBe("completed");
    expect(paths()[0]).toBe("/after in-progress");
  });
});

describe("network faults", () => {
  test("dropped frames leave holes in the chunk numbers, and time runs on", async () => {
    const { call, stream } = await connected({ network: { dropEveryNth: 3, dropFrames: [[4, 5]] } });
    await stream.until(() => stream.frames.length >= 4);
    expect(stream.frames.slice(0, 4).map(({ chunk, timestamp }) => [chunk, timestamp])).toEqual([
      ["1", "0"],
      ["2", "20"],
      ["7", "120"],
      ["8", "140"],
    ]);
    await call.hangUp();
  });

  test("jitter keeps the order", async () => {
    const { call, stream } = await connected({ network: { jitterMs: 60, seed: 7 } });
    await stream.until(() => stream.frames.length >= 15);
    const chunks = stream.frames.map(({ chunk }) => Number(chunk));
    expect(chunks).toEqual(chunks.map((_, index) => index + 1));
    await call.hangUp();
  });

  test("garbage comes between the frames", async () => {
    const { call, stream } = await connected({ network: { garbageEveryNth: 2 } });
    await stream.until(() => stream.frames.length >= 7);
    expect(stream.garbage.slice(0, 3)).toEqual(["this is not JSON", '{"event":"media","media":{"payl', "binary"]);
    await call.hangUp();
  });
});

describe("a person who is rung", () => {
  const DIAL = (callerId: string) =>
    `<Response><Dial action="/after?stage=dialled" callerId="${callerId}"><Number url="/offer">+972525550777</Number></Dial></Response>`;

  test.each(["anonymous", "+266696687", "+7378742833"])("is not shown %s: Twilio refuses that", async (callerId) => {
    worker.twiml[VOICE] = DIAL(callerId);
    const call = dial();
    await call.ended;
    expect(call.violations).toMatchObject([expect.stringContaining("13214")]);
    expect(worker.hooks.find(({ path }) => path.startsWith("/after"))?.fields).toMatchObject({
      DialCallStatus: "failed",
    });
  });

  test("whose phone forwards makes a call of its own, with the number from which it comes", async () => {
    worker.twiml[VOICE] = (fields) =>
      fields["ForwardedFrom"] === undefined ? DIAL("+972521234567") : '<Response><Reject reason="busy"/></Response>';
    const call = dial({ dial: { status: "forwarded" } });
    await call.ended;
    const [first, second, third] = worker.hooks;
    expect(second?.fields).toMatchObject({
      From: "+972521234567",
      ForwardedFrom: "+972525550777",
      CallStatus: "ringing",
    });
    expect(second?.fields["CallSid"]).not.toBe(first?.fields["CallSid"]);
    expect(third?.fields).toMatchObject({ DialCallStatus: "busy", CallSid: first?.fields["CallSid"] });
  });
});
