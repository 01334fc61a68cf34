/**
 * The call's decisions: `(state, event, moment) → { state, effects }`. No clock, no sockets, no vendor. Written in full
 * in docs/call.md: who has the floor, when the caller is greeted, answered, interrupted, asked again and taken leave of,
 * and what becomes of the call when either side breaks.
 */
import { afterTools, runningTool, toolEnded, type ToolBatch } from "../conversations/conversation.ts";
import { UNKNOWN_TOOL } from "../conversations/tools.ts";
import { handleClock } from "./call-clock.ts";
import { handleEngine } from "./call-engine-events.ts";
import { keysPressed } from "./call-keys.ts";
import {
  beginLeaving,
  cutSpeech,
  end,
  engineLost,
  finish,
  finishIfDone,
  goodbyeFor,
  greet,
  greetingOver,
  Move,
  settle,
  speakWhatIsOwed,
  stopAnswer,
  wordsLost,
} from "./call-moves.ts";
import { GREETING_ITEM, TIMES, type CallEffect, type CallEvent, type CallState, type Moment } from "./call-state.ts";
import { keysFor, pressKey } from "./keys.ts";

export function stepCall(
  state: CallState,
  event: CallEvent,
  moment: Moment,
): { state: CallState; effects: CallEffect[] } {
  const move = new Move(state, moment);
  if (state.phase.is === "closing") handleLastWords(move, event);
  else if (state.phase.is !== "ended") handle(move, event);
  return { state: move.state, effects: move.effects };
}

function handle(move: Move, event: CallEvent): void {
  switch (event.type) {
    case "stream.started":
      return streamStarted(move);
    case "stream.stopped":
      return end(move, goodbyeOfStop(move));
    case "stream.lost":
      return streamLost(move);
    case "stream.key":
      move.set({ callerHeard: true });
      return keyPressed(move, event.key);
    case "keys.for":
      return move.set({ keys: keysFor(event.mode, move.now) });
    case "playback.held":
      return move.set({ utterances: { ...move.state.utterances, [event.itemId]: true } });
    case "playback.started":
      return soundBegan(move, event.itemId);
    case "playback.heard":
      return itemHeard(move, event.itemId, event.text);
    case "playback.drained":
      return settle(move, { playing: false });
    case "playback.reached":
      return greetingOver(move, true, true);
    case "playback.cut":
      return cutSpeech(move, event.items);
    case "engine":
      return handleEngine(move, event.event);
    case "tool.finished":
      return toolFinished(move, event);
    case "call.completed":
      return end(move, move.state.answeredAt === null ? goodbyeFor("never_connected") : goodbyeOfStop(move));
    case "call.abandoned":
      return end(move, { reason: "failed", failure: "platform_error", next: { then: "hang_up" } });
    case "clock":
      return handleClock(move);
  }
}

/** The line is gone; only the words that are still being written down matter, and tools that write something. */
function handleLastWords(move: Move, event: CallEvent): void {
  if (event.type === "playback.cut") return;
  if (event.type === "clock") {
    if (move.state.phase.is === "closing" && move.state.phase.untilAt <= move.now) finish(move);
    return;
  }
  if (event.type === "tool.finished") {
    const { callId, failed, mustAnswer } = event;
    const ended = toolEnded(move.state.conversation, callId, { failed, mustAnswer }, move.now);
    if (!ended) return;
    move.set({ conversation: ended.conversation });
    const next = runningTool(ended.conversation);
    if (next) return move.do({ do: "tool.run", ask: next });
    return finishIfDone(move);
  }
  if (event.type !== "engine") return;
  const said = event.event;
  if (said.type === "used") return move.do({ do: "usage", usage: said.usage });
  if (said.type === "down" || said.type === "lost") {
    wordsLost(move);
    return finishIfDone(move);
  }
  if (said.type !== "callerSaid") return;
  if (said.text === null) move.note("turn_not_transcribed", {});
  const { openTurns: before } = move.state;
  // A turn that we have committed may come under a name that was not announced.
  const done = before.includes(said.turnId) ? said.turnId : before.at(-1);
  const openTurns = before.filter((id) => id !== done);
  move.set({ openTurns });
  finishIfDone(move);
}

function streamStarted(move: Move): void {
  const { phase, engine } = move.state;
  if (phase.is !== "waiting" && phase.is !== "detached") return;
  const again = phase.is === "detached";
  move.note(again ? "stream_reattached" : "stream_started", {});
  move.set({ phase: { is: "talking" }, reattachments: move.state.reattachments + (again ? 1 : 0) });
  if (move.state.answeredAt === null) {
    move.set({ answeredAt: move.now });
    move.do({ do: "answered" });
  }
  if (engine.is === "lost") return engineLost(move, engine.failure, "");
  if (move.state.greeting.is === "due") return greet(move);
  move.set({ floor: { is: "nobody", sinceAt: move.now } });
  speakWhatIsOwed(move);
}

