/** What the engine's events mean for the call. */
import { isBackchannel } from "../hebrew/backchannel.ts";
import { runningTool } from "../conversations/conversation.ts";
import {
  askWhetherThere,
  beginLeaving,
  engineLost,
  goodbyeFor,
  greetingOver,
  loseSession,
  mayBeInterrupted,
  openEars,
  resumeSpeech,
  settle,
  speakWhatIsOwed,
  stopAnswer,
  takeTurn,
  wordsLost,
  type Move,
} from "./call-moves.ts";
import { ASKED_GREETING, TIMES, WORDLESS_BEFORE_ASKING, WORDLESS_BEFORE_LEAVING, type Floor } from "./call-state.ts";
import type { AnswerEnd, Ask, AskPurpose, EngineEvent, ToolAsk } from "./engine.ts";
import { answerAgainMs, type FailureCode } from "./failure.ts";

export function handleEngine(move: Move, event: EngineEvent): void {
  switch (event.type) {
    case "wanted":
      return engineWants(move, event.renewal);
    case "ready":
      return engineReady(move, event.attempt);
    case "down":
      move.note("model_dropped", { detail: event.detail });
      loseSession(move);
      return move.set({ engine: { is: "down" } });
    case "lost":
      return engineLost(move, event.failure, event.detail);
    case "renewed":
      return engineRenewed(move);
    case "renewalFailed": {
      const { engine } = move.state;
      if (engine.is !== "ready") return;
      return move.set({ engine: { ...engine, renewing: false, renewAt: move.now + TIMES.recycleAgainMs } });
    }
    case "trimmed":
      return move.note("session_trimmed", { level: event.level });
    case "callerBegan":
      return callerBegan(move, event.turnId);
    case "callerEnded":
      return callerEnded(move, event.turnId, event.speechMs);
    case "callerSaid":
      return callerSaid(move, event.turnId, event.text);
    case "answerBegan":
      return answerBegan(move, event.answerId, event.asks);
    case "unanswered":
      return unanswered(move, event.askId);
    case "answerMoves":
      return alive(move);
    case "answerEnded":
      return answerEnded(move, event);
    case "used":
      return move.do({ do: "usage", usage: event.usage });
    case "words":
    case "utteranceEnded":
      return;
  }
}

function engineWants(move: Move, renewal: boolean): void {
  if (renewal) return move.do({ do: "engine.begin", told: [] });
  const { conversation } = move.state;
  move.do({ do: "engine.begin", told: conversation.untold });
  move.converse({ session: conversation.session + 1, untold: [] });
  move.set({ engine: { is: "begun" }, utterances: {} });
}

function engineReady(move: Move, attempt: number): void {
  const { stood } = move.state;
  move.set({ engine: { is: "ready", sinceAt: move.now, renewAt: 0, renewing: false }, stood: true });
  move.note(stood ? "model_reconnected" : "model_connected", { attempt });
  // Silence counts from when the caller can be heard.
  if (move.state.floor.is === "nobody") move.set({ floor: { is: "nobody", sinceAt: move.now } });
  if (move.state.floor.is === "thinking") move.think();
  openEars(move);
  speakWhatIsOwed(move);
}

function engineRenewed(move: Move): void {
  move.note("model_renewed", {});
  // They had a second and a half, and the time of the opening; the new session does not know the turn.
  wordsLost(move);
  move.converse({ session: move.state.conversation.session + 1, owed: [] });
  move.set({
    engine: { is: "ready", sinceAt: move.now, renewAt: 0, renewing: false },
    utterances: {},
    answer: null,
  });
}

/** The most turns whose words are waited for; older ones will not come. */
const MOST_OPEN_TURNS = 8;

/** What was to fill the caller's silence, or to take leave of it, is out of date when they speak. */
const OUTDATED_BY_SPEECH: ReadonlySet<AskPurpose> = new Set(["reprompt", "nudge", "farewell"]);

