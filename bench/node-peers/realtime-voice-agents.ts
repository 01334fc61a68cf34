/**
 * `realtime-voice-agents` as its README has it: a TwilioRealtimeBridge with an Agent and a tool, on a WebSocket server of
 * `ws`. It needs Node: its OpenAI socket is `ws`'s client, which workerd cannot run. This process holds nothing else,
 * so its processor time and memory are the peer's. Ends when its standard input does.
 */
import { createServer } from "node:http";
import inspectorApi from "node:inspector";
import type { AddressInfo } from "node:net";
import { Agent, tool, TwilioRealtimeBridge, type SessionOptions } from "realtime-voice-agents";
import { openaiRealtime } from "realtime-voice-agents/openai";
import { WebSocketServer } from "ws";
import { saveLeadArgs, TOOL_DESCRIPTIONS } from "../../core/assistant/tools.ts";
import { carmelSettings } from "../../dev/seed/carmel/settings.ts";
import { goFirst } from "../measure/priority.ts";
import type { PeerReady, PeerSettings } from "../peer-names.ts";
import { CLIP_KEY, taggedAudio } from "../peers/tagged-audio.ts";

const GREETING_MS = 200;

goFirst();
const { openAiUrl, inspector } = JSON.parse(process.argv[2] ?? "{}") as PeerSettings;

const saveLead = tool({
  name: "save_lead",
  description: TOOL_DESCRIPTIONS.save_lead,
  parameters: saveLeadArgs,
  execute: async () => ({ saved: true }),
});

/** All else is the library's default: its own greeting, guards, marks, playback, reconnects; it logs nothing. */
function bridge(session: Partial<SessionOptions>): TwilioRealtimeBridge {
  return new TwilioRealtimeBridge({
    agent: new Agent({ name: "bench", instructions: carmelSettings.aiPrompt, voice: "cedar", tools: [saveLead] }),
    provider: openaiRealtime({
      apiKey: "bench",
      model: "gpt-realtime-2.1",
      baseUrl: `${openAiUrl.replace(/^http/, "ws")}/realtime`,
    }),
    session,
  });
}

const plain = bridge({});
/** With the greeting recorded ahead, which it calls pre-synthesized. */
const recorded = bridge({
  greeting: {
    mode: "agent-initiates",
    preSynthesized: {
      audio: Buffer.from(taggedAudio({ stream: CLIP_KEY, number: 0 }, GREETING_MS), "base64"),
      text: carmelSettings.greeting,
    },
  },
});

const server = createServer((_request, response) => response.end("ok"));
const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
server.on("upgrade", (request, socket, head) => {
  const greet = new URL(request.url ?? "/", "http://bench.test").searchParams.has("greet");
  sockets.handleUpgrade(request, socket, head, (ws) => (greet ? recorded : plain).handleConnection(ws));
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

if (inspector) inspectorApi.open(0, "127.0.0.1");
const ready: PeerReady = {
  url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  pid: process.pid,
  ...(inspector && { inspectorUrl: inspectorApi.url() ?? "" }),
};
console.log(JSON.stringify(ready));

process.stdin.resume();
process.stdin.once("end", () => process.exit(0));