function soundBegan(move: Move, itemId: string): void {
  const { phase } = move.state;
  if (phase.is === "leaving") {
    const deadlineAt = Math.max(phase.deadlineAt, move.now + move.queuedMs + TIMES.farewellGraceMs);
    move.set({ phase: { ...phase, said: true, deadlineAt } });
  }
  move.set({
    floor: { is: "assistant" },
    failedAnswers: 0,
    utterances: { ...move.state.utterances, [itemId]: true },
  });
}

function itemHeard(move: Move, itemId: string, text: string): void {
  const { greeting, utterances } = move.state;
  // The session that spoke it knows it; a recording and an earlier session's words it must be told.
  if (!utterances[itemId]) move.tell("assistant", text);
  if (itemId === GREETING_ITEM) return greetingOver(move, true, true);
  if (greeting.is !== "asked") return;
  // Only once the answer has ended is it known whether this was the whole greeting.
  if (greeting.spoken === itemId) greetingOver(move, true, false);
  else move.set({ greeting: { ...greeting, heard: itemId } });
}

const goodbyeOfStop = (move: Move) =>
  move.state.phase.is === "leaving"
    ? { ...move.state.phase.goodbye, next: { then: "hang_up" as const } }
    : goodbyeFor("caller_hung_up");

function streamLost(move: Move): void {
  const { phase, floor, answer, conversation, greeting } = move.state;
  if (phase.is === "waiting" || phase.is === "detached") return;
  if (phase.is === "leaving") return end(move, phase.goodbye);
  move.note("stream_lost", {});
  const midAnswer = floor.is === "thinking" || floor.is === "assistant" || floor.is === "weighing";
  const owes = midAnswer || answer !== null || conversation.owed.length > 0;
  stopAnswer(move);
  move.do({ do: "playback.release" });
  move.do({ do: "playback.cut" });
  move.do({ do: "playback.forget" });
  move.do({ do: "stream.close" });
  move.converse({ owesWord: conversation.owesWord || owes });
  move.set({
    phase: { is: "detached", sinceAt: move.now },
    floor: { is: "nobody", sinceAt: move.now },
    broken: false,
    // Not heard to the end of what must be heard: it is said when they are back.
    greeting: greeting.is === "asked" ? { is: "due" } : greeting,
  });
}

function keyPressed(move: Move, key: string): void {
  const { keys, outcome } = pressKey(move.state.keys, key, move.now);
  move.set({ keys });
  if (outcome) keysPressed(move, outcome);
}

type ToolFinished = Extract<CallEvent, { type: "tool.finished" }>;

function toolFinished(move: Move, event: ToolFinished): void {
  const { failed, mustAnswer } = event;
  const ended = toolEnded(move.state.conversation, event.callId, { failed, mustAnswer }, move.now);
  if (!ended) return;
  move.set({ conversation: ended.conversation });
  const { batch } = ended;
  const sameSession = batch.session === move.state.conversation.session && move.stands;
  if (sameSession) move.engine({ do: "toolResult", callId: event.callId, output: event.output });
  // The session that asked is gone, and with it the call this result belongs to: the new one is told in words.
  else move.tell("system", event.output);
  const next = runningTool(move.state.conversation);
  if (next) move.do({ do: "tool.run", ask: next });
  if (ended.whole) toolsEnded(move, batch, sameSession);
}

function toolsEnded(move: Move, batch: ToolBatch, sameSession: boolean): void {
  const { config, floor } = move.state;
  const after = afterTools(batch, (name) => config.tools[name] ?? UNKNOWN_TOOL);
  if (after.then === "end")
    return beginLeaving(move, goodbyeFor("assistant_ended"), batch.spoke ? null : config.prompts.farewell);
  if (after.then === "dial" && config.handoffPhone !== null) {
    const next = { then: "dial", phone: config.handoffPhone, because: "asked" } as const;
    // Only the person who takes it makes it a call that was handed off; until then it is one to ring back.
    const goodbye = { reason: "assistant_ended", failure: null, next } as const;
    return beginLeaving(move, goodbye, batch.spoke ? null : config.prompts.connecting);
  }
  // The caller's waiting time for the engine begins anew: what came before was the tool's.
  if (floor.is === "thinking") move.set({ floor: { ...floor, sinceAt: move.now, lifeAt: move.now, nudged: false } });
  if (after.then !== "nothing") {
    if (sameSession)
      move.ask(
        "tool_result",
        null,
        batch.asks.map(({ callId }) => callId),
      );
    else {
      move.converse({ owesWord: true });
      speakWhatIsOwed(move);
    }
  }
  settle(move, { playing: move.state.floor.is === "assistant" });
}
