/**
 * OpenAI Realtime as an engine: commands of the call and events of the wire in, events for the call and messages for
 * the wire out. No socket, no clock. What is particular to this vendor ends here: the one response at a time, its
 * refusals, truncation and deletion, statuses of responses and items, sessions that are too large. Connections that
 * drop, are refused or grow old are kept apart (connections.ts).
 *
 * The server makes responses to the caller's words by itself, and stops its own when the caller speaks
 * (docs/decisions/0001).
 */
import type { EngineCommand, EngineEvent, Said, Sound, Speaker } from "../calls/engine.ts";
import { NO_USAGE, usageOfResponse } from "../calls/cost.ts";
import type { FailureCode } from "../calls/failure.ts";
import type { AudioDelta, ClientEvent, ServerEvent, SessionUpdate } from "../contract/openai-realtime.ts";
import { endOfResponse, type DoneResponse } from "./answer-end.ts";
import { Connections } from "./connections.ts";
import { failureOfCode, isHopeless, pauseNamedIn, refusalOfSession, type ErrorBody } from "./refusals.ts";
import {
  emptySequencer,
  holdResponses,
  isBusy,
  itemAdded,
  releaseResponses,
  requestFailed,
  requestLost,
  requestResponse,
  responseCreated,
  responseDone,
  responseRefused,
  withdraw,
  type SequencerState,
  type Step,
} from "./response-sequencer.ts";

export type DialectConfig = {
  /** The session: in full at level 0, with less and less of what it is to know at each further one. */
  session(level: number): SessionUpdate;
  /** How many there are, for when it is refused for its size. */
  levels: number;
  /** What the service adds to the speech it has detected, ms; null where it does not say (semantic detection). */
  speechPaddingMs: number | null;
};

export type DialectInput =
  | { in: "command"; command: EngineCommand }
  | { in: "opened"; connection: number }
  | { in: "refused"; connection: number; failure: FailureCode; detail: string }
  /** `failure` when OpenAI said why it closed; null: the connection dropped. */
  | { in: "closed"; connection: number; failure: FailureCode | null; detail: string }
  | { in: "wire"; connection: number; event: ServerEvent }
  /** An event that nothing is done about; it may still be a sign of life. */
  | { in: "other"; connection: number; name: string }
  | { in: "clock" };

export type DialectOutput =
  | { out: "event"; event: EngineEvent }
  | { out: "send"; connection: number; message: ClientEvent }
  | { out: "connect"; connection: number }
  | { out: "close"; connection: number }
  /** Where the caller's frames go; null: they are held. */
  | { out: "audio"; to: number | null }
  | { out: "complaint"; code: string | null; detail: string };

/** A sign of life is told to the call so often at most, ms. */
const LIFE_EVERY_MS = 250;

type Answer = {
  spoke: boolean;
  /** Nothing more of it is passed on. */
  dropped: boolean;
  movedAt: number;
  /** Its messages: announced, or with sound that was passed on. */
  items: Map<string, "announced" | "sounded">;
};