function callerBegan(move: Move, turnId: string): void {
  const { floor, phase, conversation } = move.state;
  const goodbye = phase.is === "leaving" && mayBeInterrupted(phase.goodbye) ? phase.goodbye : goodbyeOf(floor);
  if (phase.is === "leaving" && goodbye) move.set({ phase: { is: "talking" } });
  // Somebody who goes on after a short word has more to say than that word.
  const over = floor.is === "weighing" ? floor.over : null;
  // An answer to the short word may wait already: it is out of date, and was never heard.
  if (floor.is === "weighing") move.do({ do: "playback.drop" });
  for (const { id, purpose } of conversation.owed)
    if (OUTDATED_BY_SPEECH.has(purpose)) move.engine({ do: "withdraw", askId: id });
  move.converse({ owed: conversation.owed.filter(({ purpose }) => !OUTDATED_BY_SPEECH.has(purpose)) });
  move.set({
    floor: { is: "caller", sinceAt: move.now, over, goodbye },
    openTurns: [...move.state.openTurns, turnId].slice(-MOST_OPEN_TURNS),
    again: null,
    declines: false,
  });
  move.do({ do: "playback.cut" });
}

const goodbyeOf = (floor: Floor) => (floor.is === "caller" || floor.is === "weighing" ? floor.goodbye : null);

function callerEnded(move: Move, turnId: string, speechMs: number | null): void {
  const { floor } = move.state;
  if (floor.is !== "caller") return;
  const { over, goodbye } = floor;
  const brief = speechMs === null || speechMs <= TIMES.briefMs;
  const overSpeech = over !== null && !over.asked && over.restMs > TIMES.nearlyOverMs;
  if (!goodbye && !(brief && overSpeech)) return takeTurn(move);
  const untilAt = move.now + (goodbye ? TIMES.weighGoodbyeMs : TIMES.weighMs);
  move.set({
    floor: { is: "weighing", turnId, untilAt, over: over && over.restMs > 0 ? over : null, goodbye, answered: false },
  });
  move.do({ do: "playback.hold" });
}

function callerSaid(move: Move, turnId: string, text: string | null): void {
  move.set({ openTurns: move.state.openTurns.filter((id) => id !== turnId) });
  const { floor } = move.state;
  if (text === null) move.note("turn_not_transcribed", {});
  if (text !== "") move.set({ callerHeard: true, wordless: 0, reprompts: 0 });
  if (floor.is === "weighing" && floor.turnId === turnId) {
    const nothing = text === "" || (text !== null && floor.over !== null && !floor.goodbye && isBackchannel(text));
    return nothing ? resumeSpeech(move) : takeTurn(move);
  }
  if (text === "" && floor.is !== "weighing") wordlessTurn(move);
}

/** Noise: somebody is asked once whether they are there, then the call ends as one in which nobody speaks. */
function wordlessTurn(move: Move): void {
  const { phase, config, floor } = move.state;
  const wordless = move.state.wordless + 1;
  move.set({ wordless });
  if (phase.is !== "talking" || floor.is === "caller") return;
  if (wordless === WORDLESS_BEFORE_ASKING) {
    stopAnswer(move);
    askWhetherThere(move, { noise: true });
  }
  if (wordless >= WORDLESS_BEFORE_LEAVING) {
    stopAnswer(move);
    beginLeaving(move, goodbyeFor("silence"), config.prompts.farewell);
  }
}

function answerBegan(move: Move, answerId: string, asks: readonly string[]): void {
  const { owed } = move.state.conversation;
  const ask = owed.find(({ id }) => id === asks[0]) ?? null;
  move.converse({ owed: owed.filter(({ id }) => !asks.includes(id)) });
  move.set({ answer: { id: answerId, ask } });
  const { floor, declines } = move.state;
  if (floor.is === "weighing") move.set({ floor: { ...floor, answered: true } });
  if (declines && asks.length === 0) {
    move.set({ declines: false });
    return move.engine({ do: "stop" });
  }
  if (move.state.floor.is === "nobody") move.think();
  alive(move);
}

function unanswered(move: Move, askId: string): void {
  const { answer, conversation } = move.state;
  if (answer?.ask?.id !== askId) return;
  move.converse({ owed: [answer.ask, ...conversation.owed] });
  move.set({ answer: { ...answer, ask: null } });
}

function alive(move: Move): void {
  const { floor } = move.state;
  if (floor.is === "thinking") move.set({ floor: { ...floor, lifeAt: move.now } });
}

