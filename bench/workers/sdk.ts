/**
 * The Agents SDK's Twilio transport in a Durable Object, as its documentation has it: a RealtimeSession with a
 * RealtimeAgent on TwilioRealtimeTransportLayer, whose socket to OpenAI is opened through `fetch` with an Upgrade, as
 * the SDK's own Cloudflare transport does.
 */
import { DurableObject } from "cloudflare:workers";
import { RealtimeAgent, RealtimeSession, tool } from "@openai/agents/realtime";
import { TwilioRealtimeTransportLayer } from "@openai/agents-extensions";
import { saveLeadArgs, TOOL_DESCRIPTIONS } from "../../core/assistant/tools.ts";
import { carmelSettings } from "../../dev/seed/carmel/settings.ts";

type Env = { CALL: DurableObjectNamespace<SdkCall>; OPENAI_BASE_URL: string };

const saveLead = tool({
  name: "save_lead",
  description: TOOL_DESCRIPTIONS.save_lead,
  parameters: saveLeadArgs,
  execute: async () => JSON.stringify({ saved: true }),
});

export class SdkCall extends DurableObject<Env> {
  override async fetch(request: Request): Promise<Response> {
    const { 0: client, 1: server } = new WebSocketPair();
    server.accept();
    this.ctx.waitUntil(this.#connect(server, new URL(request.url).searchParams.has("greet")));
    return new Response(null, { status: 101, webSocket: client });
  }

  async #connect(twilio: WebSocket, greet: boolean): Promise<void> {
    const transport = new TwilioRealtimeTransportLayer({
      twilioWebSocket: twilio as never,
      createWebSocket: async ({ url, apiKey }) => {
        const response = await fetch(url.replace(/^ws/i, "http"), {
          headers: { Authorization: `Bearer ${apiKey}`, Upgrade: "websocket", Connection: "Upgrade" },
        });
        if (!response.webSocket) throw new Error(`no socket: ${response.status}`);
        response.webSocket.accept();
        return response.webSocket as never;
      },
      skipOpenEventListeners: true,
    });
    const agent = new RealtimeAgent({ name: "bench", instructions: carmelSettings.aiPrompt, tools: [saveLead] });
    const session = new RealtimeSession(agent, {
      transport,
      model: "gpt-realtime-2.1",
      config: {
        audio: {
          output: { voice: "cedar" },
          input: { turnDetection: { type: "server_vad", createResponse: true, interruptResponse: true } },
        },
      },
    });
    // Refusals come here; without a listener they would end the object.
    session.on("error", () => {});
    await session.connect({
      apiKey: "bench",
      url: `${this.env.OPENAI_BASE_URL.replace(/^http/, "ws")}/realtime?model=gpt-realtime-2.1`,
    });
    if (greet) transport.requestResponse();
  }
}

export default {
  fetch(request, env) {
    const { pathname } = new URL(request.url);
    if (pathname === "/healthz") return new Response("ok");
    const callSid = pathname.split("/").at(-1) ?? "";
    return env.CALL.get(env.CALL.idFromName(callSid)).fetch(request);
  },
} satisfies ExportedHandler<Env>;