/** The caller's turn and item, as the wire calls them, are the call's turn and utterance. */
export class RealtimeDialect {
  readonly #config: DialectConfig;
  #out: DialectOutput[] = [];
  #now = 0;
  readonly #connections = new Connections({
    connect: (connection) => void this.#out.push({ out: "connect", connection }),
    close: (connection) => void this.#out.push({ out: "close", connection }),
    emit: (event) => this.#emit(event),
    forget: () => this.#forgetSession(),
  });
  /** How far what the session is to know has been cut back. */
  #level = 0;
  #gate: "held" | "open" = "held";
  #audioTo: number | null = null;
  #sequencer: SequencerState = emptySequencer;
  #callerSpeaks = false;
  #speechStartMs = 0;
  /** What was asked for and is not wanted any more: its response is cancelled as soon as it has a name. */
  #unwanted: string | null = null;
  readonly #answers = new Map<string, Answer>();
  /** The response whose sound came last: of its next delta nothing needs to be looked up. */
  #sounding: { responseId: string; answer: Answer } | null = null;
  #itemOfCall = new Map<string, string>();
  #items = 0;

  constructor(config: DialectConfig) {
    this.#config = config;
  }

  step(input: DialectInput, now: number): DialectOutput[] {
    this.#now = now;
    this.#out = [];
    this.#take(input);
    this.#routeAudio();
    return this.#out;
  }

  /** The hot path: the sound of a delta, or null when it is not to be heard. */
  sound(connection: number, delta: AudioDelta): Sound | null {
    if (this.#connections.ready !== connection) return null;
    const { responseId, itemId, delta: payload } = delta;
    if (this.#sounding?.responseId !== responseId) {
      this.#sounding = { responseId, answer: this.#answerOf(responseId) };
    }
    const { answer } = this.#sounding;
    if (answer.dropped) return null;
    answer.spoke = true;
    if (answer.items.get(itemId) !== "sounded") answer.items.set(itemId, "sounded");
    return { answerId: responseId, utteranceId: itemId, payload };
  }

  /**
   * An answer is being made and nothing of it can be heard yet: only then does it matter that events come of which
   * nothing else is known. Half of all events are such.
   */
  get waitsForSound(): boolean {
    const { active } = this.#sequencer;
    return active.is === "running" && active.responseId !== "" && !this.#answerOf(active.responseId).spoke;
  }

  /** Unix ms; null: nothing is waited for. */
  deadline(): number | null {
    return this.#connections.deadline();
  }

  #take(input: DialectInput): void {
    switch (input.in) {
      case "command":
        return this.#obey(input.command);
      case "opened":
        return this.#connections.opened(input.connection, this.#now);
      case "refused":
      case "closed":
        return this.#connections.gone(input.connection, input.failure, input.detail, this.#now);
      case "wire":
        if (this.#connections.isSuccessor(input.connection)) return this.#successorSaid(input.event);
        if (this.#connections.isCurrent(input.connection)) this.#read(input.event);
        return;
      case "other":
        if (this.#connections.isCurrent(input.connection) && input.name.startsWith("response.")) this.#moves();
        return;
      case "clock":
        return this.#connections.clock(this.#now);
    }
  }

  // ---- what the call wants ----

  #obey(command: EngineCommand): void {
    switch (command.do) {
      case "connect":
        return this.#connections.begin(this.#now);
      case "begin":
        return this.#begin(command.history, command.told);
      case "ask": {
        const { ask } = command;
        const answersItems = ask.answersCalls.flatMap((callId) => this.#itemOfCall.get(callId) ?? []);
        this.#connections.disturbed();
        return this.#apply(requestResponse(this.#sequencer, { ask, answersItems }));
      }
      case "withdraw":
        this.#sequencer = withdraw(this.#sequencer, command.askId);
        return;
      case "urge":
        return this.#apply(requestLost(this.#sequencer));
      case "tell":
        this.#connections.disturbed();
        return this.#write(this.#toWire(), command.as, command.text);
      case "toolResult":
        return this.#toolResult(command.callId, command.output);
      case "stop":
        return this.#stop();
      case "heard":
        return this.#heard(command.utteranceId, command.heardMs);
      case "hold":
        this.#gate = "held";
        return this.#callerIsOver();
      case "open":
        this.#gate = "open";
        return;
      case "commitTurn":
        this.#say({ type: "input_audio_buffer.commit" });
        return this.#callerIsOver();
      case "renew":
        return this.#connections.renew(this.#now);
      case "close":
        return this.#connections.close();
    }
  }

  /** Without the caller's audio, or with their turn taken as it is, the service will not say that they have finished. */
  #callerIsOver(): void {
    if (!this.#callerSpeaks) return;
    this.#callerSpeaks = false;
    this.#sequencer = releaseResponses(this.#sequencer);
  }

  #begin(history: readonly Said[], told: readonly { as: Speaker; text: string }[]): void {
    const connection = this.#connections.configure(this.#now);
    if (connection === null) return;
    this.#send(connection, this.#session());
    for (const { role, text } of history) this.#write(connection, role, text);
    for (const { as, text } of told) this.#write(connection, as, text);
  }

  #session(): SessionUpdate {
    return this.#config.session(this.#level);
  }

  #write(connection: number | null, as: Speaker, text: string): void {
    if (connection === null || text === "") return;
    const id = `${as}_${connection}_${++this.#items}`;
    const item =
      as === "assistant"
        ? {
            id,
            type: "message" as const,
            role: "assistant" as const,
            content: [{ type: "output_text", text }] as [{ type: "output_text"; text: string }],
          }
        : {
            id,
            type: "message" as const,
            role: as === "caller" ? ("user" as const) : ("system" as const),
            content: [{ type: "input_text", text }] as [{ type: "input_text"; text: string }],
          };
    this.#send(connection, { type: "conversation.item.create", item });
  }

  #toolResult(callId: string, output: string): void {
    this.#connections.disturbed();
    const connection = this.#toWire();
    if (connection === null) return;
    const id = `tool_${connection}_${++this.#items}`;
    this.#itemOfCall.set(callId, id);
    this.#send(connection, {
      type: "conversation.item.create",
      item: { id, type: "function_call_output", call_id: callId, output },
    });
  }

  /** A cancel names its response: one without a name would hit whichever runs when it arrives. */
  #stop(): void {
    const { active } = this.#sequencer;
    if (active.is === "requested") this.#unwanted = active.request.ask.id;
    if (active.is !== "running" || active.responseId === "") return;
    const answer = this.#answerOf(active.responseId);
    if (answer.dropped) return;
    answer.dropped = true;
    this.#say({ type: "response.cancel", response_id: active.responseId });
  }

  /** `audio_end_ms` 0 is refused by the API, so an item of which nothing was heard is deleted. */
  #heard(itemId: string, heardMs: number): void {
    if (heardMs >= 1)
      this.#say({ type: "conversation.item.truncate", item_id: itemId, content_index: 0, audio_end_ms: heardMs });
    else this.#say({ type: "conversation.item.delete", item_id: itemId });
  }

  #forgetSession(): void {
    this.#sequencer = emptySequencer;
    this.#callerSpeaks = false;
    this.#unwanted = null;
    this.#answers.clear();
    this.#sounding = null;
    this.#itemOfCall.clear();
  }

  #successorSaid(event: ServerEvent): void {
    if (event.type === "error") {
      const failure = failureOfCode(event.error.code) ?? (refusalOfSession(event.error) ? "openai_refused" : null);
      if (failure) this.#connections.abandon(failure);
      return;
    }
    if (event.type !== "session.updated") return;
    if (this.#callerSpeaks || isBusy(this.#sequencer)) return this.#connections.abandon(null);
    this.#connections.takeOver(this.#now);
  }

  // ---- what the service says ----

  #read(event: ServerEvent): void {
    switch (event.type) {
      case "session.updated":
        return this.#connections.confirmed(this.#now);
      case "input_audio_buffer.speech_started":
        return this.#callerBegan(event.item_id, event.audio_start_ms);
      case "input_audio_buffer.speech_stopped":
        return this.#callerEnded(event.item_id, event.audio_end_ms);
      case "conversation.item.input_audio_transcription.completed": {
        const tokens = event.usage?.["total_tokens"];
        if (typeof tokens === "number")
          this.#emit({ type: "used", usage: { ...NO_USAGE, transcriptionTokens: tokens } });
        return this.#emit({ type: "callerSaid", turnId: event.item_id, text: event.transcript.trim() });
      }
      case "conversation.item.input_audio_transcription.failed":
        return this.#emit({ type: "callerSaid", turnId: event.item_id, text: null });
      case "conversation.item.added":
        if (event.item.id) this.#sequencer = itemAdded(this.#sequencer, event.item.id);
        return;
      case "response.created":
        return this.#answerBegan(event.response.id);
      case "response.output_item.added":
        if (event.item.type === "message" && event.item.id) {
          const { items } = this.#answerOf(event.response_id);
          if (!items.has(event.item.id)) items.set(event.item.id, "announced");
        }
        return this.#moves();
      case "response.output_audio_transcript.delta":
        return this.#words(event.response_id, event.item_id, event.delta, false);
      case "response.output_audio_transcript.done":
        return this.#words(event.response_id, event.item_id, event.transcript, true);
      case "response.output_audio.done":
        if (this.#answerOf(event.response_id).dropped) return;
        return this.#emit({ type: "utteranceEnded", answerId: event.response_id, utteranceId: event.item_id });
      case "response.done":
        return this.#answerEnded(event.response);
      case "error":
        return this.#errorSaid(event.error);
      case "session.created":
      case "input_audio_buffer.committed":
      case "response.output_audio.delta":
        return;
    }
  }

  #callerBegan(turnId: string, startMs: number): void {
    this.#connections.disturbed();
    this.#callerSpeaks = true;
    this.#speechStartMs = startMs;
    const { active } = this.#sequencer;
    // The server cancels it; late sound of it is not heard.
    if (active.is === "running" && active.responseId !== "") this.#answerOf(active.responseId).dropped = true;
    this.#sequencer = holdResponses(this.#sequencer);
    this.#emit({ type: "callerBegan", turnId });
  }

  #callerEnded(turnId: string, endMs: number): void {
    this.#callerSpeaks = false;
    const padding = this.#config.speechPaddingMs;
    const speechMs = padding === null ? null : Math.max(0, endMs - this.#speechStartMs - padding);
    this.#emit({ type: "callerEnded", turnId, speechMs });
    this.#sequencer = releaseResponses(this.#sequencer);
  }

  #answerBegan(responseId: string): void {
    this.#connections.disturbed();
    const { state, answers } = responseCreated(this.#sequencer, responseId);
    this.#sequencer = state;
    const answer = this.#answerOf(responseId);
    this.#emit({ type: "answerBegan", answerId: responseId, asks: answers });
    const unwanted = this.#unwanted !== null && answers.includes(this.#unwanted);
    if (unwanted) this.#unwanted = null;
    // Ours was under way when the caller began to speak: it must not talk over them.
    if (!unwanted && !this.#callerSpeaks) return;
    answer.dropped = true;
    this.#say({ type: "response.cancel", response_id: responseId });
  }

  #words(responseId: string, utteranceId: string, text: string, whole: boolean): void {
    if (this.#answerOf(responseId).dropped) return;
    this.#emit({ type: "words", answerId: responseId, utteranceId, text, whole });
  }

  /** Told only as long as nothing can be heard, and not for every piece of a tool's arguments. */
  #moves(): void {
    const { active } = this.#sequencer;
    if (active.is !== "running" || active.responseId === "") return;
    const answer = this.#answerOf(active.responseId);
    if (answer.spoke || answer.dropped || this.#now - answer.movedAt < LIFE_EVERY_MS) return;
    answer.movedAt = this.#now;
    this.#emit({ type: "answerMoves", answerId: active.responseId });
  }

  #answerEnded(response: DoneResponse): void {
    if (response.usage) this.#emit({ type: "used", usage: usageOfResponse(response.usage) });
    const answer = this.#answerOf(response.id);
    const end = endOfResponse(response, { spoke: answer.spoke, dropped: answer.dropped });
    const utterances = [...answer.items].flatMap(([id, state]) => (state === "sounded" ? [id] : []));
    this.#answers.delete(response.id);
    if (this.#sounding?.responseId === response.id) this.#sounding = null;
    const remaining = responseDone(this.#sequencer, response.id);
    this.#sequencer = remaining.state;
    // What was written and never heard, and calls that are never run, must not be remembered as said or done.
    const unheard = [...answer.items].flatMap(([id, state]) => (state === "announced" ? [id] : []));
    const unsaid = end.how.is === "completed" ? [] : unheard;
    for (const id of new Set([...unsaid, ...end.forget])) this.#say({ type: "conversation.item.delete", item_id: id });
    const ended = { answerId: response.id, how: end.how, tools: end.tools, utterances, unsaid: unheard };
    this.#emit({ type: "answerEnded", ...ended });
    for (const message of remaining.send) this.#say(message);
  }

  #errorSaid(error: ErrorBody): void {
    this.#out.push({ out: "complaint", code: error.code ?? null, detail: (error.message ?? "").slice(0, 200) });
    if (error.code === "conversation_already_has_active_response") {
      if (!error.event_id) return;
      return this.#refused(error.event_id);
    }
    const { configuring } = this.#connections;
    if (configuring !== null) {
      const refusal = refusalOfSession(error);
      if (refusal === "too_large") return this.#trim(configuring);
      if (refusal === "refused") return this.#connections.lose("openai_refused", "the session was refused");
    }
    const failure = failureOfCode(error.code);
    if (failure && isHopeless(failure)) return this.#connections.lose(failure, error.code ?? "");
    if (error.event_id) this.#askFailed(error.event_id, failure ?? "openai_server_error", error);
  }

  /** A request came while another response was active: it is put off, unless it is not wanted any more. */
  #refused(eventId: string): void {
    const { active: before } = this.#sequencer;
    const asked = before.is === "running" ? before.request?.ask.id : undefined;
    const step = responseRefused(this.#sequencer, eventId);
    const { active: after } = step.state;
    if (asked !== undefined && after.is === "running" && after.request === null)
      this.#emit({ type: "unanswered", askId: asked });
    if (this.#unwanted === null || !step.state.waiting.some(({ ask }) => ask.id === this.#unwanted))
      return this.#apply(step);
    this.#sequencer = withdraw(step.state, this.#unwanted);
    this.#unwanted = null;
  }

  /** A request that is turned down, not put off. */
  #askFailed(eventId: string, failure: FailureCode, { message }: ErrorBody): void {
    const failed = requestFailed(this.#sequencer, eventId);
    if (!failed) return;
    const { step, askId } = failed;
    if (this.#unwanted === askId) this.#unwanted = null;
    this.#sequencer = step.state;
    const answerId = `refused_${askId}`;
    this.#emit({ type: "answerBegan", answerId, asks: [askId] });
    const how = { is: "failed", failure, afterMs: pauseNamedIn(message), spoke: false } as const;
    this.#emit({ type: "answerEnded", answerId, how, tools: [], utterances: [], unsaid: [] });
    for (const event of step.send) this.#say(event);
  }

  #trim(connection: number): void {
    if (this.#level + 1 >= this.#config.levels)
      return this.#connections.lose("openai_refused", "the session is too large");
    this.#level++;
    this.#emit({ type: "trimmed", level: this.#level });
    this.#send(connection, this.#session());
  }

  // ---- small parts ----

  #answerOf(responseId: string): Answer {
    const known = this.#answers.get(responseId);
    if (known) return known;
    const made: Answer = { spoke: false, dropped: false, movedAt: this.#now, items: new Map() };
    this.#answers.set(responseId, made);
    return made;
  }

  /** The session that may be written to: it stands, or has been told the history. */
  #toWire(): number | null {
    return this.#connections.ready ?? this.#connections.configuring;
  }

  #apply(step: Step): void {
    this.#sequencer = step.state;
    for (const message of step.send) this.#say(message);
  }

  #say(message: ClientEvent): void {
    const { ready } = this.#connections;
    if (ready !== null) this.#send(ready, message);
  }

  #send(connection: number, message: ClientEvent): void {
    this.#out.push({ out: "send", connection, message });
  }

  #emit(event: EngineEvent): void {
    this.#out.push({ out: "event", event });
  }

  #routeAudio(): void {
    const to = this.#gate === "open" ? this.#connections.ready : null;
    if (to === this.#audioTo) return;
    this.#audioTo = to;
    this.#out.push({ out: "audio", to });
  }
}
