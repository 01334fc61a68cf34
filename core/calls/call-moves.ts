/** The moves that several events share. A `Move` is one step in the making: the state so far and the effects so far. */
import { newAsk, onlyWrites, runningTool } from "../conversations/conversation.ts";
import { UNKNOWN_TOOL } from "../conversations/tools.ts";
import type { CallEventKind } from "./call-record.ts";
import {
  ASKED_GREETING,
  GREETING_ITEM,
  TIMES,
  type CallEffect,
  type CallState,
  type Floor,
  type Goodbye,
  type Moment,
} from "./call-state.ts";
import type { EndReason } from "./end-reason.ts";
import type { Ask, AskPurpose, EngineCommand, Speaker } from "./engine.ts";
import type { FailureCode } from "./failure.ts";
import { afterFailure, type NextStep } from "./next-step.ts";
import type { CutItem } from "./transmit-queue.ts";

export class Move {
  state: CallState;
  readonly now: number;
  readonly queuedMs: number;
  readonly effects: CallEffect[] = [];

  constructor(state: CallState, { now, queuedMs }: Moment) {
    this.state = state;
    this.now = now;
    this.queuedMs = queuedMs;
  }

  set(change: Partial<CallState>): void {
    this.state = { ...this.state, ...change };
  }

  do(effect: CallEffect): void {
    this.effects.push(effect);
  }

  note(kind: CallEventKind, data: Record<string, unknown>): void {
    this.do({ do: "note", kind, data });
  }

  engine(command: Exclude<EngineCommand, { do: "begin" }>): void {
    this.do({ do: "engine", command });
  }

  converse(change: Partial<CallState["conversation"]>): void {
    this.set({ conversation: { ...this.state.conversation, ...change } });
  }

  /** Whether the engine can be told and asked something now. */
  get stands(): boolean {
    return this.state.engine.is === "ready";
  }

  think(): void {
    this.set({ floor: thinking(this.now) });
  }

  /** Asks for an answer and starts the caller's waiting time, unless something is still playing. */
  ask(purpose: AskPurpose, words: string | null = null, answersCalls: readonly string[] = []): void {
    const { ask, conversation } = newAsk(this.state.conversation, purpose, words, answersCalls);
    this.set({ conversation });
    this.give(ask);
  }

  give(ask: Ask): void {
    if (!this.stands) return this.converse({ owesWord: true });
    this.converse({ owed: [...this.state.conversation.owed, ask] });
    this.engine({ do: "ask", ask });
    if (this.state.floor.is === "nobody") this.think();
  }

  /** A fact for the engine's memory. Where none can be told, the next session learns it from the beginning. */
  tell(as: Speaker, text: string): void {
    if (text === "") return;
    const { engine, conversation } = this.state;
    if (engine.is === "ready" || engine.is === "begun") return this.engine({ do: "tell", as, text });
    // What was said stands in the history that the next session is given; only the rest must be kept for it.
    if (as === "system") this.converse({ untold: [...conversation.untold, { as, text }] });
  }
}

export const thinking = (now: number): Floor => ({
  is: "thinking",
  sinceAt: now,
  lifeAt: now,
  nudged: false,
  fillers: 0,
});

/** Something is being made that the caller will hear, or a tool works. */
export const isBusy = ({ answer, again, conversation }: CallState): boolean =>
  answer !== null || again !== null || conversation.owed.length > 0 || conversation.tools.length > 0;

/**
 * Sound has ended, or an answer has: who has the floor now? `playing`: something still sounds; then playback decides
 * by itself later.
 */
export function settle(move: Move, { playing }: { playing: boolean }): void {
  const { floor, phase, conversation } = move.state;
  if (floor.is === "caller" || floor.is === "weighing" || (floor.is === "assistant" && playing)) return;
  if (isBusy(move.state)) {
    if (floor.is !== "thinking") move.think();
    return;
  }
  if (phase.is === "leaving" && phase.said && !playing) return end(move, phase.goodbye);
  if (floor.is !== "nobody") move.set({ floor: { is: "nobody", sinceAt: move.now } });
  if (phase.is !== "talking" || !move.stands) return;
  if (move.state.greeting.is === "due") return greet(move);
  if (conversation.owesWord) resume(move);
  else if (move.state.broken) {
    move.set({ broken: false });
    move.ask("continue", move.state.config.prompts.goOn);
  }
}

/** After a break the engine is told what happened and speaks first. */
function resume(move: Move): void {
  move.converse({ owesWord: false });
  move.tell("system", move.state.config.prompts.resumed);
  move.ask("continue");
}

