import { DEFAULT_ACCOUNT_SID, DEFAULT_AUTH_TOKEN } from "../../../dev/twilio/call-options.ts";
import { readSettings, type LocalSettings } from "../../../dev/start/settings.ts";

/** Settings of a run for tests: nothing of this machine's own configuration gets in, least of all a real key. */
export function localSettings({
  port,
  dataDir,
  openaiUrl,
}: {
  port: number;
  dataDir: string;
  openaiUrl: string;
}): LocalSettings {
  return readSettings({
    PORT: String(port),
    DATA_DIR: dataDir,
    PUBLIC_URL: `http://localhost:${port}`,
    OPENAI_API_KEY: "e2e-key",
    OPENAI_BASE_URL: `${openaiUrl}/v1`,
    TWILIO_ACCOUNT_SID: DEFAULT_ACCOUNT_SID,
    TWILIO_AUTH_TOKEN: DEFAULT_AUTH_TOKEN,
    TWILIO_API_BASE_URL: "http://127.0.0.1:9",
  });
}
