import { expect, test } from "vitest";
import { scenarios } from "./catalogue.ts";
import { checkHeard, checkRecord } from "./expectations.ts";
import type { CallDetail } from "./product-api.ts";
import { parseScenario, type ScenarioInput } from "./schema.ts";
import { readSettings } from "./settings.ts";

const minimal: ScenarioInput = {
  name: "short",
  title: "",
  description: "",
  from: "+972501234567",
  to: "+97235550101",
  steps: [{ hangUp: true }],
};

const record: CallDetail = {
  id: "c1",
  callSid: "CA1",
  status: "ended",
  endReason: "assistant_ended",
  failureCode: null,
  turns: [
    { seq: 1, role: "assistant", text: "שלום", interrupted: false, heardMs: 900 },
    { seq: 2, role: "caller", text: "דירה בחיפה", interrupted: false, heardMs: null },
    { seq: 3, role: "assistant", text: "בשמחה", interrupted: true, heardMs: 300 },
  ],
  events: [{ seq: 1, kind: "interrupted", at: 0 }],
  lead: { name: "דנה לוי", demands: [{ roomsMin: 4, areas: ["חיפה"] }] },
};

const failed = (expectation: NonNullable<ScenarioInput["expect"]>, call: CallDetail | null = record): string[] =>
  checkRecord(parseScenario({ ...minimal, expect: expectation }).expect, call ?? undefined).flatMap(({ ok, what }) =>
    ok ? [] : [what],
  );

test("every scenario in the catalogue has its own name and caller", () => {
  expect(new Set(scenarios.map(({ name }) => name)).size).toBe(scenarios.length);
  expect(new Set(scenarios.map(({ from }) => from)).size).toBe(scenarios.length);
  expect(scenarios.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      "buyer",
      "interrupter",
      "silent",
      "hangs-up",
      "openai-drops",
      "openai-refuses-key",
      "unknown-number",
      "lossy-line",
    ]),
  );
});

test("fills in what a scenario leaves open", () => {
  const scenario = parseScenario({ ...minimal, steps: [{ waitFor: "assistant-done" }] });
  expect(scenario.steps).toEqual([{ waitFor: "assistant-done", forMs: 900, timeoutMs: 20_000 }]);
  expect(scenario.limits.callMs).toBe(120_000);
  expect(scenario.expect).toMatchObject({ status: "ended", recorded: true });
});

test.each([
  ["a number that is not E.164", { from: "050-1234567" }],
  ["an unknown step", { steps: [{ sing: "song" } as never] }],
  ["a clip that does not exist", { steps: [{ say: "no-such-clip" }] }],
  ["a clip of the assistant", { steps: [{ say: "buyer-ask-name" }] }],
  ["an end reason the product does not know", { expect: { endReason: ["tired" as never] } }],
  ["an unknown fault of the network", { network: { gremlins: true } as never }],
])("refuses %s", (_what, change) => {
  expect(() => parseScenario({ ...minimal, ...change })).toThrow();
});

test("turns are looked for in order, others may stand between", () => {
  expect(
    failed({
      turns: [
        { role: "assistant", includes: "שלום" },
        { role: "assistant", includes: "בשמחה", interrupted: true },
      ],
    }),
  ).toEqual([]);
  expect(
    failed({
      turns: [
        { role: "caller", includes: "חיפה" },
        { role: "assistant", includes: "שלום" },
      ],
    }),
  ).toEqual(['assistant: "שלום"']);
});

test("the record is compared field by field", () => {
  expect(failed({ endReason: ["silence", "lost"], failureCode: "openai_auth", saidOnce: ["בשמחה"] })).toEqual([
    "end reason: silence or lost",
    "failure: openai_auth",
  ]);
  expect(failed({ lead: { name: "דנה", rooms: 4, area: "חיפה" }, events: { interrupted: 1 } })).toEqual([]);
  expect(failed({ lead: { name: "יוסי", rooms: 3 }, events: { interrupted: 2 } })).toEqual([
    "event interrupted × 2",
    "lead name: יוסי",
    "lead rooms: 3",
  ]);
  expect(failed({}, null)).toEqual(["a record of the call"]);
  expect(failed({ recorded: false })).toEqual(["no record of the call"]);
});

test("what was heard: mistakes are facts, being late is timing", () => {
  const scenario = parseScenario({ ...minimal, expect: { twilioStatus: ["completed"], maxDeadAirMs: 1_000 } });
  const checks = checkHeard(scenario.expect, {
    twilioStatus: "completed",
    streams: 1,
    twimlSays: [],
    violations: ["stream: mark without a name"],
    errors: [],
    gaps: [{ fromMs: 0, toMs: 1_500, ms: 1_500 }],
    cuts: [{ atMs: 0, reactionMs: 200, droppedMs: 500, heardMs: 10 }],
  });
  expect(checks.filter(({ ok }) => !ok)).toEqual([
    { what: "no mistakes towards Twilio", ok: false, got: "stream: mark without a name", timing: false },
    { what: "dead air under 1000 ms", ok: false, got: "1500 ms", timing: true },
  ]);
});

test("settings come from the environment, then from .dev.vars, then from the seed", () => {
  const devVars = `# local\nTWILIO_AUTH_TOKEN="from-file"\nPUBLIC_URL=http://localhost:9999\n`;
  expect(readSettings({ TWILIO_AUTH_TOKEN: "from-env" }, devVars)).toMatchObject({
    authToken: "from-env",
    publicUrl: "http://localhost:9999",
    password: "demo-password-1",
  });
  expect(readSettings({}, devVars).authToken).toBe("from-file");
});
