/**
 * The call's decisions: `(state, event, now) → { state, effects }`. No clock, no sockets. What is written in full in
 * docs/call.md: who has the floor, when the caller is greeted, answered, interrupted, asked again and taken leave of,
 * and what becomes of the call when either side breaks.
 */
import { handleClock } from "./call-clock.ts";
import { answerTo, beginLeaving, cancelResponse, cutAssistant, end, fail, greet, Move, settle } from "./call-moves.ts";
import { handleModelEvent } from "./call-model-events.ts";
import { GREETING_ITEM, TIMES, type CallEffect, type CallEvent, type CallState } from "./call-state.ts";
import { pressKey } from "./dtmf-collector.ts";
import { isHopeless, retryAfterMs, type FailureCode } from "./failure.ts";
import { emptySequencer, isBusy, requestResponse } from "./response-sequencer.ts";

export function stepCall(state: CallState, event: CallEvent, now: number): { state: CallState; effects: CallEffect[] } {
  const move = new Move(state, now);
  if (state.phase.is !== "ended") handle(move, event);
  return { state: move.state, effects: move.effects };
}

function handle(move: Move, event: CallEvent): void {
  switch (event.type) {
    case "stream.started":
      return streamStarted(move);
    case "stream.stopped":
      return streamStopped(move);
    case "stream.lost":
      return streamLost(move);
    case "stream.key":
      return keyPressed(move, event.key);
    case "playback.started":
      return soundBegan(move, event.itemId, event.responseId);
    case "playback.heard":
      return itemHeard(move, event.itemId, event.text);
    case "playback.drained":
      return settle(move, true);
    case "playback.cut":
      return cutAssistant(move, event.items);
    case "model.opened": {
      if (move.state.leg.is !== "connecting") return;
      move.set({
        leg: { is: "configuring", attempt: move.state.leg.attempt, deadlineAt: move.now + TIMES.configureMs },
        session: move.state.session + 1,
      });
      return move.do({ do: "model.configure" });
    }
    case "model.refused":
      return modelRefused(move, event.failure);
    case "model.closed":
      return modelClosed(move, event.failure, event.detail);
    case "model.said":
      return handleModelEvent(move, event.event);
    case "tool.finished":
      return toolFinished(move, event);
    case "call.completed":
      return end(move, move.state.answeredAt === null ? "never_connected" : reasonOfStop(move));
    case "call.abandoned":
      return end(move, "failed", "platform_error");
    case "clock":
      return handleClock(move);
  }
}

function streamStarted(move: Move): void {
  const { phase, leg } = move.state;
  if (phase.is !== "waiting" && phase.is !== "detached") return;
  const again = phase.is === "detached";
  move.note(again ? "stream_reattached" : "stream_started", {});
  move.set({ phase: { is: "talking" }, reattachments: move.state.reattachments + (again ? 1 : 0) });
  if (move.state.answeredAt === null) {
    move.set({ answeredAt: move.now });
    move.do({ do: "answered" });
  }
  if (leg.is === "failed") return fail(move, leg.failure);
  if (move.state.greeting.is === "due") return greet(move);
  move.set({ floor: { is: "nobody", sinceAt: move.now } });
  if (leg.is === "ready" && move.state.owesAnswer) answerTo(move, "resumed");
}

function soundBegan(move: Move, itemId: string, responseId: string): void {
  if (move.state.phase.is === "leaving") move.set({ phase: { ...move.state.phase, said: true } });
  const items = { ...move.state.items, [itemId]: "sounding" as const };
  move.set({ floor: { is: "assistant" }, failedResponses: 0, items, spokenResponse: responseId });
}

function itemHeard(move: Move, itemId: string, text: string): void {
  if (itemId === GREETING_ITEM) {
    if (move.state.greeting.is === "playing") move.note("greeting_played", { cached: true });
    move.set({ greeting: { is: "over" } });
  }
  // The session that spoke it knows it; the greeting's recording and an earlier session's words it must be told.
  if (!move.state.items[itemId]) move.tellSaid(text);
}

function reasonOfStop(move: Move) {
  return move.state.phase.is === "leaving" ? move.state.phase.reason : "caller_hung_up";
}

