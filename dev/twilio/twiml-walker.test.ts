import { afterEach, beforeEach, expect, test } from "vitest";
import { placeCall, type SimulatedCall } from "./call.ts";
import { DEFAULT_AUTH_TOKEN, type CallOptions } from "./call-options.ts";
import { startWorkerDouble, type WorkerDouble } from "./worker-double.ts";

const VOICE = "/webhooks/twilio/voice";
const MENU = `<Gather input="dtmf" numDigits="1" timeout="1" action="/menu"><Say language="he-IL">להקיש אחת</Say></Gather>`;
const response = (inner: string): string => `<Response>${inner}</Response>`;

let worker: WorkerDouble;

beforeEach(async () => {
  worker = await startWorkerDouble({ authToken: DEFAULT_AUTH_TOKEN });
});

afterEach(() => worker.close());

function dial(twiml: string, options: Partial<CallOptions> = {}): SimulatedCall {
  worker.twiml[VOICE] = response(twiml);
  return placeCall({
    workerUrl: worker.url,
    from: "+972501111111",
    to: "+97235550101",
    instantSpeech: true,
    ...options,
  });
}

const hooksTo = (path: string): Record<string, string>[] =>
  worker.hooks.filter((hook) => hook.path === path).map(({ fields }) => fields);

test("follows the verbs in order, redirects included", async () => {
  worker.twiml["/second"] = response(`<Say language="he-IL">שתיים</Say><Hangup/><Say language="he-IL">לעולם לא</Say>`);
  const call = dial(`<Say language="he-IL">אחת</Say><Play>https://a.example/a.mp3</Play><Redirect>/second</Redirect>`);
  expect(await call.ended).toBe("completed");
  expect(call.said).toEqual(["אחת", "שתיים"]);
  expect(hooksTo("/second")[0]).toMatchObject({ CallStatus: "in-progress" });
});

test.each([
  [`<Reject/>`, "no-answer"],
  [`<Reject reason="busy"/>`, "busy"],
])("%s ends the call unanswered", async (twiml, status) => {
  const call = dial(twiml);
  expect(await call.ended).toBe(status);
  expect(call.durationMs).toBe(0);
  expect(hooksTo("/webhooks/twilio/voice/status")[0]).toMatchObject({ CallStatus: status, CallDuration: "0" });
});

test("an unknown verb ends the call with an error", async () => {
  const call = dial(`<Sing/>`);
  await call.ended;
  expect(call.errors).toEqual(["unknown verb <Sing>"]);
});

test("a key during the prompt of a gather cuts it short and goes to the action", async () => {
  worker.twiml["/menu"] = response("<Hangup/>");
  const call = dial(MENU, { instantSpeech: false });
  await call.log.waitFor("twiml-say", { sinceMs: 0, timeoutMs: 5_000 });
  await call.press("2");
  await call.ended;
  expect(hooksTo("/menu")[0]).toMatchObject({ Digits: "2", CallStatus: "in-progress" });
});

test("a gather ends at the finish key, which is not among the digits", async () => {
  worker.twiml["/digits"] = response("<Hangup/>");
  const call = dial(`<Gather input="dtmf" action="/digits"><Say>Code</Say></Gather>`, { instantSpeech: false });
  await call.log.waitFor("twiml-say", { sinceMs: 0, timeoutMs: 5_000 });
  await call.press("123#", 5);
  await call.ended;
  expect(hooksTo("/digits")[0]).toMatchObject({ Digits: "123", FinishedOnKey: "#" });
});

test("a gather nobody answers goes on with the next verb", async () => {
  const call = dial(`${MENU}<Say language="he-IL">לא הוקש דבר</Say>`);
  await call.ended;
  expect(call.said).toEqual(["להקיש אחת", "לא הוקש דבר"]);
  expect(hooksTo("/menu")).toEqual([]);
});

test.each([
  ["answered", "completed"],
  ["no-answer", "no-answer"],
  ["busy", "busy"],
] as const)("a dialled person: %s", async (status, reported) => {
  worker.twiml["/dialled"] = response("<Hangup/>");
  const call = dial(`<Dial action="/dialled" timeout="20"><Number>+972541234567</Number></Dial>`, {
    dial: { status, ringMs: 5, talkMs: 5 },
  });
  await call.ended;
  expect(hooksTo("/dialled")[0]).toMatchObject({ DialCallStatus: reported });
  expect(call.log.events.find(({ kind }) => kind === "dialled")).toMatchObject({ number: "+972541234567" });
});

test("a caller who hangs up while a menu speaks ends the call without the menu's action", async () => {
  const call = dial(MENU, { instantSpeech: false });
  await call.log.waitFor("twiml-say", { sinceMs: 0, timeoutMs: 5_000 });
  expect(await call.hangUp()).toBe("completed");
  expect(worker.hooks.map(({ path }) => path)).toEqual([VOICE, "/webhooks/twilio/voice/status"]);
});

test("an action in the Worker's own origin is one that Twilio cannot reach", async () => {
  const call = dial(`<Redirect>${worker.url}/private</Redirect>`, { publicUrl: "https://agent.example" });
  await call.ended;
  expect(call.violations).toEqual([`Twilio cannot reach ${worker.url}/private`]);
});
