/** What Twilio is told to do with a call. */
import VoiceResponse from "twilio/lib/twiml/VoiceResponse.js";
import { spokenFallback } from "../../core/assistant/prompts.ts";
import type { Config } from "../env.ts";

/** Twilio has Hebrew only with Google's voices; D is a man's, like the assistant's own. */
const HEBREW = { language: "he-IL", voice: "Google.he-IL-Wavenet-D" } as const;

/** Twilio tries a webhook again when we cannot be reached or answer 5xx: a call must not end for a moment's outage. */
const TRY_AGAIN = "#rc=3&rp=ct,rt,5xx";

/** A person is rung this long before the caller is told that somebody will ring back. */
const RING_S = 25;

export function connectStream(config: Config, callSid: string, token: string): string {
  const response = new VoiceResponse();
  const connect = response.connect({
    action: `${config.PUBLIC_URL}/webhooks/twilio/voice/after-stream${TRY_AGAIN}`,
    method: "POST",
  });
  connect.stream({ url: `${config.PUBLIC_URL.replace(/^http/, "ws")}/streams/twilio/${callSid}/${token}` });
  return response.toString();
}

export function rejectCall(): string {
  const response = new VoiceResponse();
  response.reject({ reason: "rejected" });
  return response.toString();
}

export function hangUp(): string {
  const response = new VoiceResponse();
  response.hangup();
  return response.toString();
}

/** The model cannot speak: Twilio says so in Hebrew, and rings a person when there is one. */
export function apologise(config: Config, handoffPhone: string | null): string {
  const response = new VoiceResponse();
  response.say(HEBREW, spokenFallback.apology);
  if (handoffPhone === null) return sayGoodbye(response);
  response.say(HEBREW, spokenFallback.connecting);
  const dial = response.dial({
    action: `${config.PUBLIC_URL}/webhooks/twilio/voice/after-stream?stage=dialled${TRY_AGAIN}`,
    method: "POST",
    timeout: RING_S,
  });
  dial.number(handoffPhone);
  return response.toString();
}

/** Nobody answered: the caller is promised a call back. */
export const promiseCallBack = (): string => sayGoodbye(new VoiceResponse());

function sayGoodbye(response: VoiceResponse): string {
  response.say(HEBREW, spokenFallback.callBack);
  response.hangup();
  return response.toString();
}
