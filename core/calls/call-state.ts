/**
 * The call as one machine with two legs: what it can be, what can happen to it, and what it can ask for.
 *
 * - `phase` says how the call stands with Twilio, `leg` how it stands with the model, `floor` who is speaking.
 * - Audio does not pass through the machine. It learns when playback of an item begins, ends or was cut.
 */
import type { CallLimits } from "../business/settings.ts";
import type { ClientEvent, ServerEvent } from "../contract/openai-realtime.ts";
import type { CallEnding, CallEventKind } from "./call-record.ts";
import type { Usage } from "./cost.ts";
import type { Dtmf } from "./dtmf-collector.ts";
import type { EndReason } from "./end-reason.ts";
import type { FailureCode } from "./failure.ts";
import type { NextStep } from "./next-step.ts";
import { emptySequencer, type SequencerState } from "./response-sequencer.ts";
import type { CutItem } from "./transmit-queue.ts";

export type CallConfig = {
  limits: CallLimits;
  /** The greeting's text; its cached audio plays when there is one. */
  greeting: string;
  greetingCached: boolean;
  /** The server cancels its response by itself when the caller speaks. */
  serverInterrupts: boolean;
  handoffPhone: string | null;
  /** Sentences for the model, made by core/assistant/prompts.ts. */
  prompts: {
    greeting: string;
    reprompt: string;
    farewell: string;
    timeUp: string;
    resumed: string;
    dtmf: (digits: string) => string;
  };
};

export type Phase =
  /** Twilio has been told where to stream to and has not come yet. */
  | { is: "waiting"; sinceAt: number }
  | { is: "talking" }
  /** The stream went away without a word; Twilio may come back through the `action` URL. */
  | { is: "detached"; sinceAt: number }
  /** The last words are being spoken. `said`: they have begun; until then silence must not end the call. */
  | { is: "leaving"; reason: EndReason; failure: FailureCode | null; deadlineAt: number; said: boolean }
  | { is: "ended"; ending: CallEnding; next: NextStep };

export type ModelLeg =
  | { is: "connecting"; attempt: number; deadlineAt: number }
  /** The socket is open and the session has been sent; audio must wait until it is confirmed. */
  | { is: "configuring"; attempt: number; deadlineAt: number }
  | { is: "ready"; sinceAt: number }
  | { is: "pausing"; attempt: number; retryAt: number }
  | { is: "failed"; failure: FailureCode }
  | { is: "closed" };

export type Floor =
  | { is: "nobody"; sinceAt: number }
  | { is: "caller"; sinceAt: number }
  /** The caller is waiting for sound. */
  | { is: "thinking"; sinceAt: number; nudged: boolean }
  | { is: "assistant" };

export type Greeting =
  | { is: "due" }
  /** Cached audio is playing; the model does not know of it yet. */
  | { is: "playing" }
  /** The model was asked to speak it. */
  | { is: "asked" }
  | { is: "over" };

/** The play-out item under which cached greeting audio runs; never an id of the model's. */
export const GREETING_ITEM = "greeting";

export type CallState = {
  config: CallConfig;
  phase: Phase;
  leg: ModelLeg;
  floor: Floor;
  greeting: Greeting;
  sequencer: SequencerState;
  /** When Twilio's stream first came; the call's length counts from here. */
  answeredAt: number | null;
  reprompts: number;
  /** Numbers requests and items of ours. */
  counter: number;
  /** Which session of the model this is, from 1: items and calls of an earlier one are unknown to it. */
  session: number;
  /** Whether any session has stood: a first connection that fails is something else than one that dropped. */
  stood: boolean;
  /** The assistant's messages of this session: announced by the model, or with sound that reached the play-out. */
  items: Record<string, "announced" | "sounding">;
  /** Responses whose late audio must not be heard. */
  dropped: string[];
  /** The response whose sound came last. */
  spokenResponse: string | null;
  /** Tool calls that have been started, by call id, with the session they belong to. */
  tools: Record<string, { session: number; running: boolean; afterSpeech: boolean }>;
  /** An answer was under way when the session was lost: the next session must give it. */
  owesAnswer: boolean;
  /** What the next session must be told: results and digits that came while none stood. */
  pendingNotes: string[];
  /** A failed response is asked for once more, not for ever. */
  failedResponses: number;
  reattachments: number;
  dtmf: Dtmf;
};

