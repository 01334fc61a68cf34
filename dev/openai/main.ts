/** `node dev/openai/main.ts [--port 8791] [--pace realtime|fast|burst] [--connect-ms N] [--first-audio-ms N]` */
import { parseArgs } from "node:util";
import { startOpenAiStandIn } from "./stand-in.ts";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "8791" },
    pace: { type: "string", default: "fast" },
    "connect-ms": { type: "string", default: "0" },
    "first-audio-ms": { type: "string", default: "250" },
    "transcription-ms": { type: "string", default: "400" },
  },
});
const { pace } = values;
if (pace !== "realtime" && pace !== "fast" && pace !== "burst") throw new Error(`There is no pace "${pace}".`);

const standIn = await startOpenAiStandIn({
  port: Number(values.port),
  pace,
  connectMs: Number(values["connect-ms"]),
  firstAudioMs: Number(values["first-audio-ms"]),
  transcriptionMs: Number(values["transcription-ms"]),
});
console.log(`OpenAI stand-in: OPENAI_BASE_URL=${standIn.url}`);

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void standIn.close().then(() => process.exit(0)));
}
