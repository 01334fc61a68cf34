/**
 * `realtime-voice-agents` as its README has it: a TwilioRealtimeBridge with an Agent and a tool. It needs Node: its socket
 * to OpenAI is the client of `ws`, which workerd cannot run.
 */
import { Agent, tool, TwilioRealtimeBridge, type SessionOptions } from "realtime-voice-agents";
import { openaiRealtime } from "realtime-voice-agents/openai";
import { saveLeadArgs, TOOL_DESCRIPTIONS } from "../../core/assistant/tools.ts";
import { carmelSettings } from "../../dev/seed/carmel/settings.ts";
import { CLIP_KEY, taggedAudio } from "../peers/tagged-audio.ts";
import type { Connect } from "./host.ts";

const GREETING_MS = 200;

const saveLead = tool({
  name: "save_lead",
  description: TOOL_DESCRIPTIONS.save_lead,
  parameters: saveLeadArgs,
  execute: async () => ({ saved: true }),
});

/** All else is the library's default: guards, marks, playback, reconnects; it logs nothing. */
function bridge(openAiUrl: string, session: Partial<SessionOptions>): TwilioRealtimeBridge {
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

/** With a call that is to be greeted, the greeting is one recorded ahead, which it calls pre-synthesized. */
const recorded: Partial<SessionOptions> = {
  greeting: {
    mode: "agent-initiates",
    preSynthesized: {
      audio: Buffer.from(taggedAudio({ stream: CLIP_KEY, number: 0 }, GREETING_MS), "base64"),
      text: carmelSettings.greeting,
    },
  },
};

export function connectWith(openAiUrl: string): Connect {
  const plain = bridge(openAiUrl, {});
  const greeting = bridge(openAiUrl, recorded);
  return (twilio, greet) => (greet ? greeting : plain).handleConnection(twilio);
}
