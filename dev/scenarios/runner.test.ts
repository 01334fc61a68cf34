import { stripVTControlCharacters } from "node:util";
import { afterEach, beforeEach, expect, test } from "vitest";
import { DEFAULT_AUTH_TOKEN } from "../twilio/call-options.ts";
import { startWorkerDouble, type WorkerDouble } from "../twilio/worker-double.ts";
import { runScenario, type Progress, type RunOptions } from "./runner.ts";
import { parseScenario, type Scenario, type ScenarioInput } from "./schema.ts";
import { Terminal } from "./terminal.ts";

const VOICE = "/webhooks/twilio/voice";
const tone = (ms: number): Uint8Array => new Uint8Array(ms * 8).fill(0x10);

let worker: WorkerDouble;

beforeEach(async () => {
  worker = await startWorkerDouble({ authToken: DEFAULT_AUTH_TOKEN });
  const callSid = (): string => worker.hooks[0]?.fields["CallSid"] ?? "";
  const call = (): Record<string, unknown> => ({ id: "c1", callSid: callSid(), status: "ended" });
  worker.twiml[VOICE] =
    `<Response><Connect action="/after"><Stream url="${worker.url.replace("http", "ws")}/s"/></Connect></Response>`;
  worker.json = {
    "/api/auth/login": () => ({ body: { csrfToken: "t" }, headers: { "Set-Cookie": "session=1; HttpOnly" } }),
    "/api/auth/me": () => ({
      body: { user: {}, memberships: [{ businessId: "b1", slug: "carmel", name: "", role: "manager" }] },
    }),
    "/api/businesses/b1/calls": () => ({ body: { items: callSid() === "" ? [] : [call()], nextCursor: null } }),
    "/api/businesses/b1/calls/c1": () => ({
      body: {
        ...call(),
        endReason: "caller_hung_up",
        failureCode: null,
        turns: [{ seq: 1, role: "assistant", text: "שלום", interrupted: false, heardMs: 100 }],
        events: [],
        lead: null,
      },
    }),
  };
});

afterEach(() => worker.close());

function scenario(change: Partial<ScenarioInput> = {}): Scenario {
  return parseScenario({
    name: "short",
    title: "קצר",
    description: "",
    from: "+972501234567",
    to: "+97235550101",
    business: "carmel",
    steps: [
      { waitFor: "assistant-done", forMs: 50, timeoutMs: 10_000 },
      { say: "buyer-name" },
      { waitFor: "assistant-done", forMs: 50, timeoutMs: 10_000 },
      { hangUp: true },
    ],
    expect: {
      twilioStatus: ["completed"],
      endReason: ["caller_hung_up"],
      turns: [{ role: "assistant", includes: "שלום" }],
    },
    ...change,
  });
}

const run = (which: Scenario, options: Partial<RunOptions> = {}): ReturnType<typeof runScenario> =>
  runScenario(which, {
    workerUrl: worker.url,
    password: "p",
    loadClip: () => ({ text: "קוראים לי דנה לוי", audio: tone(200) }),
    ...options,
  });

/** Greets, and answers once when the caller has said something. */
async function talk(): Promise<void> {
  const stream = await worker.nextStream();
  await stream.until((messages) => messages.some(({ event }) => event === "start"));
  worker.live[0]?.send(
    JSON.stringify({
      type: "call.turn",
      callId: "c1",
      callSid: worker.hooks[0]?.fields["CallSid"],
      turn: { seq: 1, role: "assistant", text: "שלום", final: true },
    }),
  );
  stream.play(tone(100));
  const isLoud = (payload: string): boolean => Buffer.from(payload, "base64").includes(0x10);
  await stream.until(() => {
    const loud = stream.frames.map(({ payload }) => isLoud(payload));
    return loud.includes(true) && loud.at(-1) === false;
  });
  stream.play(tone(100));
}

test("plays a scenario, follows it live and checks the record", async () => {
  const progress: Progress[] = [];
  const [result] = await Promise.all([run(scenario(), { onProgress: (event) => progress.push(event) }), talk()]);
  expect(result.checks.filter(({ ok, timing }) => !ok && !timing)).toEqual([]);
  expect(result.okButForTiming).toBe(true);
  expect(result.call.gaps).toHaveLength(1);
  expect(result.call.recording().subarray(0, 4).toString()).toBe("RIFF");
  expect(progress.filter(({ kind }) => kind === "live")).toHaveLength(1);
});

test("shows the call as lines and the checks as a table", async () => {
  const lines: string[] = [];
  const terminal = new Terminal((line) => lines.push(stripVTControlCharacters(line)));
  const short = scenario();
  terminal.begin(short);
  const [result] = await Promise.all([run(short, { onProgress: (event, call) => terminal.show(event, call) }), talk()]);
  terminal.end(result, false);
  expect(lines.find((line) => line.includes("assistant ") && line.endsWith("שלום"))).toBeDefined();
  expect(lines.find((line) => line.endsWith("(says) קוראים לי דנה לוי"))).toBeDefined();
  expect(lines).toContain("✓ end reason: caller_hung_up  caller_hung_up");
  expect(lines.at(-1)).toBe("passed");
});

test("a step that cannot be played fails the run and ends the call", async () => {
  const steps: ScenarioInput["steps"] = [{ waitFor: "assistant-done", timeoutMs: 50 }];
  const result = await run(scenario({ steps }));
  expect(result.ok).toBe(false);
  expect(result.checks[0]?.got).toContain("no assistant-done within");
  expect(result.call.status).toBe("completed");
});

test("a call that lasts too long is ended by the caller", async () => {
  const result = await run(scenario({ steps: [{ silenceMs: 60_000 }], limits: { callMs: 100 } }));
  expect(result.checks[0]?.got).toBe("the call took longer than 100 ms");
});

test("a number that belongs to nobody needs no API", async () => {
  worker.twiml[VOICE] = "<Response><Reject/></Response>";
  const { business: _, ...nobody } = scenario({ steps: [{ waitFor: "call-ended" }] });
  const result = await run({ ...nobody, expect: { ...nobody.expect, twilioStatus: ["no-answer"], recorded: false } });
  expect(result.checks.filter(({ ok }) => !ok)).toEqual([]);
});

test("a scenario with faults says when it cannot set them", async () => {
  await expect(run(scenario({ openai: [{ kind: "drop" }] }))).rejects.toThrow("--openai-control");
});
