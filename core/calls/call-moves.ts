/** The moves that several events share. A `Move` is one step in the making: the state so far and the effects so far. */
import type { ClientEvent } from "../contract/openai-realtime.ts";
import type { CallEventKind } from "./call-record.ts";
import { GREETING_ITEM, TIMES, type CallEffect, type CallState } from "./call-state.ts";
import type { EndReason } from "./end-reason.ts";
import type { FailureCode } from "./failure.ts";
import { afterFailure, type NextStep } from "./next-step.ts";
import {
  emptySequencer,
  isBusy,
  requestResponse,
  type ResponsePurpose,
  type ResponseRequest,
  type Step,
} from "./response-sequencer.ts";
import type { CutItem } from "./transmit-queue.ts";

export class Move {
  state: CallState;
  readonly now: number;
  readonly effects: CallEffect[] = [];

  constructor(state: CallState, now: number) {
    this.state = state;
    this.now = now;
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

  say(event: ClientEvent): void {
    this.do({ do: "model.send", event });
  }

  /** Late audio of this response is not to be heard. The last few are enough: none comes after `response.done`. */
  drop(responseId: string): void {
    this.set({ dropped: [...this.state.dropped, responseId].slice(-8) });
  }

  nextId(prefix: string): string {
    this.set({ counter: this.state.counter + 1 });
    return `${prefix}_${this.state.session}_${this.state.counter}`;
  }

  apply(step: Step): void {
    this.set({ sequencer: step.state });
    for (const event of step.send) this.say(event);
  }

  /** Asks for a response and starts the caller's waiting time, unless something is still playing. */
  request(purpose: ResponsePurpose, instructions?: string): void {
    this.apply(
      requestResponse(this.state.sequencer, {
        id: this.nextId("ask"),
        purpose,
        ...(instructions !== undefined && { instructions }),
      }),
    );
    if (this.state.floor.is === "nobody") this.set({ floor: { is: "thinking", sinceAt: this.now, nudged: false } });
  }

  /** Kept for the next session when none stands. */
  tellSystem(text: string): void {
    if (this.state.leg.is !== "ready") return this.set({ pendingNotes: [...this.state.pendingNotes, text] });
    const id = this.nextId("note");
    this.say({
      type: "conversation.item.create",
      item: { id, type: "message", role: "system", content: [{ type: "input_text", text }] },
    });
  }

  /** The model learns what was heard in its name. When its session does not stand yet, the history tells it. */
  tellSaid(heard: string): void {
    const { leg } = this.state;
    // While a session is being configured its history has gone out already.
    if ((leg.is !== "ready" && leg.is !== "configuring") || heard === "") return;
    const id = this.nextId("said");
    this.say({
      type: "conversation.item.create",
      item: { id, type: "message", role: "assistant", content: [{ type: "output_text", text: heard }] },
    });
  }

  tellDigits(digits: string): void {
    this.note("dtmf", { digits: digits.length });
    this.set({ reprompts: 0 });
    const text = this.state.config.prompts.dtmf(digits);
    if (this.state.leg.is !== "ready")
      return this.set({ pendingNotes: [...this.state.pendingNotes, text], owesAnswer: true });
    const id = this.nextId("keys");
    this.say({
      type: "conversation.item.create",
      item: { id, type: "message", role: "user", content: [{ type: "input_text", text }] },
    });
    this.request("dtmf");
  }
}

/**
 * Sound has ended, or a response has: who has the floor now? `silent` says that nothing is playing any more; without
 * it, playback decides by itself later.
 */
export function settle(move: Move, silent: boolean): void {
  const { floor, sequencer, phase, tools } = move.state;
  const playing = floor.is === "assistant" && !silent;
  if (playing || floor.is === "caller") return;
  const working = isBusy(sequencer) || Object.values(tools).some((tool) => tool.running);
  if (working) {
    if (floor.is !== "thinking") move.set({ floor: { is: "thinking", sinceAt: move.now, nudged: false } });
    return;
  }
  if (phase.is === "leaving" && phase.said) return end(move, phase.reason);
  if (floor.is !== "nobody") move.set({ floor: { is: "nobody", sinceAt: move.now } });
}

/** What was playing when the caller spoke: the model is made to remember only what was heard. */
export function cutAssistant(move: Move, items: (CutItem & { text: string })[]): void {
  for (const { itemId, heardMs, text } of items) {
    if (itemId === GREETING_ITEM) move.set({ greeting: { is: "over" } });
    if (move.state.items[itemId]) forgetUnheard(move, itemId, heardMs);
    else move.tellSaid(text);
  }
  if (items.length > 0)
    move.note("interrupted", {
      items: items.map(({ itemId, heardMs, receivedMs }) => ({ itemId, heardMs, receivedMs })),
    });
}

/** The caller hears us at once when the audio is there; else as soon as the model can speak. */
export function greet(move: Move): void {
  if (move.state.config.greetingCached) {
    move.set({ greeting: { is: "playing" }, floor: { is: "assistant" } });
    return move.do({ do: "greeting.play" });
  }
  if (move.state.leg.is !== "ready") return move.set({ floor: { is: "thinking", sinceAt: move.now, nudged: false } });
  move.set({ greeting: { is: "asked" } });
  move.request("greeting", move.state.config.prompts.greeting);
}

/**
 * The model forgets what was not heard of an item. `audio_end_ms` 0 is refused by the API, so an item of which nothing
 * was heard is deleted. Once cut, an item is done with: a second interruption does not touch it again.
 */
export function forgetUnheard(move: Move, itemId: string, heardMs: number): void {
  if (move.state.leg.is !== "ready" || !move.state.items[itemId]) return;
  const { [itemId]: _, ...others } = move.state.items;
  move.set({ items: others });
  if (heardMs >= 1)
    return move.say({ type: "conversation.item.truncate", item_id: itemId, content_index: 0, audio_end_ms: heardMs });
  move.say({ type: "conversation.item.delete", item_id: itemId });
}

/** Stops the response that runs, and whatever of it is still on its way. */
export function cancelResponse(move: Move): void {
  const { active } = move.state.sequencer;
  if (active.is !== "running") return;
  move.drop(active.responseId);
  move.say({ type: "response.cancel" });
}

/** What was asked for and did not come is asked for in the same words; without a request of ours, an answer is. */
export function askAgain(move: Move, lost: ResponseRequest | null): void {
  if (lost) return move.request(lost.purpose, lost.instructions);
  move.request("nudge");
}

/** After a break the model is told what happened and speaks first. */
export function answerTo(move: Move, why: "resumed" | "tool"): void {
  if (move.state.leg.is !== "ready" || move.state.phase.is === "detached" || move.state.phase.is === "waiting") {
    return move.set({ owesAnswer: true });
  }
  move.set({ owesAnswer: false });
  if (why === "resumed") move.tellSystem(move.state.config.prompts.resumed);
  move.request("continue");
}

/** The call is to end with a goodbye: the one that is being said already (null), or the one asked for now. */
export function beginLeaving(move: Move, reason: EndReason, farewell: string | null): void {
  // Nobody is listening: a caller who comes back to a call that is over would hear nothing.
  if (move.state.phase.is === "detached") return end(move, reason);
  const leaving = { is: "leaving", reason, failure: null, deadlineAt: move.now + TIMES.farewellMs } as const;
  move.set({ phase: { ...leaving, said: farewell === null } });
  if (farewell !== null) return move.request("farewell", farewell);
  settle(move, false);
}

/** The model cannot go on. The caller hears why from Twilio, as soon as what is playing has ended. */
export function fail(move: Move, failure: FailureCode): void {
  const { phase, floor } = move.state;
  // Failed before the stream came, it is noted already.
  if (move.state.leg.is !== "failed") move.note("model_failed", { failure });
  move.set({ leg: { is: "failed", failure }, sequencer: emptySequencer, tools: {} });
  move.do({ do: "model.close" });
  if (phase.is === "waiting" || phase.is === "detached") return;
  if (floor.is === "assistant") {
    return move.set({
      phase: { is: "leaving", reason: "failed", failure, deadlineAt: move.now + TIMES.failingMs, said: true },
    });
  }
  end(move, "failed", failure);
}

/** Reasons after which somebody of the office should ring back. */
const CALL_BACK_AFTER: ReadonlySet<EndReason> = new Set(["failed", "lost", "never_connected"]);

export function end(move: Move, reason: EndReason, failed: FailureCode | null = null): void {
  const { phase, leg, config } = move.state;
  const failure =
    failed ?? (phase.is === "leaving" ? phase.failure : null) ?? (leg.is === "failed" ? leg.failure : null);
  const next: NextStep =
    reason === "failed" && failure ? afterFailure(failure, config.handoffPhone) : { then: "hang_up" };
  const ending = { reason, failure, callBack: failure !== null || CALL_BACK_AFTER.has(reason), endedAt: move.now };
  move.set({ phase: { is: "ended", ending, next }, leg: { is: "closed" } });
  move.note("call_ended", { reason, ...(failure && { failure }) });
  move.do({ do: "model.close" });
  move.do({ do: "stream.close" });
  move.do({ do: "ended", ending });
}