/** Once the engine stands and a caller listens: what is owed is said. Nothing is asked for while something plays. */
export function speakWhatIsOwed(move: Move): void {
  const { phase } = move.state;
  if (phase.is === "leaving" && !phase.said && phase.words !== null && move.stands && !isBusy(move.state)) {
    // The goodbye was asked of a session that is gone.
    move.converse({ owesWord: false });
    return move.ask("farewell", phase.words);
  }
  if (move.state.phase.is !== "talking" || !move.stands || move.state.floor.is === "assistant") return;
  if (move.state.greeting.is === "due") return greet(move);
  if (move.state.conversation.owesWord) resume(move);
}

/**
 * The caller is listened to from the moment on in which what the law wants said has been heard: until then their words
 * wait, so that a "hello?" cannot cut it off.
 */
export function openEars(move: Move): void {
  const { greeting, phase } = move.state;
  if (!move.stands || greeting.is !== "over") return;
  if (phase.is === "leaving" && !mayBeInterrupted(phase.goodbye)) return;
  move.engine({ do: "open" });
}

/** A caller who speaks into these goodbyes has more to say; the others come whatever is said. */
export const mayBeInterrupted = ({ reason, next }: Goodbye): boolean =>
  next.then === "hang_up" && (reason === "silence" || reason === "assistant_ended");

/** The caller hears us at once when the recording is there; else as soon as the engine can speak. */
export function greet(move: Move): void {
  const { greetingClip, prompts } = move.state.config;
  if (greetingClip) {
    move.set({ greeting: { is: "playing" }, floor: { is: "assistant" } });
    return move.do({ do: "greeting.play", noticeMs: greetingClip.noticeMs });
  }
  if (!move.stands) return move.think();
  move.set({ greeting: ASKED_GREETING });
  move.ask("greeting", prompts.greeting);
}

export function greetingOver(move: Move, heard: boolean, cached: boolean): void {
  if (move.state.greeting.is === "over") return;
  move.set({ greeting: { is: "over", heard } });
  move.note("greeting_played", { cached, disclosed: heard });
  openEars(move);
}

/** What was cut off: the engine is made to remember only what was heard of it. */
export function cutSpeech(move: Move, items: readonly (CutItem & { text: string })[]): void {
  for (const { itemId, heardMs, text } of items) {
    if (itemId === GREETING_ITEM) {
      const notice = move.state.config.greetingClip?.noticeMs ?? 0;
      if (heardMs >= notice) greetingOver(move, true, true);
      // What the law wants said was cut short: it is said in the next breath.
      else if (move.state.greeting.is === "playing") move.set({ greeting: { is: "due" } });
    }
    forgetUnheard(move, itemId, heardMs, text);
  }
  const { floor } = move.state;
  if (floor.is !== "caller" || items.length === 0) return;
  const restMs = items.reduce((sum, { heardMs, receivedMs }) => sum + receivedMs - heardMs, 0);
  const asked = items.some(({ text }) => hasJustAsked(text));
  // Of an answer to their first short word nothing was heard: it is still the sentence before that they speak over.
  if (restMs === 0 && floor.over) return;
  move.set({ floor: { ...floor, over: { restMs, asked } } });
  move.note("interrupted", {
    items: items.map(({ itemId, heardMs, receivedMs }) => ({ itemId, heardMs, receivedMs })),
  });
}

/** "כן" right after a question is its answer, although the assistant went on talking. */
const QUESTION_TAIL_CHARS = 25;
const hasJustAsked = (heard: string): boolean => heard.slice(-QUESTION_TAIL_CHARS).includes("?");

/** An utterance that the session knows is cut there; anything else it is told, as far as it was heard. */
function forgetUnheard(move: Move, itemId: string, heardMs: number, text: string): void {
  const { [itemId]: known, ...others } = move.state.utterances;
  if (!known) return move.tell("assistant", text);
  move.set({ utterances: others });
  move.engine({ do: "heard", utteranceId: itemId, heardMs });
}

/** The answer that is being made, or has been asked for, is not wanted any more. */
export function stopAnswer(move: Move): void {
  for (const ask of move.state.conversation.owed) move.engine({ do: "withdraw", askId: ask.id });
  move.engine({ do: "stop" });
  move.converse({ owed: [] });
  move.set({ again: null });
}

