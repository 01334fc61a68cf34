/**
 * The call as one machine: what it can be, what can happen to it, and what it can ask for.
 *
 * - `phase` says how the call stands with the line, `engine` how it stands with whoever speaks, `floor` who is speaking.
 * - Audio does not pass through the machine. It learns when playback of an item begins, ends or was cut.
 * - Every deadline is derived from the state (call-clock.ts): no timer lives anywhere else.
 */
import type { CallLimits } from "../business/settings.ts";
import { newConversation, type Conversation } from "../conversations/conversation.ts";
import type { ToolTraits } from "../conversations/tools.ts";
import type { CallEnding, CallEventKind } from "./call-record.ts";
import type { Usage } from "./cost.ts";
import type { EndReason } from "./end-reason.ts";
import type { Ask, EngineCommand, EngineEvent, ToolAsk } from "./engine.ts";
import type { FailureCode } from "./failure.ts";
import { FREE_KEYS, type KeyMode, type Keys } from "./keys.ts";
import type { NextStep } from "./next-step.ts";
import type { CutItem } from "./transmit-queue.ts";

export type CallConfig = {
  limits: CallLimits;
  /**
   * The recorded greeting, when there is one. `noticeMs`: so much of it says what the law wants said (that an AI
   * answers and that the call is recorded); until it was heard nothing interrupts.
   */
  greetingClip: { noticeMs: number } | null;
  /** How many engines there are, to be used one after the other when one is lost for good. */
  engines: number;
  /** How many recorded fillers ("one moment") there are. */
  fillers: number;
  handoffPhone: string | null;
  /** Whether the caller shows a number: nobody can ring back one who does not. */
  showsNumber: boolean;
  tools: Readonly<Record<string, ToolTraits>>;
  /** 0 to 1, another for each call: calls that failed together do not come back together. */
  share: number;
  /** Sentences for the engine, made by core/assistant/prompts.ts. */
  prompts: {
    greeting: string;
    reprompt: string;
    farewell: string;
    timeUp: string;
    connecting: string;
    resumed: string;
    goOn: string;
    aloud: string;
    keys: (digits: string) => string;
    noKeys: string;
  };
};

/** `now`: Unix ms. `queuedMs`: sound that has been given out and not been heard yet. */
export type Moment = { now: number; queuedMs: number };

/** A goodbye that is to be spoken, and what comes after it. */
export type Goodbye = { reason: EndReason; failure: FailureCode | null; next: NextStep };

export type Phase =
  /** Twilio has been told where to stream to and has not come yet. */
  | { is: "waiting"; sinceAt: number }
  | { is: "talking" }
  /** The stream went away without a word; Twilio may come back through the `action` URL. */
  | { is: "detached"; sinceAt: number }
  /** The last words are being spoken. `said`: they have begun; until then silence must not end the call. */
  /** `words`: the goodbye that was asked for; null: it is being said already. */
  | { is: "leaving"; goodbye: Goodbye; deadlineAt: number; said: boolean; words: string | null }
  /** The line is gone and the end is on record; the caller's last words are still being written down. */
  | { is: "closing"; ending: CallEnding; next: NextStep; untilAt: number }
  | { is: "ended"; ending: CallEnding; next: NextStep };

export type EngineState =
  | { is: "opening" }
  /** It has been told the conversation and is not ready yet. */
  | { is: "begun" }
  /** `renewAt`: not before this a fresh session is looked for. */
  | { is: "ready"; sinceAt: number; renewAt: number; renewing: boolean }
  /** It opens itself again. */
  | { is: "down" }
  | { is: "lost"; failure: FailureCode }
  | { is: "closed" };

/** What the caller spoke over. `restMs`: so much of it was still to come. `asked`: it had just put a question. */
export type SpokenOver = { restMs: number; asked: boolean };

export type Floor =
  | { is: "nobody"; sinceAt: number }
  /** `over`: what their speech cut off. `goodbye`: the call was about to end. */
  | { is: "caller"; sinceAt: number; over: SpokenOver | null; goodbye: Goodbye | null }
  /**
   * The caller has said something short over the assistant's speech: a "yes, yes", a noise, or the beginning of an
   * answer? Until their words are there, nothing is heard.
   */
  | {
      is: "weighing";
      turnId: string;
      untilAt: number;
      over: SpokenOver | null;
      goodbye: Goodbye | null;
      /** The engine's own answer to it has begun. */
      answered: boolean;
    }
  /** The caller is waiting for sound. `lifeAt`: the last sign of the answer. */
  | { is: "thinking"; sinceAt: number; lifeAt: number; nudged: boolean; fillers: number }
  | { is: "assistant" };

