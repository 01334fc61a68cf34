/**
 * The port between a call and whoever speaks in it: a realtime model, or later a chain of recognition, text and speech.
 * The call wants few things of an engine (`EngineCommand`) and hears few things from it (`EngineEvent`); everything a
 * vendor has on top of that (which response may run, how a truncation is written, how often a tool call is announced,
 * how a socket is opened again) is the engine's own business. core/realtime speaks OpenAI Realtime.
 */
import type { Usage } from "./cost.ts";
import type { FailureCode } from "./failure.ts";

/** Why an answer is wanted. */
export type AskPurpose =
  /** The recorded words are not there: the engine speaks the greeting. */
  | "greeting"
  | "tool_result"
  /** The caller is silent. */
  | "reprompt"
  | "farewell"
  /** After a break: the engine goes on where the conversation stopped. */
  | "continue"
  /** The answer that should have come by itself did not. */
  | "nudge"
  /** Keys were pressed. */
  | "keys";

export type Ask = {
  /** Ours; the engine names it again in `answerBegan`. */
  id: string;
  purpose: AskPurpose;
  /** What to say, or how; without it the engine answers what was said last. */
  words: string | null;
  /** A greeting and a farewell must not run a tool. */
  tools: "may" | "never";
  /** Results of these tool calls are to be answered; another answer that was made with them in view does as well. */
  answersCalls: readonly string[];
};

/** One thing that was said before this engine took over. */
export type Said = { role: "caller" | "assistant"; text: string };

export type Speaker = "system" | "caller" | "assistant";

export type EngineCommand =
  /** Open; `wanted` follows, or `lost`. */
  | { do: "connect" }
  /** The answer to `wanted`: the conversation so far, and what must be known besides. */
  | { do: "begin"; history: readonly Said[]; told: readonly { as: Speaker; text: string }[] }
  | { do: "ask"; ask: Ask }
  /** An ask that has not begun to be answered is not wanted any more. */
  | { do: "withdraw"; askId: string }
  /** An ask was given and nothing has come of it: it may have got lost on the way. */
  | { do: "urge" }
  /** A fact for the conversation's memory. */
  | { do: "tell"; as: Speaker; text: string }
  | { do: "toolResult"; callId: string; output: string }
  /** Stop the answer that is being made; nothing more of it is to come. */
  | { do: "stop" }
  /** So much of an utterance was heard, ms; the rest was never said. 0: nothing of it. */
  | { do: "heard"; utteranceId: string; heardMs: number }
  /** Keep the caller's audio back; it is not lost. */
  | { do: "hold" }
  /** Take the caller's audio, what was held first. */
  | { do: "open" }
  /** The caller has finished, whether the engine has noticed or not. */
  | { do: "commitTurn" }
  /** Take a fresh session over at this quiet moment, if one can be had; the present one stays until then. */
  | { do: "renew" }
  | { do: "close" };

export type ToolAsk = { callId: string; name: string; args: string };

/** What became of an answer. Sound that had come before is played in any case, unless the call decides otherwise. */
export type AnswerEnd =
  | { is: "completed"; spoke: boolean }
  /** Stopped, by the caller's speech or by us. */
  | { is: "cut" }
  /** Completed, and yet there is nothing to hear. */
  | { is: "silent"; why: "empty" | "text_only" }
  /** Broken off by the engine: too long, or not allowed to be said. */
  | { is: "incomplete"; reason: string; spoke: boolean }
  /** `afterMs`: so long the service wants us to wait before asking again. */
  | { is: "failed"; failure: FailureCode; afterMs: number | null; spoke: boolean };

export type EngineEvent =
  /** The engine is open and wants `begin`. `renewal`: another session of it still stands and goes on. */
  | { type: "wanted"; renewal: boolean }
  | { type: "ready"; attempt: number }
  /** It broke and opens itself again; whatever was asked of it is gone. */
  | { type: "down"; detail: string }
  /** It will not come (back). */
  | { type: "lost"; failure: FailureCode; detail: string }
  /** A fresh session has taken over: utterances of the earlier one are unknown to it. */
  | { type: "renewed" }
  | { type: "renewalFailed"; failure: FailureCode | null }
  /** What it was to know was too much for it; it goes on with less. */
  | { type: "trimmed"; level: number }
  | { type: "callerBegan"; turnId: string }
  /** `speechMs`: how long the caller spoke, null where the engine does not say. */
  | { type: "callerEnded"; turnId: string; speechMs: number | null }
  /** `text` null: there were words, or may have been, and they could not be written down. */
  | { type: "callerSaid"; turnId: string; text: string | null }
  /** `asks`: the asks that this answer answers; none: the engine answers the caller by itself. */
  | { type: "answerBegan"; answerId: string; asks: readonly string[] }
  /** This ask was taken for answered, and was not. */
  | { type: "unanswered"; askId: string }
  /** Something of the answer has come that cannot be heard: it lives. */
  | { type: "answerMoves"; answerId: string }
  /** Text of an utterance, ahead of its sound. `whole`: all of it, in place of what came before. */
  | { type: "words"; answerId: string; utteranceId: string; text: string; whole: boolean }
  /** All sound of this utterance has come. */
  | { type: "utteranceEnded"; answerId: string; utteranceId: string }
  /**
   * `tools`: what it wants done, in order; never of an answer that was cut, broken off or failed. `utterances`: those
   * with sound; `unsaid`: those that had words and never a sound.
   */
  | {
      type: "answerEnded";
      answerId: string;
      how: AnswerEnd;
      tools: readonly ToolAsk[];
      utterances: readonly string[];
      unsaid: readonly string[];
    }
  | { type: "used"; usage: Usage };

/** Sound, many times a second: it goes past the machine, straight into the play-out. Base64 mu-law, 8 kHz. */
export type Sound = { answerId: string; utteranceId: string; payload: string };

/** What the edge holds of an engine. `now`: Unix ms. */
export type Engine = {
  do(command: EngineCommand): void;
  /** Fifty times a second: a frame of the caller's, base64 mu-law. */
  takeAudio(payload: string): void;
  /** When it wants to be asked what time it is; null: not. */
  deadline(): number | null;
  tick(now: number): void;
};

export type EngineListener = {
  heard(event: EngineEvent): void;
  sound(sound: Sound): void;
  /** A frame that could not be read. */
  garbage(reason: string): void;
  /** `deadline()` gives another answer than before. */
  deadlineMoved(): void;
  /** For the log alone. */
  complained(code: string | null, detail: string): void;
};