/** What the caller said over the assistant was nothing to stop for: the sentence goes on where it was cut. */
export function resumeSpeech(move: Move): void {
  const { floor } = move.state;
  if (floor.is !== "weighing") return;
  if (!floor.answered) move.set({ declines: true });
  stopAnswer(move);
  move.do({ do: "playback.drop" });
  if (floor.over) {
    move.note("speech_resumed", {});
    move.do({ do: "playback.resume" });
    move.set({ floor: { is: "assistant" } });
  } else {
    move.do({ do: "playback.release" });
    move.set({ floor: { is: "nobody", sinceAt: move.now } });
  }
  const goodbye = floor.goodbye;
  if (goodbye) {
    const deadlineAt = move.now + (floor.over?.restMs ?? 0) + TIMES.farewellGraceMs;
    move.set({ phase: { is: "leaving", goodbye, deadlineAt, said: true, words: null } });
    if (!floor.over) end(move, goodbye);
  }
}

/** They have something to say: what was cut stays cut, and they are answered. */
export function takeTurn(move: Move): void {
  if (move.state.floor.is === "weighing") move.do({ do: "playback.release" });
  move.do({ do: "playback.forget" });
  move.set({ broken: false });
  if (move.state.floor.is !== "assistant") move.think();
}

/** Nothing comes from the caller that could be answered: are they there? `noise`: something comes, without words. */
export function askWhetherThere(move: Move, { noise }: { noise: boolean }): void {
  const reprompts = move.state.reprompts + 1;
  move.set({ reprompts });
  move.note("reprompted", { count: reprompts, ...(noise && { noise }) });
  move.ask("reprompt", move.state.config.prompts.reprompt);
}

const HANG_UP: NextStep = { then: "hang_up" };
export const goodbyeFor = (reason: EndReason): Goodbye => ({ reason, failure: null, next: HANG_UP });

/** The call is to end with a goodbye: the one that is being said already (null), or the one asked for now. */
export function beginLeaving(move: Move, goodbye: Goodbye, farewell: string | null): void {
  const { phase, floor } = move.state;
  // Nobody is listening: a caller who comes back to a call that is over would hear nothing.
  if (phase.is === "detached") return end(move, goodbye);
  if (phase.is !== "talking") return;
  if (floor.is === "caller" || floor.is === "weighing") {
    // They speak while we are about to go: what they say decides.
    if (mayBeInterrupted(goodbye)) return move.set({ floor: { ...floor, goodbye } });
    if (floor.is === "weighing") takeTurn(move);
    move.set({ floor: { is: "nobody", sinceAt: move.now } });
  }
  if (!mayBeInterrupted(goodbye)) move.engine({ do: "hold" });
  const said = farewell === null;
  const deadlineAt = move.now + move.queuedMs + (said ? TIMES.farewellGraceMs : TIMES.farewellMs);
  move.set({ phase: { is: "leaving", goodbye, deadlineAt, said, words: farewell } });
  if (farewell !== null) return move.ask("farewell", farewell);
  settle(move, { playing: move.state.floor.is === "assistant" });
}

/**
 * This engine cannot go on. The next one takes over where there is one; else the caller hears why from Twilio, as soon
 * as what is playing has ended.
 */
export function engineLost(move: Move, failure: FailureCode, detail: string): void {
  const { engineIndex, config, phase, floor } = move.state;
  if (engineIndex + 1 < config.engines && phase.is !== "leaving") {
    move.note("model_dropped", { detail, failure, next: engineIndex + 1 });
    loseSession(move);
    move.set({ engine: { is: "opening" }, engineIndex: engineIndex + 1 });
    return move.do({ do: "engine.next" });
  }
  // Failed before the stream came, it is noted already.
  if (move.state.engine.is !== "lost") move.note("model_failed", { failure, ...(detail && { detail }) });
  loseSession(move);
  move.set({ engine: { is: "lost", failure } });
  move.converse({ ...withoutReads(move), owesWord: false });
  move.engine({ do: "close" });
  if (phase.is === "waiting" || phase.is === "detached") return;
  // Who was being taken leave of needs no apology for a goodbye that did not come.
  const leaving = phase.is === "leaving" ? phase.goodbye : null;
  const failed = { reason: "failed", failure, next: afterFailure(failure, config.handoffPhone) } as const;
  const goodbye = leaving ?? failed;
  if (floor.is === "assistant" && move.queuedMs > 0) {
    const deadlineAt = move.now + TIMES.failingMs;
    return move.set({ phase: { is: "leaving", goodbye, deadlineAt, said: true, words: null } });
  }
  end(move, goodbye);
}

