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
/** Longer than people talk; a line that nobody has hung up is not paid for until Twilio ends it after four hours. */
const TALK_S = 2 * 3_600;
/** So long the person has for the key. */
const ACCEPT_S = 10;
/** The key that takes a call. */
export const ACCEPT_KEY = "1";

const VOICE = "/webhooks/twilio/voice";

export function connectStream(config: Config, callSid: string, token: string): string {
  const response = new VoiceResponse();
  const connect = response.connect({ action: `${config.PUBLIC_URL}${VOICE}/after-stream${TRY_AGAIN}`, method: "POST" });
  connect.stream({ url: `${config.PUBLIC_URL.replace(/^http/, "ws")}/streams/twilio/${callSid}/${token}` });
  return response.toString();
}

/** For a number that is nobody's: not answered, hence not charged; the caller hears that it is not in service. */
export function rejectCall(): string {
  const response = new VoiceResponse();
  response.reject({ reason: "rejected" });
  return response.toString();
}

/** For a call that comes back to us from the person it was being handed to: their line counts as busy. */
export function rejectAsBusy(): string {
  const response = new VoiceResponse();
  response.reject({ reason: "busy" });
  return response.toString();
}

export function hangUp(): string {
  const response = new VoiceResponse();
  response.hangup();
  return response.toString();
}

/** The assistant cannot go on and nobody can be rung: Twilio says so in Hebrew. */
export const apologise = (): string => sayLast([spokenFallback.apology, spokenFallback.callBack]);

export type Dialling = {
  callSid: string;
  /** Whom to ring, E.164. */
  phone: string;
  /** The number that is shown to them; a withheld one is refused by Twilio (error 13214), so it is never passed on. */
  callerId: string;
  /** The assistant has failed, and has not been able to say so itself. */
  failed: boolean;
};

/**
 * Rings a person. Whoever answers hears that a caller is on the line and has to press a key: a voicemail answers, too,
 * and Twilio's "completed" says the same of both.
 */
export function dialPerson(config: Config, { callSid, phone, callerId, failed }: Dialling): string {
  const response = new VoiceResponse();
  if (failed) {
    response.say(HEBREW, spokenFallback.apology);
    response.say(HEBREW, spokenFallback.connecting);
  }
  const dial = response.dial({
    // Else the caller hears nothing at all while the person listens to the offer.
    answerOnBridge: true,
    ringTone: "il",
    action: `${config.PUBLIC_URL}${VOICE}/after-stream?stage=dialled${TRY_AGAIN}`,
    method: "POST",
    timeout: RING_S,
    timeLimit: TALK_S,
    callerId,
  });
  dial.number({ url: `${config.PUBLIC_URL}${VOICE}/offer?call=${callSid}${TRY_AGAIN}`, method: "POST" }, phone);
  return response.toString();
}

/** To the person who has answered, before the two are joined. */
export function offerCall(config: Config, callSid: string): string {
  const response = new VoiceResponse();
  const gather = response.gather({
    action: `${config.PUBLIC_URL}${VOICE}/accept?call=${callSid}${TRY_AGAIN}`,
    method: "POST",
    input: ["dtmf"],
    numDigits: 1,
    timeout: ACCEPT_S,
  });
  // Twice: the first words fall into the moment in which the phone is lifted to the ear.
  gather.say(HEBREW, spokenFallback.offer);
  gather.say(HEBREW, spokenFallback.offer);
  response.hangup();
  return response.toString();
}

/** Nothing more to do on this leg: the two are joined. */
export const joinCalls = (): string => new VoiceResponse().toString();

/** The call cannot be put on record, so nobody would know whom to ring back: the caller is asked to ring again. */
export const askToCallLater = (): string => sayLast([spokenFallback.tryLater]);

/**
 * For a business that is suspended. Speaking answers the call, which Twilio charges as a minute; its callers know of
 * nothing and hear a sentence in their language for that, not a line that seems dead. Nothing else is started for them.
 */
export const turnAway = (): string => sayLast([spokenFallback.unavailable]);

/** Nobody answered: the caller is promised a call back. */
export const promiseCallBack = (): string => sayLast([spokenFallback.callBack]);

function sayLast(texts: readonly string[]): string {
  const response = new VoiceResponse();
  for (const text of texts) response.say(HEBREW, text);
  response.hangup();
  return response.toString();
}
