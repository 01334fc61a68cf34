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

/** For a number that is nobody's: not answered, hence not charged; the caller hears that it is not in service. */
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
  if (handoffPhone === null) return sayLast(spokenFallback.callBack, response);
  response.say(HEBREW, spokenFallback.connecting);
  const dial = response.dial({
    action: `${config.PUBLIC_URL}/webhooks/twilio/voice/after-stream?stage=dialled${TRY_AGAIN}`,
    method: "POST",
    timeout: RING_S,
  });
  dial.number(handoffPhone);
  return response.toString();
}

/** The call cannot be put on record, so nobody would know whom to ring back: the caller is asked to ring again. */
export const askToCallLater = (): string => sayLast(spokenFallback.tryLater);

/**
 * For a business that is suspended. Speaking answers the call, which Twilio charges as a minute; its callers know of
 * nothing and hear a sentence in their language for that, not a line that seems dead. Nothing else is started for them.
 */
export const turnAway = (): string => sayLast(spokenFallback.unavailable);

/** Nobody answered: the caller is promised a call back. */
export const promiseCallBack = (): string => sayLast(spokenFallback.callBack);

function sayLast(text: string, response = new VoiceResponse()): string {
  response.say(HEBREW, text);
  response.hangup();
  return response.toString();
}
