/** The call machine under a clock that only the test moves; remembers every effect. */
import { DEFAULT_CALL_LIMITS } from "../../../core/business/settings.ts";
import { callPrompts } from "../../../core/assistant/prompts.ts";
import { nextDeadline } from "../../../core/calls/call-clock.ts";
import { stepCall } from "../../../core/calls/call-machine.ts";
import {
  newCall,
  type CallConfig,
  type CallEffect,
  type CallEvent,
  type CallState,
} from "../../../core/calls/call-state.ts";
import type { ClientEvent, ServerEvent } from "../../../core/contract/openai-realtime.ts";

export const START = 1_700_000_000_000;
export const GREETING = "שלום, הגעתם למשרד.";

export function callConfig(changes: Partial<CallConfig> = {}): CallConfig {
  return {
    limits: DEFAULT_CALL_LIMITS,
    greeting: GREETING,
    greetingCached: true,
    serverInterrupts: true,
    handoffPhone: null,
    prompts: { ...callPrompts, greeting: callPrompts.greeting(GREETING) },
    ...changes,
  };
}

/** Events of the model's server, as short as a test can say them. */
export const said = {
  updated: (): ServerEvent => ({ type: "session.updated" }),
  speechStarted: (item_id = "caller1"): ServerEvent => ({
    type: "input_audio_buffer.speech_started",
    item_id,
    audio_start_ms: 0,
  }),
  speechStopped: (item_id = "caller1"): ServerEvent => ({
    type: "input_audio_buffer.speech_stopped",
    item_id,
    audio_end_ms: 0,
  }),
  transcript: (transcript: string, item_id = "caller1"): ServerEvent => ({
    type: "conversation.item.input_audio_transcription.completed",
    item_id,
    transcript,
  }),
  created: (id: string): ServerEvent => ({ type: "response.created", response: { id } }),
  item: (response_id: string, id: string): ServerEvent => ({
    type: "response.output_item.added",
    response_id,
    item: { type: "message", id },
  }),
  done: (id: string, more: Partial<Extract<ServerEvent, { type: "response.done" }>["response"]> = {}): ServerEvent => ({
    type: "response.done",
    response: { id, status: "completed", output: [], ...more },
  }),
  call: (response_id: string, call_id: string, name: string, args = "{}"): ServerEvent => ({
    type: "response.function_call_arguments.done",
    response_id,
    item_id: `item_${call_id}`,
    call_id,
    name,
    arguments: args,
  }),
  callItem: (call_id: string, name: string): ServerEvent => ({
    type: "conversation.item.done",
    item: { type: "function_call", id: `item_${call_id}`, call_id, name, arguments: "{}" },
  }),
  added: (id: string): ServerEvent => ({ type: "conversation.item.added", item: { type: "message", id } }),
  error: (code: string, event_id?: string): ServerEvent => ({
    type: "error",
    error: { type: "invalid_request_error", code, message: code, event_id },
  }),
} as const;

export class ScriptedCall {
  state: CallState;
  now = START;
  readonly effects: CallEffect[] = [];

  constructor(config: Partial<CallConfig> = {}, state?: (config: CallConfig) => CallState) {
    this.state = (state ?? ((whole) => newCall(whole, START)))(callConfig(config));
  }

  /** One event; answers with its effects. */
  on(event: CallEvent): CallEffect[] {
    const step = stepCall(this.state, event, this.now);
    this.state = step.state;
    this.effects.push(...step.effects);
    return step.effects;
  }

  model(...events: ServerEvent[]): CallEffect[] {
    return events.flatMap((event) => this.on({ type: "model.said", event }));
  }

  /** Lets time pass, with the clock's events at the moments the machine asks for. */
  wait(ms: number): CallEffect[] {
    const until = this.now + ms;
    const all: CallEffect[] = [];
    for (let at = nextDeadline(this.state); at !== null && at <= until; at = nextDeadline(this.state)) {
      this.now = Math.max(this.now, at);
      all.push(...this.on({ type: "clock" }));
    }
    this.now = until;
    return all;
  }

  connected(): this {
    this.on({ type: "model.opened" });
    this.model(said.updated());
    return this;
  }

  /** Connected, greeted, and nobody is speaking. */
  talking(): this {
    this.connected();
    this.on({ type: "stream.started" });
    if (this.state.greeting.is === "playing") {
      this.on({ type: "playback.heard", itemId: "greeting", heardMs: 2_000, text: GREETING });
      this.on({ type: "playback.drained" });
    } else {
      this.answer("greeting_response", "greeting_item");
    }
    return this;
  }

  /** The caller says something and falls silent. */
  callerSpeaks(): CallEffect[] {
    return this.model(said.speechStarted(), said.speechStopped());
  }

  /** A whole spoken response, heard to its end. */
  answer(response: string, item: string): CallEffect[] {
    return [
      ...this.speaking(response, item),
      ...this.model(said.done(response)),
      ...this.on({ type: "playback.drained" }),
    ];
  }

  /** A response that has begun to sound. */
  speaking(response: string, item: string): CallEffect[] {
    return [
      ...this.model(said.created(response), said.item(response, item)),
      ...this.on({ type: "playback.started", itemId: item, responseId: response }),
    ];
  }

  is() {
    const { phase, leg, floor, greeting } = this.state;
    return { phase: phase.is, leg: leg.is, floor: floor.is, greeting: greeting.is };
  }
}

export const sentBy = (effects: CallEffect[]): ClientEvent[] =>
  effects.flatMap((effect) => (effect.do === "model.send" ? [effect.event] : []));
export const typesOf = (effects: CallEffect[]): string[] =>
  effects.map((effect) =>
    effect.do === "model.send" ? effect.event.type : effect.do === "note" ? `note ${effect.kind}` : effect.do,
  );
/** Instructions of the responses asked for; null for one without. */
export const askedOf = (effects: CallEffect[]): (string | null)[] =>
  sentBy(effects).flatMap((event) => (event.type === "response.create" ? [event.response?.instructions ?? null] : []));
/** Text written into the conversation, with the role. */
export const toldBy = (effects: CallEffect[]): string[] =>
  sentBy(effects).flatMap((event) => {
    if (event.type !== "conversation.item.create") return [];
    return event.item.type === "message"
      ? [`${event.item.role}: ${event.item.content[0].text}`]
      : [`output: ${event.item.output}`];
  });
export const endingOf = (state: CallState) =>
  state.phase.is === "ended" ? { ...state.phase.ending, next: state.phase.next } : null;