/**
 * The session is gone, and with it what it was asked for and knew. What has been received plays on and is told to the
 * next one when it has been heard.
 */
export function loseSession(move: Move): void {
  const { answer, conversation, floor, greeting } = move.state;
  const unanswered = answer !== null || conversation.owed.length > 0 || move.state.again !== null;
  const waits = floor.is === "thinking" || floor.is === "caller" || floor.is === "weighing";
  wordsLost(move);
  move.do({ do: "playback.finish" });
  if (waits) {
    move.do({ do: "playback.release" });
    move.do({ do: "playback.forget" });
  }
  move.converse({ owed: [], owesWord: conversation.owesWord || unanswered || waits });
  move.set({
    answer: null,
    again: null,
    broken: false,
    declines: false,
    utterances: {},
    // Asked for and not heard: the next session says it.
    greeting: greeting.is === "asked" && greeting.spoken === null ? { is: "due" } : greeting,
    // Nobody can be heard until a session stands again.
    floor: floor.is === "assistant" ? floor : { is: "nobody", sinceAt: move.now },
  });
  if (move.state.greeting.is === "due") move.converse({ owesWord: false });
}

/** Reasons after which somebody of the office should ring back. */
const CALL_BACK_AFTER: ReadonlySet<EndReason> = new Set(["failed", "lost", "never_connected"]);

/** The caller hung up before a word was said, and is left with whatever they rang for. */
const isAbandoned = ({ state: { config, callerHeard, floor, openTurns } }: Move, reason: EndReason): boolean =>
  reason === "caller_hung_up" &&
  config.showsNumber &&
  !callerHeard &&
  floor.is !== "caller" &&
  floor.is !== "weighing" &&
  openTurns.length === 0;

/** The line is over. What was heard of the last sentence goes on record before anything else. */
export function end(move: Move, { reason, failure, next }: Goodbye): void {
  const { engine, phase, floor, openTurns, answeredAt } = move.state;
  if (phase.is === "ended" || phase.is === "closing") return;
  const why = failure ?? (engine.is === "lost" ? engine.failure : null);
  // A call that is handed on is to be rung back until a person has taken it.
  const callBack = why !== null || next.then === "dial" || CALL_BACK_AFTER.has(reason) || isAbandoned(move, reason);
  const ending = { reason, failure: why, callBack, endedAt: move.now };
  move.do({ do: "playback.cut" });
  move.do({ do: "playback.forget" });
  if (answeredAt !== null && move.state.greeting.is !== "over") move.note("greeting_unheard", {});
  if (next.then === "dial") move.note("handoff_started", { because: next.because });
  move.note("call_ended", { reason, next: next.then, ...(why && { failure: why }) });
  const listens = engine.is === "ready" && (floor.is === "caller" || openTurns.length > 0);
  if (listens) {
    if (floor.is === "caller") move.engine({ do: "commitTurn" });
    move.engine({ do: "stop" });
  }
  move.do({ do: "stream.close" });
  move.do({ do: "ended", ending, next });
  move.set({ phase: { is: "closing", ending, next, untilAt: move.now + TIMES.lastWordsMs } });
  move.converse(withoutReads(move));
  if (!listens) {
    wordsLost(move);
    finishIfDone(move);
  }
}

/** Nobody will hear of a tool's result any more; what it writes is still to be written. */
const withoutReads = ({ state: { conversation, config } }: Move) =>
  onlyWrites(conversation, (name) => config.tools[name] ?? UNKNOWN_TOOL);

/** The caller has said something, and its words will not come: that much stands on record. */
export function wordsLost(move: Move): void {
  const { openTurns } = move.state;
  if (openTurns.length === 0) return;
  move.set({ openTurns: [] });
  for (const turnId of openTurns) {
    move.note("turn_not_transcribed", {});
    move.do({ do: "turn.wordless", turnId });
  }
}

/** The caller's last words are written down, and what was asked for on their behalf has been done. */
export function finishIfDone(move: Move): void {
  if (move.state.openTurns.length === 0 && runningTool(move.state.conversation) === null) finish(move);
}

export function finish(move: Move): void {
  const { phase } = move.state;
  if (phase.is !== "closing") return;
  wordsLost(move);
  move.set({ phase: { is: "ended", ending: phase.ending, next: phase.next }, engine: { is: "closed" } });
  move.engine({ do: "close" });
  move.do({ do: "finished" });
}