export type Greeting =
  | { is: "due" }
  /** The recording is playing, and what the law wants said has not been heard yet. */
  | { is: "playing" }
  /** The engine was asked to speak it. `spoken`: the utterance that says it whole. `heard`: the one that was heard. */
  | { is: "asked"; spoken: string | null; heard: string | null }
  /** `heard`: whether what the law wants said was. */
  | { is: "over"; heard: boolean };

/** The play-out items of recordings; never an utterance of an engine's. */
export const GREETING_ITEM = "clip:greeting";
export const ASKED_GREETING: Greeting = { is: "asked", spoken: null, heard: null };
export const fillerItem = (index: number): string => `clip:filler:${index}`;

export type CallState = {
  config: CallConfig;
  phase: Phase;
  engine: EngineState;
  /** Which of the engines it is, from 0. */
  engineIndex: number;
  /** Whether any session has stood: what comes after is a renewal of the talk, not its beginning. */
  stood: boolean;
  floor: Floor;
  greeting: Greeting;
  conversation: Conversation;
  /** The answer that is being made. */
  answer: { id: string; ask: Ask | null } | null;
  /** An answer that failed is asked for again at that time. */
  again: { at: number; ask: Ask } | null;
  /** Answers in a row that failed or could not be heard. */
  failedAnswers: number;
  /** What the caller spoke over was broken off while it was being made; resumed, it must be gone on with. */
  broken: boolean;
  /** The engine's own answer to a turn that was nothing has not begun yet; when it does, it is not wanted. */
  declines: boolean;
  /** Utterances of which the present session knows. */
  utterances: Readonly<Record<string, true>>;
  /** The caller's turns whose words are not there yet. */
  openTurns: readonly string[];
  /** The caller has said or pressed something: they know that somebody answered. */
  callerHeard: boolean;
  /** The caller's turns in a row in which there were no words. */
  wordless: number;
  /** When Twilio's stream first came; the call's length counts from here. */
  answeredAt: number | null;
  reprompts: number;
  reattachments: number;
  keys: Keys;
};

export type CallEvent =
  | { type: "stream.started" }
  /** Twilio said `stop`: the caller hung up, or Twilio ended the stream. */
  | { type: "stream.stopped" }
  | { type: "stream.lost" }
  | { type: "stream.key"; key: string }
  /** Sound of an utterance has come that waits for its release. */
  | { type: "playback.held"; itemId: string }
  /** An utterance of the engine's has begun to sound. */
  | { type: "playback.started"; itemId: string }
  /** `text`: what was said of it. */
  | { type: "playback.heard"; itemId: string; heardMs: number; text: string }
  /** What must be heard of this recording has been, which may go on. */
  | { type: "playback.reached"; itemId: string }
  | { type: "playback.drained" }
  /** `text`: the part that was heard. */
  | { type: "playback.cut"; items: readonly (CutItem & { text: string })[] }
  | { type: "engine"; event: EngineEvent }
  /** `mustAnswer`: the caller has to hear of it, whatever was said in the same breath. */
  | { type: "tool.finished"; callId: string; output: string; failed: boolean; mustAnswer: boolean }
  /** Keys mean something else from now on. */
  | { type: "keys.for"; mode: KeyMode }
  /** Twilio's status webhook says that the call is over. */
  | { type: "call.completed" }
  /** The line does not hold: the call is given up. */
  | { type: "call.abandoned" }
  | { type: "clock" };

export type CallEffect =
  | { do: "engine"; command: Exclude<EngineCommand, { do: "begin" }> }
  /** The engine is to be told the conversation so far; `told` besides. */
  | { do: "engine.begin"; told: Conversation["untold"] }
  /** The engine is lost for good: the next one takes over. */
  | { do: "engine.next" }
  /** What plays and waits is thrown away, but for what must be heard; what of it was not heard is kept for `resume`. */
  | { do: "playback.cut" }
  /** What comes from the engine now waits until it is released or dropped. */
  | { do: "playback.hold" }
  | { do: "playback.release" }
  | { do: "playback.drop" }
  /** Goes on where it was cut. */
  | { do: "playback.resume" }
  /** There is nothing to go on with any more. */
  | { do: "playback.forget" }
  /** No more sound of the engine comes: what there is of its utterances is all of them. */
  | { do: "playback.finish" }
  /** The recording. Nothing cuts the first `noticeMs` of it; when they have been heard, `playback.reached` follows. */
  | { do: "greeting.play"; noticeMs: number }
  /** The engine has spoken the greeting whole and unbroken: its audio may be kept for the next call. */
  | { do: "greeting.keep"; itemId: string }
  | { do: "filler.play"; index: number }
  /** Nothing more goes to this stream; what comes for the caller waits for the next one, if there is one. */
  | { do: "stream.close" }
  | { do: "tool.run"; ask: ToolAsk }
  | { do: "note"; kind: CallEventKind; data: Record<string, unknown> }
  | { do: "usage"; usage: Usage }
  | { do: "answered" }
  /** The words of this turn of the caller's will not come. */
  | { do: "turn.wordless"; turnId: string }
  /** The call is over for the line; its record has an end. */
  | { do: "ended"; ending: CallEnding; next: NextStep }
  /** Nothing more comes: the record is complete. */
  | { do: "finished" };