export type CallEvent =
  | { type: "stream.started" }
  /** Twilio said `stop`: the caller hung up, or Twilio ended the stream. */
  | { type: "stream.stopped" }
  | { type: "stream.lost" }
  | { type: "stream.key"; key: string }
  | { type: "playback.started"; itemId: string; responseId: string }
  /** `text`: what was said of it. */
  | { type: "playback.heard"; itemId: string; heardMs: number; text: string }
  | { type: "playback.drained" }
  /** `text`: the part that was heard. */
  | { type: "playback.cut"; items: (CutItem & { text: string })[] }
  | { type: "model.opened" }
  | { type: "model.refused"; failure: FailureCode }
  /** `failure` when OpenAI said why it closed; null: the connection dropped. */
  | { type: "model.closed"; failure: FailureCode | null; detail: string }
  | { type: "model.said"; event: ServerEvent }
  | { type: "tool.finished"; callId: string; output: string; failed: boolean; ends: boolean }
  /** Twilio's status webhook says that the call is over. */
  | { type: "call.completed" }
  /** The line does not hold: the call is given up. */
  | { type: "call.abandoned" }
  | { type: "clock" };

export type CallEffect =
  | { do: "model.connect" }
  /** Send the session and the conversation so far. */
  | { do: "model.configure" }
  | { do: "model.send"; event: ClientEvent }
  | { do: "model.close" }
  /** The session is confirmed: the caller's words that waited go out, and frames pass directly from now on. */
  | { do: "audio.open" }
  | { do: "audio.hold" }
  | { do: "playback.cut" }
  | { do: "greeting.play" }
  /** The model has spoken the greeting whole and unbroken: its audio may be kept for the next call. */
  | { do: "greeting.keep"; itemId: string }
  /** Nothing more goes to this stream; what comes for the caller waits for the next one, if there is one. */
  | { do: "stream.close" }
  | { do: "tool.run"; callId: string; name: string; args: string }
  | { do: "note"; kind: CallEventKind; data: Record<string, unknown> }
  | { do: "usage"; usage: Usage }
  | { do: "answered" }
  | { do: "ended"; ending: CallEnding };

/** Why each of these times. */
export const TIMES = {
  /** OpenAI answers an upgrade in well under a second; after five it will not, and a caller is listening to nothing. */
  connectMs: 5_000,
  configureMs: 3_000,
  /** Twilio's stream follows its TwiML within a second; a token is good for thirty. */
  waitForStreamMs: 60_000,
  /** Twilio asks the `action` URL at once when a stream breaks; 20 s also covers its retries. */
  detachedMs: 20_000,
  /** A goodbye is two sentences. */
  farewellMs: 12_000,
  /** What still plays when the model has failed may end its sentence, but not hide the apology for long. */
  failingMs: 6_000,
  /** Sessions end after 60 minutes at the latest and grow slow before; a quiet moment after 20 is the time to renew. */
  recycleMs: 20 * 60_000,
  /**
   * A street or a television holds the model's voice detection open, and the caller waits for an answer that never
   * comes. Nobody speaks on the phone for this long without the half second of pause that would have ended the turn.
   */
  endlessSpeechMs: 40_000,
  /** A quiet moment. */
  recycleQuietMs: 1_500,
} as const;

export const MAX_REATTACHMENTS = 3;
/** A response that failed on the server's side is asked for once more. */
export const MAX_FAILED_RESPONSES = 1;

export function newCall(config: CallConfig, now: number): CallState {
  return {
    config,
    phase: { is: "waiting", sinceAt: now },
    leg: { is: "connecting", attempt: 1, deadlineAt: now + TIMES.connectMs },
    floor: { is: "nobody", sinceAt: now },
    greeting: { is: "due" },
    sequencer: emptySequencer,
    answeredAt: null,
    reprompts: 0,
    counter: 0,
    session: 0,
    stood: false,
    items: {},
    dropped: [],
    spokenResponse: null,
    tools: {},
    owesAnswer: false,
    pendingNotes: [],
    failedResponses: 0,
    reattachments: 0,
    dtmf: { digits: "", lastAt: 0 },
  };
}

/**
 * The same call in a new object, after the one that held it was lost: it waits for Twilio to come back, does not greet
 * again, and owes the caller a word.
 */
export function resumedCall(config: CallConfig, answeredAt: number, reattachments: number, now: number): CallState {
  return {
    ...newCall(config, now),
    phase: { is: "detached", sinceAt: now },
    greeting: { is: "over" },
    answeredAt,
    reattachments,
    owesAnswer: true,
  };
}
