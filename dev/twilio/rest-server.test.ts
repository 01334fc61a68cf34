import { afterEach, beforeEach, expect, test } from "vitest";
import { placeCall, type SimulatedCall } from "./call.ts";
import { DEFAULT_ACCOUNT_SID, DEFAULT_AUTH_TOKEN } from "./call-options.ts";
import type { LiveCall } from "./live-calls.ts";
import { joinStandIn } from "./remote-calls.ts";
import { startTwilioStandIn, type TwilioStandIn } from "./rest-server.ts";
import { startWorkerDouble, type StreamDouble, type WorkerDouble } from "./worker-double.ts";

const VOICE = "/webhooks/twilio/voice";

let worker: WorkerDouble;
let standIn: TwilioStandIn;

beforeEach(async () => {
  worker = await startWorkerDouble({ authToken: DEFAULT_AUTH_TOKEN });
  standIn = await startTwilioStandIn({ port: 0 });
  const streamUrl = `${worker.url.replace("http", "ws")}/streams/x`;
  worker.twiml[VOICE] = `<Response><Connect action="/after"><Stream url="${streamUrl}"/></Connect></Response>`;
});

afterEach(() => Promise.all([worker.close(), standIn.close()]));

async function connected(register = true): Promise<{ call: SimulatedCall; stream: StreamDouble }> {
  const call = placeCall({
    workerUrl: worker.url,
    from: "+972501111111",
    to: "+97235550101",
    ...(register ? { register: (live: LiveCall) => standIn.calls.add(live) } : {}),
  });
  const stream = await worker.nextStream();
  await stream.until((messages) => messages.some(({ event }) => event === "start"));
  return { call, stream };
}

function rest(callSid: string, fields?: Record<string, string>, token = DEFAULT_AUTH_TOKEN): Promise<Response> {
  const credentials = Buffer.from(`${DEFAULT_ACCOUNT_SID}:${token}`).toString("base64");
  return fetch(`${standIn.url}/2010-04-01/Accounts/${DEFAULT_ACCOUNT_SID}/Calls/${callSid}.json`, {
    method: fields === undefined ? "GET" : "POST",
    headers: { Authorization: `Basic ${credentials}` },
    ...(fields === undefined ? {} : { body: new URLSearchParams(fields) }),
  });
}

test("tells about a live call", async () => {
  const { call } = await connected();
  const response = await rest(call.callSid);
  expect(await response.json()).toMatchObject({ sid: call.callSid, status: "in-progress", direction: "inbound" });
  await call.hangUp();
  expect(await (await rest(call.callSid)).json()).toMatchObject({ status: "completed" });
  const late = await rest(call.callSid, { Status: "completed" });
  expect(late.status).toBe(400);
  expect(await late.json()).toMatchObject({ code: 21220 });
});

test("a wrong token is refused as Twilio refuses it", async () => {
  const { call } = await connected();
  const response = await rest(call.callSid, { Status: "completed" }, "wrong");
  expect(response.status).toBe(401);
  expect(await response.json()).toMatchObject({ code: 20003, status: 401 });
  await call.hangUp();
});

test("an unknown call is 20404, an unknown status 20001", async () => {
  const { call } = await connected();
  expect(await (await rest(`CA${"0".repeat(32)}`)).json()).toMatchObject({ code: 20404 });
  expect(await (await rest(call.callSid, { Status: "paused" })).json()).toMatchObject({ code: 20001 });
  await call.hangUp();
});

test("Status=completed stops the stream and ends the call", async () => {
  const { call, stream } = await connected();
  expect((await rest(call.callSid, { Status: "completed" })).status).toBe(200);
  expect(await call.ended).toBe("completed");
  expect(stream.messages.at(-1)?.event).toBe("stop");
});

test("Twiml= kills the stream and is followed at once, without the action", async () => {
  const { call, stream } = await connected();
  await rest(call.callSid, { Twiml: `<Response><Say>Moved</Say><Hangup/></Response>` });
  await call.ended;
  expect(call.said).toEqual(["Moved"]);
  expect(stream.messages.at(-1)?.event).toBe("stop");
  expect(worker.hooks.map(({ path }) => path)).not.toContain("/after");
});

test("a call of another process joins over a socket", async () => {
  const { call } = await connected(false);
  const leave = await joinStandIn(standIn.url, call);
  expect(await (await rest(call.callSid)).json()).toMatchObject({ status: "in-progress" });
  expect((await rest(call.callSid, { Status: "completed" })).status).toBe(200);
  expect(await call.ended).toBe("completed");
  leave?.();
});

test("joining where nobody listens is not an error", async () => {
  const { call } = await connected();
  expect(await joinStandIn("http://127.0.0.1:1", call)).toBeUndefined();
  await call.hangUp();
});