function answerEnded(
  move: Move,
  event: { answerId: string; how: AnswerEnd; tools: readonly ToolAsk[]; utterances: readonly string[] },
): void {
  const { answer } = move.state;
  const ask = answer?.id === event.answerId ? answer.ask : null;
  if (answer?.id === event.answerId) move.set({ answer: null });
  const { how } = event;
  if (ask?.purpose === "greeting") greetingAnswered(move, how, event.utterances);
  switch (how.is) {
    case "completed":
      move.set({ failedAnswers: 0 });
      if (event.tools.length > 0) return startTools(move, event.answerId, how.spoke, event.tools);
      break;
    case "cut":
      // Broken off in the middle: should the sentence be resumed, the rest of it must be asked for.
      if (move.state.floor.is === "caller" || move.state.floor.is === "weighing") move.set({ broken: true });
      break;
    case "silent":
      return askAgain(move, ask, "openai_no_audio", null, how.why);
    case "incomplete":
      move.note("answer_incomplete", { reason: how.reason });
      if (!how.spoke) return askAgain(move, ask, "openai_no_audio", null, how.reason);
      break;
    case "failed":
      return askAgain(move, ask, how.failure, how.afterMs, how.failure);
  }
  settle(move, { playing: move.state.floor.is === "assistant" });
}

/** Said whole and alone, it may be kept. Not heard, it is still to be said: it is asked for again. */
function greetingAnswered(move: Move, how: AnswerEnd, utterances: readonly string[]): void {
  const [itemId] = utterances;
  const { greeting } = move.state;
  if (greeting.is !== "asked") return;
  if (how.is === "completed" && how.spoke && itemId !== undefined) {
    if (utterances.length === 1) move.do({ do: "greeting.keep", itemId });
    if (greeting.heard === utterances.at(-1)) return greetingOver(move, true, false);
    return move.set({ greeting: { ...greeting, spoken: utterances.at(-1) ?? itemId } });
  }
  // A part that was said will have been heard; whether the rest of what must be said came is not known.
  if (how.is === "incomplete" && how.spoke) return greetingOver(move, false, false);
  if (how.is === "cut") move.set({ greeting: { is: "due" } });
}

function startTools(move: Move, answerId: string, spoke: boolean, asks: readonly ToolAsk[]): void {
  // The engine took what was said for more than a "yes, yes".
  if (move.state.floor.is === "weighing") takeTurn(move);
  const { conversation } = move.state;
  const batch = { answerId, session: conversation.session, spoke, asks, ended: [], startedAt: move.now };
  move.converse({ tools: [...conversation.tools, batch] });
  for (const { name } of asks) move.note("tool_called", { name });
  const first = runningTool(move.state.conversation);
  if (conversation.tools.length === 0 && first) move.do({ do: "tool.run", ask: first });
  settle(move, { playing: move.state.floor.is === "assistant" });
}

/** No sound is no answer. Asked again in the same words, after as long as the service wants; then it is given up. */
function askAgain(move: Move, ask: Ask | null, failure: FailureCode, afterMs: number | null, how: string): void {
  const { failedAnswers, config, floor } = move.state;
  // Whoever speaks now is answered anyway.
  if (floor.is === "caller") return;
  const pause = answerAgainMs(failure, failedAnswers, afterMs, config.share);
  if (pause === null) return engineLost(move, failure, how);
  move.note("answer_retried", { how });
  const words = ask?.words ?? (failure === "openai_no_audio" ? config.prompts.aloud : null);
  const again: Ask = ask ? { ...ask, words } : { id: "", purpose: "nudge", words, tools: "may", answersCalls: [] };
  move.set({ failedAnswers: failedAnswers + 1, again: { at: move.now + pause, ask: again } });
  if (pause === 0) giveAgain(move);
  else settle(move, { playing: move.state.floor.is === "assistant" });
}

/** A request is made once under one name; asked for again, it has another. */
export function giveAgain(move: Move): void {
  const { again } = move.state;
  if (!again) return;
  const { purpose, words, answersCalls } = again.ask;
  move.set({ again: null });
  if (purpose === "greeting") move.set({ greeting: ASKED_GREETING });
  move.ask(purpose, words, answersCalls);
}
