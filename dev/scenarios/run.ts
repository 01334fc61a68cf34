/** `npm run call -- --scenario NAME`: one simulated call against a running Worker. */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { findScenario, scenarios } from "./catalogue.ts";
import { runScenario, type RunResult } from "./runner.ts";
import { readDevVars, readSettings } from "./settings.ts";
import { Terminal } from "./terminal.ts";

const USAGE = `npm run call -- --scenario NAME

  --list                  the scenarios there are
  --scenario NAME         the call to place
  --url URL               where the Worker listens (http://localhost:8787)
  --public-url URL        its PUBLIC_URL, when that differs
  --openai-control URL    the OpenAI stand-in (http://127.0.0.1:8791)
  --twilio-control URL    the Twilio stand-in, for the Worker's REST requests (http://127.0.0.1:8792)
  --record FILE.wav       keeps the call: caller left, assistant right
  --json                  the result as JSON instead of lines
  --strict                being late counts as a failure, too`;

const { values } = parseArgs({
  options: {
    scenario: { type: "string" },
    list: { type: "boolean", default: false },
    url: { type: "string", default: "http://localhost:8787" },
    "public-url": { type: "string" },
    "openai-control": { type: "string", default: "http://127.0.0.1:8791" },
    "twilio-control": { type: "string", default: "http://127.0.0.1:8792" },
    record: { type: "string" },
    json: { type: "boolean", default: false },
    strict: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

process.exitCode = await main();

async function main(): Promise<number> {
  if (values.list) {
    for (const { name, title, description } of scenarios) console.log(`${name.padEnd(20)} ${title}: ${description}`);
    return 0;
  }
  const scenario = values.scenario === undefined ? undefined : findScenario(values.scenario);
  if (scenario === undefined) {
    if (values.scenario !== undefined) console.error(`There is no scenario "${values.scenario}"; --list shows them.\n`);
    console.log(USAGE);
    return values.help ? 0 : 1;
  }
  const settings = readSettings(process.env, readDevVars(new URL("../../.dev.vars", import.meta.url)));
  const publicUrl = values["public-url"] ?? settings.publicUrl;
  const terminal = new Terminal((line) => console.log(line));
  if (!values.json) terminal.begin(scenario);
  const result = await runScenario(scenario, {
    workerUrl: values.url,
    ...(publicUrl === undefined ? {} : { publicUrl }),
    accountSid: settings.accountSid,
    authToken: settings.authToken,
    password: settings.password,
    openaiControlUrl: values["openai-control"],
    standInUrl: values["twilio-control"],
    onProgress: (progress, call) => {
      if (!values.json) terminal.show(progress, call);
    },
  });
  if (values.json) console.log(JSON.stringify(summary(result), null, 2));
  else terminal.end(result, values.strict);
  if (values.record !== undefined) writeFileSync(values.record, result.call.recording());
  return (values.strict ? result.ok : result.okButForTiming) ? 0 : 1;
}

function summary({ scenario, call, record, checks, ok, okButForTiming }: RunResult): Record<string, unknown> {
  const { callSid, status, durationMs, playedMs, firstAudioMs, gaps, cuts, bufferHighWaterMs, said } = call;
  const heard = { status, durationMs, playedMs, firstAudioMs, gaps, cuts, bufferHighWaterMs, twimlSays: said };
  return { scenario: scenario.name, callSid, ok, okButForTiming, checks, heard, record: record ?? null };
}
