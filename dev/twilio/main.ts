/** `node dev/twilio/main.ts [--port 8792]`: Twilio's REST endpoints, for calls that another process places. */
import { parseArgs } from "node:util";
import { startTwilioStandIn } from "./rest-server.ts";

const { values } = parseArgs({ options: { port: { type: "string", default: "8792" } } });
const standIn = await startTwilioStandIn({
  port: Number(values.port),
  ...(process.env["TWILIO_ACCOUNT_SID"] && { accountSid: process.env["TWILIO_ACCOUNT_SID"] }),
  ...(process.env["TWILIO_AUTH_TOKEN"] && { authToken: process.env["TWILIO_AUTH_TOKEN"] }),
});
console.log(`Twilio stand-in: TWILIO_API_BASE_URL=${standIn.url}`);

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void standIn.close().then(() => process.exit(0)));
}