function streamStopped(move: Move): void {
  end(move, reasonOfStop(move));
}

function streamLost(move: Move): void {
  const { phase } = move.state;
  if (phase.is === "waiting" || phase.is === "detached" || phase.is === "ended") return;
  if (phase.is === "leaving") return end(move, phase.reason);
  move.note("stream_lost", {});
  const midAnswer = move.state.floor.is === "thinking" || move.state.floor.is === "assistant";
  cancelResponse(move);
  move.do({ do: "playback.cut" });
  move.do({ do: "stream.close" });
  move.set({
    phase: { is: "detached", sinceAt: move.now },
    floor: { is: "nobody", sinceAt: move.now },
    sequencer: { ...move.state.sequencer, held: false },
    owesAnswer: move.state.owesAnswer || midAnswer,
  });
}

function keyPressed(move: Move, key: string): void {
  const { state, done } = pressKey(move.state.dtmf, key, move.now);
  move.set({ dtmf: state });
  if (done !== null) move.tellDigits(done);
}

function modelRefused(move: Move, failure: FailureCode): void {
  const { leg } = move.state;
  if (leg.is !== "connecting" && leg.is !== "configuring") return;
  const pause = retryAfterMs(failure, leg.attempt);
  move.do({ do: "model.close" });
  if (pause === null) return fail(move, failure);
  move.set({ leg: { is: "pausing", attempt: leg.attempt + 1, retryAt: move.now + pause } });
}

function modelClosed(move: Move, failure: FailureCode | null, detail: string): void {
  const { leg, floor, sequencer } = move.state;
  if (leg.is === "connecting" || leg.is === "configuring")
    return modelRefused(move, failure ?? (move.state.stood ? "openai_dropped" : "openai_unreachable"));
  if (leg.is !== "ready") return;
  if (failure && isHopeless(failure)) return fail(move, failure);
  move.note("model_dropped", { detail });
  move.do({ do: "audio.hold" });
  const owesAnswer = isBusy(sequencer) || floor.is === "thinking" || floor.is === "caller";
  // Asked for and not a sound of it yet: the next session says it.
  const asked = move.state.spokenResponse === null ? ({ is: "due" } as const) : ({ is: "over" } as const);
  const greeting = move.state.greeting.is === "asked" ? asked : move.state.greeting;
  move.set({
    leg: { is: "pausing", attempt: 1, retryAt: move.now + (retryAfterMs("openai_dropped", 1) ?? 0) },
    sequencer: emptySequencer,
    items: {},
    greeting,
    owesAnswer: move.state.owesAnswer || owesAnswer,
    // Playback goes on with what was received; nobody can be heard until the session stands again.
    floor: floor.is === "assistant" ? floor : { is: "nobody", sinceAt: move.now },
  });
}

function toolFinished(move: Move, event: { callId: string; output: string; failed: boolean; ends: boolean }): void {
  const tool = move.state.tools[event.callId];
  if (!tool?.running) return;
  move.set({ tools: { ...move.state.tools, [event.callId]: { ...tool, running: false } } });
  const sameSession = tool.session === move.state.session && move.state.leg.is === "ready";
  const itemId = move.nextId("tool");
  if (sameSession) {
    move.say({
      type: "conversation.item.create",
      item: { id: itemId, type: "function_call_output", call_id: event.callId, output: event.output },
    });
  }
  // A goodbye said in the same breath is enough; without one the caller would be cut off without a word.
  if (event.ends)
    return beginLeaving(move, "assistant_ended", tool.afterSpeech ? null : move.state.config.prompts.farewell);
  if (!sameSession) {
    // The session that asked is gone, and with it the call this result belongs to: the new one is told in words.
    move.tellSystem(event.output);
    return answerTo(move, "tool");
  }
  move.apply(
    requestResponse(move.state.sequencer, { id: move.nextId("ask"), purpose: "tool_result", answersItem: itemId }),
  );
  // The caller's waiting time for the model begins anew: what came before was the tool's.
  if (move.state.floor.is === "thinking") move.set({ floor: { is: "thinking", sinceAt: move.now, nudged: false } });
  settle(move, false);
}
