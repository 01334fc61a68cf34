/** The demo call of `npm start`: a buyer leaves her details. Shown line by line as it happens. */
import { findScenario } from "../scenarios/catalogue.ts";
import { runScenario } from "../scenarios/runner.ts";
import { Terminal } from "../scenarios/terminal.ts";
import type { LocalSettings } from "./settings.ts";

/** The buyer's words are in the stand-in's repertoire; with the real OpenAI she is understood or not, as on any phone. */
const DEMO = "buyer";

/** Resolves when the call is over; true when everything that it should show was there. */
export async function showDemoCall(settings: LocalSettings): Promise<boolean> {
  const scenario = findScenario(DEMO);
  if (!scenario) throw new Error(`there is no scenario "${DEMO}"`);
  const terminal = new Terminal((line) => console.log(line));
  terminal.begin(scenario);
  const { openai, twilio } = settings.standIns;
  const result = await runScenario(scenario, {
    workerUrl: settings.url,
    publicUrl: settings.worker["PUBLIC_URL"] ?? settings.url,
    accountSid: settings.worker["TWILIO_ACCOUNT_SID"] ?? "",
    authToken: settings.worker["TWILIO_AUTH_TOKEN"] ?? "",
    password: settings.seedPassword,
    ...(openai !== null && { openaiControlUrl: `http://127.0.0.1:${openai}` }),
    ...(twilio !== null && { standInUrl: `http://127.0.0.1:${twilio}` }),
    onProgress: (progress, call) => terminal.show(progress, call),
  });
  terminal.end(result, false);
  const { record } = result;
  if (record?.lead)
    console.log(`\n  Lead saved: ${String(record.lead["name"])} · ${settings.url}/b/carmel/calls/${record.id}`);
  return result.okButForTiming;
}