/** Why each of these times. */
export const TIMES = {
  /** Twilio's stream follows its TwiML within a second; a token is good for thirty. */
  waitForStreamMs: 60_000,
  /** Twilio asks the `action` URL at once when a stream breaks; 20 s also covers its retries. */
  detachedMs: 20_000,
  /** From asking for a goodbye to its first sound. */
  farewellMs: 12_000,
  /** Beyond what is queued when the last words have begun: marks come back late, or get lost. */
  farewellGraceMs: 5_000,
  /** What still plays when the engine has failed may end its sentence, but not hide the apology for long. */
  failingMs: 6_000,
  /** Transcription takes a few hundred ms; the caller's last words are worth ten times that. */
  lastWordsMs: 3_000,
  /** Sessions end after 60 minutes at the latest and grow slow before; a quiet moment after 20 is the time to renew. */
  recycleMs: 20 * 60_000,
  /** A renewal that failed or was disturbed is tried again after this; there is most of an hour for it. */
  recycleAgainMs: 60_000,
  /** A quiet moment. */
  recycleQuietMs: 1_500,
  /**
   * A street or a television holds the voice detection open, and the caller waits for an answer that never comes.
   * Nobody speaks on the phone for this long without the half second of pause that would have ended the turn.
   */
  endlessSpeechMs: 40_000,
  /** An answer that gives signs of life and never a sound. */
  longestThinkingMs: 20_000,
  /** Past about two seconds of silence callers speak again: then "one moment", and again if it goes on. */
  fillerMs: 2_000,
  fillerAgainMs: 5_000,
  /** A "yes, yes" is shorter than this; what is longer is meant to take the floor. */
  briefMs: 900,
  /** Transcription of a short word comes within this; an answer's first sound takes about as long. */
  weighMs: 800,
  /** Whether the call ends depends on it: longer. */
  weighGoodbyeMs: 1_500,
  /** Who speaks in the last second of a sentence has heard it, and answers. */
  nearlyOverMs: 1_000,
} as const;

export const MAX_REATTACHMENTS = 3;
/** Noise makes turns without words: after so many in a row the caller is asked once, after so many more we leave. */
export const WORDLESS_BEFORE_ASKING = 3;
export const WORDLESS_BEFORE_LEAVING = 5;

export function newCall(config: CallConfig, now: number): CallState {
  return {
    config,
    phase: { is: "waiting", sinceAt: now },
    engine: { is: "opening" },
    engineIndex: 0,
    stood: false,
    floor: { is: "nobody", sinceAt: now },
    greeting: { is: "due" },
    conversation: newConversation,
    answer: null,
    again: null,
    failedAnswers: 0,
    broken: false,
    declines: false,
    utterances: {},
    openTurns: [],
    callerHeard: false,
    wordless: 0,
    answeredAt: null,
    reprompts: 0,
    reattachments: 0,
    keys: FREE_KEYS,
  };
}

/**
 * The same call in a new object, after the one that held it was lost: it waits for Twilio to come back, does not greet
 * again, and owes the caller a word. `noticeHeard`: whether the record says that the greeting's notice was heard; when
 * not, it is still to be said. `callerHeard`: whether the record has words of the caller's.
 */
export function resumedCall(
  config: CallConfig,
  { noticeHeard, ...known }: { answeredAt: number; reattachments: number; noticeHeard: boolean; callerHeard: boolean },
  now: number,
): CallState {
  const fresh = newCall(config, now);
  return {
    ...fresh,
    phase: { is: "detached", sinceAt: now },
    greeting: noticeHeard ? { is: "over", heard: true } : { is: "due" },
    conversation: { ...fresh.conversation, owesWord: noticeHeard },
    ...known,
  };
}
