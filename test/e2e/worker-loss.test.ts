/** The machine that holds a call dies in the middle of it: the call is taken up again by another, with its memory. */
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startOpenAiStandIn, type OpenAiStandIn } from "../../dev/openai/stand-in.ts";
import { LocalRun } from "../../dev/start/run.ts";
import { placeCall } from "../../dev/twilio/call.ts";
import { GREETING, nextBusiness } from "./support/businesses.ts";
import { Manager } from "./support/manager.ts";
import { mistakesIn } from "./support/openai.ts";
import { freePort } from "./support/ports.ts";
import "./support/leave-nothing.ts";
import { localSettings } from "./support/settings.ts";
import { heardOut, product, say } from "./support/world.ts";

const folder = mkdtempSync(join(tmpdir(), "agentlocator-e2e-loss-"));
let openai: OpenAiStandIn;
let run: LocalRun;

beforeAll(async () => {
  const dataDir = join(folder, "data");
  cpSync(product.templateDir, dataDir, { recursive: true });
  openai = await startOpenAiStandIn();
  const settings = localSettings({ port: await freePort(), dataDir, openaiUrl: `http://127.0.0.1:${openai.port}` });
  run = new LocalRun(settings, { reload: false, say: () => {}, log: () => {} });
  await run.startWorker();
});

afterAll(async () => {
  await run?.stop();
  await openai?.close();
  rmSync(folder, { recursive: true, force: true });
});

test("a call whose Worker was killed goes on in the next one: no second greeting, nothing forgotten, at most the sentence that was being spoken lost", async () => {
  const { url } = run.settings;
  const business = nextBusiness("loss");
  const manager = await Manager.signIn(url);
  const call = placeCall({
    workerUrl: url,
    from: business.caller,
    to: business.phone,
    instantSpeech: true,
    beforeAction: async () => {
      if (call.status === "in-progress" && call.streamUrls.length === 1) await run.startWorker();
    },
    retry: {},
  });
  await heardOut(call);
  await say(call, "buyer-looking");
  await heardOut(call);
  await say(call, "buyer-budget");
  await heardOut(call);
  await say(call, "buyer-name");
  await heardOut(call);
  const before = await manager.recordWhere(
    business.id,
    call.callSid,
    "a saved lead",
    ({ turns }) => turns.length === 7,
  );
  expect(before.lead).toMatchObject({ name: "דנה לוי" });

  await say(call, "interrupter-question");
  await call.assistantSpeaking({ forMs: 2_000 });
  await run.killWorker();
  await call.log.waitFor("stream-started", { timeoutMs: 120_000 });
  await heardOut(call);
  await say(call, "buyer-thanks");
  await call.ended;

  const record = await manager.endedRecord(business.id, call.callSid);
  expect(call.streamUrls).toHaveLength(2);
  expect(call.violations).toEqual([]);
  expect(record).toMatchObject({
    endReason: "assistant_ended",
    failureCode: null,
    callBack: false,
    lead: { name: "דנה לוי", demands: [{ roomsMin: 4, priceMax: 2_500_000 }] },
  });
  // How much of the last one was heard may have been written after we looked.
  const words = (turns: typeof record.turns) => turns.map(({ seq, role, text }) => ({ seq, role, text }));
  expect(words(record.turns.slice(0, before.turns.length))).toEqual(words(before.turns));
  expect(record.turns.filter(({ text }) => text.includes(GREETING))).toHaveLength(1);
  // The caller's last words are there; of the answer that was being spoken, what had been written.
  const after = record.turns.slice(before.turns.length);
  expect(after[0]).toMatchObject({ role: "caller", text: expect.stringContaining("איך זה עובד") });
  expect(after.findIndex(({ text }) => text.includes("השיחה נותקה לרגע"))).toBeGreaterThan(0);
  expect(record.events.filter(({ kind }) => kind === "stream_reattached")).toHaveLength(1);
  expect(record.events.filter(({ kind }) => kind === "call_ended")).toHaveLength(1);
  expect(record.events.map(({ seq }) => seq)).toEqual(record.events.map((_, index) => index + 1));

  const sessions = openai.control.state().sessions;
  expect(sessions).toHaveLength(2);
  expect(sessions.every(({ open }) => !open)).toBe(true);
  const told = sessions[1]?.items
    .filter(({ role }) => role === "user" || role === "assistant")
    .map(({ role, text }) => [role, text]);
  const spokenBefore = before.turns.map(({ role, text }) => [role === "caller" ? "user" : "assistant", text]);
  expect(told?.slice(0, spokenBefore.length)).toEqual(spokenBefore);
  expect(mistakesIn(sessions)).toEqual([]);
});
