/** A call to a peer: its media stream and its session with the model, side by side in this process. */
import { randomBytes } from "node:crypto";
import { getExpectedTwilioSignature } from "twilio/lib/webhooks/webhooks.js";
import { AUTH_TOKEN, CALLED_NUMBER, isRelay, PUBLIC_URL } from "./peer-names.ts";
import type { Peer } from "./peer-process.ts";
import type { FakeOpenAi } from "./peers/fake-openai.ts";
import { TwilioCall, type TwilioCallHooks } from "./peers/fake-twilio.ts";
import type { ModelSession } from "./peers/model-session.ts";
import { until, type Pacer } from "./peers/pacer.ts";
import { quickAnswer } from "./peers/speech.ts";

export type BenchCall = {
  twilio: TwilioCall;
  model: ModelSession;
  /** Pieces of audio the model has sent, for their tags. */ deltas: number;
  hangUp(): Promise<void>;
};
export type OpenOptions = {
  stream: number;
  hooks?: TwilioCallHooks;
  /** The peer is to greet as soon as it can. */ greet?: boolean;
};

const READY_LIMIT_MS = 10_000;
let callers = 0;

export async function openCall(peer: Peer, openAi: FakeOpenAi, pacer: Pacer, options: OpenOptions): Promise<BenchCall> {
  const callSid = `CA${randomBytes(16).toString("hex")}`;
  const twilio = new TwilioCall({ callSid, stream: options.stream, pacer, hooks: options.hooks ?? {} });
  let model: ModelSession | undefined;
  // A relay never says what its session is to be.
  openAi.nextSession(isRelay(peer.name) ? "open" : "configured", (session) => {
    model = session;
    session.onCreate = (request) => quickAnswer(session, request);
  });
  await twilio.connect(await streamUrl(peer, callSid, options.greet ?? false));
  await until(() => model !== undefined, READY_LIMIT_MS);
  if (!model) throw new Error(`${peer.name}: the session was not configured`);
  return { twilio, model, deltas: 0, hangUp: () => twilio.hangUp() };
}

/** Where Twilio would stream to: for our worker the real webhook says it. */
async function streamUrl(peer: Peer, callSid: string, greet: boolean): Promise<string> {
  const base = peer.url.replace(/^http/, "ws");
  if (peer.name !== "ours") return `${base}/streams/twilio/${callSid}${greet ? "?greet" : ""}`;
  const path = "/webhooks/twilio/voice";
  const from = `+97250${String(1_000_000 + ++callers)}`;
  const fields = { CallSid: callSid, From: from, To: CALLED_NUMBER, CallStatus: "ringing", Direction: "inbound" };
  const response = await fetch(`${peer.url}${path}`, {
    method: "POST",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "x-twilio-signature": getExpectedTwilioSignature(AUTH_TOKEN, `${PUBLIC_URL}${path}`, fields),
    },
    body: new URLSearchParams(fields).toString(),
  });
  const twiml = await response.text();
  const url = /<Stream url="([^"]+)"/.exec(twiml)?.[1];
  if (!url) throw new Error(`no stream in the answer to the webhook: ${response.status} ${twiml.slice(0, 300)}`);
  return `${base}${new URL(url).pathname}`;
}
