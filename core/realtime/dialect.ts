/**
 * OpenAI Realtime as an engine: commands of the call and events of the wire in, events for the call and messages for
 * the wire out. No socket, no clock. What is particular to this vendor ends here: the one response at a time, its
 * refusals, truncation and deletion, statuses of responses and items, sessions that drop, grow old or are too large.
 *
 * Connections are numbered; what an earlier one still says is not heard. The server makes responses to the caller's
 * words by itself, and stops its own when the caller speaks (docs/decisions/0001).
 */
import type { EngineCommand, EngineEvent, Said, Sound, Speaker } from "../calls/engine.ts";
import { NO_USAGE, usageOfResponse } from "../calls/cost.ts";
import type { FailureCode } from "../calls/failure.ts";
import type { AudioDelta, ClientEvent, ServerEvent, SessionUpdate } from "../contract/openai-realtime.ts";
import { endOfResponse, type DoneResponse } from "./answer-end.ts";
import { failureOfCode, isHopeless, pauseNamedIn, refusalOfSession, retryAfterMs, type ErrorBody } from "./refusals.ts";
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
  /** The session in full, then with less and less of what it is to know, for when it is refused for its size. */
  sessions: readonly [SessionUpdate, ...SessionUpdate[]];
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

/** Why each of these times. */
const TIMES = {
  /** OpenAI answers an upgrade in well under a second; after five it will not, and a caller is listening to nothing. */
  connectMs: 5_000,
  configureMs: 3_000,
  /** A session that drops sooner than this after it stood is the same trouble going on, not a new one. */
  stableMs: 5_000,
  /** A sign of life is told to the call so often at most. */
  lifeEveryMs: 250,
} as const;

type Link =
  | { is: "closed" }
  /** `wanted`: open, and the call has been asked what it is to know. */
  | { is: "opening"; connection: number; stage: Stage; attempt: number; deadlineAt: number }
  | { is: "ready"; connection: number; attempt: number; sinceAt: number }
  | { is: "pausing"; attempt: number; retryAt: number }
  | { is: "lost" };
type Stage = "connecting" | "wanted" | "configuring";
/** The session that is to take over, while the present one goes on. */
type Successor = { connection: number; stage: Stage; deadlineAt: number };

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
  #link: Link = { is: "closed" };
  #next: Successor | null = null;
  #connections = 0;
  #stood = false;
  /** How far what the session is to know has been cut back. */
  #level = 0;
  #gate: "held" | "open" = "held";
  #audioTo: number | null = null;
  #sequencer: SequencerState = emptySequencer;
  #callerSpeaks = false;
  #speechStartMs = 0;
  /** The response that was asked for is not wanted any more; it is cancelled as soon as it has a name. */
  #stopsNext = false;
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
    if (this.#link.is !== "ready" || this.#link.connection !== connection) return null;
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
    const link =
      this.#link.is === "opening" ? this.#link.deadlineAt : this.#link.is === "pausing" ? this.#link.retryAt : Infinity;
    const at = Math.min(link, this.#next?.deadlineAt ?? Infinity);
    return at === Infinity ? null : at;
  }

  #take(input: DialectInput): void {
    switch (input.in) {
      case "command":
        return this.#obey(input.command);
      case "opened":
        return this.#opened(input.connection);
      case "refused":
      case "closed":
        return this.#gone(input.connection, input.failure, input.detail);
      case "wire":
        if (this.#next?.connection === input.connection) return this.#successorSaid(input.event);
        if (this.#isCurrent(input.connection)) this.#read(input.event);
        return;
      case "other":
        if (this.#isCurrent(input.connection) && input.name.startsWith("response.")) this.#moves();
        return;
      case "clock":
        return this.#clock();
    }
  }

  // ---- what the call wants ----

  #obey(command: EngineCommand): void {
    switch (command.do) {
      case "connect":
        if (this.#link.is === "closed") this.#connect(1);
        return;
      case "begin":
        return this.#begin(command.history, command.told);
      case "ask": {
        const { ask } = command;
        const answersItems = ask.answersCalls.flatMap((callId) => this.#itemOfCall.get(callId) ?? []);
        this.#disturbed();
        return this.#apply(requestResponse(this.#sequencer, { ask, answersItems }));
      }
      case "withdraw":
        this.#sequencer = withdraw(this.#sequencer, command.askId);
        return;
      case "urge":
        return this.#apply(requestLost(this.#sequencer));
      case "tell":
        this.#disturbed();
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
        return this.#renew();
      case "close":
        return this.#close();
    }
  }

  /** Without the caller's audio, or with their turn taken as it is, the service will not say that they have finished. */
  #callerIsOver(): void {
    if (!this.#callerSpeaks) return;
    this.#callerSpeaks = false;
    this.#sequencer = releaseResponses(this.#sequencer);
  }

  #begin(history: readonly Said[], told: readonly { as: Speaker; text: string }[]): void {
    const opening = this.#next?.stage === "wanted" ? this.#next : this.#link.is === "opening" ? this.#link : null;
    if (opening?.stage !== "wanted") return;
    opening.stage = "configuring";
    opening.deadlineAt = this.#now + TIMES.configureMs;
    this.#send(opening.connection, this.#session());
    for (const { role, text } of history) this.#write(opening.connection, role, text);
    for (const { as, text } of told) this.#write(opening.connection, as, text);
  }

  #session(): SessionUpdate {
    return this.#config.sessions[this.#level] ?? this.#config.sessions[0];
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
    this.#disturbed();
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
    if (active.is === "requested") this.#stopsNext = true;
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

  // ---- connections ----

  #connect(attempt: number): void {
    const connection = ++this.#connections;
    const deadlineAt = this.#now + TIMES.connectMs;
    this.#link = { is: "opening", connection, stage: "connecting", attempt, deadlineAt };
    this.#out.push({ out: "connect", connection });
  }

  #opened(connection: number): void {
    const renewal = this.#next?.connection === connection;
    const opening = renewal ? this.#next : this.#link.is === "opening" ? this.#link : null;
    if (opening?.connection !== connection || opening.stage !== "connecting") return;
    opening.stage = "wanted";
    opening.deadlineAt = this.#now + TIMES.configureMs;
    this.#emit({ type: "wanted", renewal });
  }

  #gone(connection: number, failure: FailureCode | null, detail: string): void {
    if (this.#next?.connection === connection) return this.#abandon(failure);
    if (!this.#isCurrent(connection)) return;
    const link = this.#link;
    if (link.is === "opening")
      return this.#tryAgain(link, failure ?? (this.#stood ? "openai_dropped" : "openai_unreachable"), detail);
    if (link.is !== "ready") return;
    if (failure && isHopeless(failure)) return this.#lose(failure, detail);
    this.#abandon(null);
    this.#forgetSession();
    const attempt = this.#now - link.sinceAt < TIMES.stableMs ? link.attempt : 1;
    this.#emit({ type: "down", detail });
    const pause = retryAfterMs("openai_dropped", attempt);
    if (pause === null) return this.#lose("openai_dropped", detail);
    this.#link = { is: "pausing", attempt: attempt + 1, retryAt: this.#now + pause };
  }

  #tryAgain(opening: { connection: number; attempt: number }, failure: FailureCode, detail: string): void {
    const pause = retryAfterMs(failure, opening.attempt);
    this.#out.push({ out: "close", connection: opening.connection });
    if (pause === null) return this.#lose(failure, detail);
    this.#link = { is: "pausing", attempt: opening.attempt + 1, retryAt: this.#now + pause };
  }

  #lose(failure: FailureCode, detail: string): void {
    this.#close();
    this.#link = { is: "lost" };
    this.#emit({ type: "lost", failure, detail });
  }

  #close(): void {
    if (this.#next) this.#out.push({ out: "close", connection: this.#next.connection });
    if (this.#link.is === "opening" || this.#link.is === "ready")
      this.#out.push({ out: "close", connection: this.#link.connection });
    this.#next = null;
    this.#link = { is: "closed" };
    this.#forgetSession();
  }

  #forgetSession(): void {
    this.#sequencer = emptySequencer;
    this.#callerSpeaks = false;
    this.#stopsNext = false;
    this.#answers.clear();
    this.#sounding = null;
    this.#itemOfCall.clear();
  }

  #renew(): void {
    if (this.#link.is !== "ready" || this.#next) return;
    const connection = ++this.#connections;
    this.#next = { connection, stage: "connecting", deadlineAt: this.#now + TIMES.connectMs };
    this.#out.push({ out: "connect", connection });
  }

  #successorSaid(event: ServerEvent): void {
    if (event.type === "error") {
      const failure = failureOfCode(event.error.code) ?? (refusalOfSession(event.error) ? "openai_refused" : null);
      if (failure) this.#abandon(failure);
      return;
    }
    if (event.type !== "session.updated" || !this.#next || this.#link.is !== "ready") return;
    if (this.#callerSpeaks || isBusy(this.#sequencer)) return this.#abandon(null);
    const { connection } = this.#next;
    this.#next = null;
    this.#out.push({ out: "close", connection: this.#link.connection });
    this.#forgetSession();
    this.#link = { is: "ready", connection, attempt: 1, sinceAt: this.#now };
    this.#emit({ type: "renewed" });
  }

  /** The present session goes on; `failure` null: it was only disturbed. */
  #abandon(failure: FailureCode | null): void {
    if (!this.#next) return;
    this.#out.push({ out: "close", connection: this.#next.connection });
    this.#next = null;
    this.#emit({ type: "renewalFailed", failure });
  }

  /** Something has happened that the successor, which was told the conversation a moment ago, does not know of. */
  #disturbed(): void {
    if (this.#next && this.#next.stage !== "connecting") this.#abandon(null);
  }

  #clock(): void {
    if (this.#next && this.#next.deadlineAt <= this.#now) this.#abandon("openai_unreachable");
    const link = this.#link;
    if (link.is === "pausing" && link.retryAt <= this.#now) return this.#connect(link.attempt);
    if (link.is !== "opening" || link.deadlineAt > this.#now) return;
    // Once more, whatever it was before: one that is slow may be quick the next time.
    const pause = retryAfterMs("openai_unreachable", link.attempt);
    const failure: FailureCode = this.#stood ? "openai_dropped" : "openai_unreachable";
    this.#out.push({ out: "close", connection: link.connection });
    if (pause === null) return this.#lose(failure, "no session in time");
    this.#link = { is: "pausing", attempt: link.attempt + 1, retryAt: this.#now + pause };
  }

  // ---- what the service says ----

  #read(event: ServerEvent): void {
    switch (event.type) {
      case "session.updated":
        return this.#ready();
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

  #ready(): void {
    if (this.#link.is !== "opening" || this.#link.stage !== "configuring") return;
    const { connection, attempt } = this.#link;
    this.#link = { is: "ready", connection, attempt, sinceAt: this.#now };
    this.#stood = true;
    this.#emit({ type: "ready", attempt });
  }

  #callerBegan(turnId: string, startMs: number): void {
    this.#disturbed();
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
    this.#disturbed();
    const { state, answers } = responseCreated(this.#sequencer, responseId);
    this.#sequencer = state;
    const answer = this.#answerOf(responseId);
    this.#emit({ type: "answerBegan", answerId: responseId, asks: answers });
    const unwanted = this.#stopsNext && answers.length > 0;
    this.#stopsNext = false;
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
    if (answer.spoke || answer.dropped || this.#now - answer.movedAt < TIMES.lifeEveryMs) return;
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
      const { active } = this.#sequencer;
      if (active.is === "running" && active.request?.ask.id === error.event_id)
        this.#emit({ type: "unanswered", askId: error.event_id });
      return this.#apply(responseRefused(this.#sequencer, error.event_id));
    }
    if (this.#link.is === "opening" && this.#link.stage === "configuring") {
      const refusal = refusalOfSession(error);
      if (refusal === "too_large") return this.#trim(this.#link.connection);
      if (refusal === "refused") return this.#lose("openai_refused", "the session was refused");
    }
    const failure = failureOfCode(error.code);
    if (failure && isHopeless(failure)) return this.#lose(failure, error.code ?? "");
    if (error.event_id) this.#askFailed(error.event_id, failure ?? "openai_server_error", error);
  }

  /** A request that is turned down, not put off. */
  #askFailed(askId: string, failure: FailureCode, { message }: ErrorBody): void {
    const step = requestFailed(this.#sequencer, askId);
    if (!step) return;
    this.#sequencer = step.state;
    const answerId = `refused_${askId}`;
    this.#emit({ type: "answerBegan", answerId, asks: [askId] });
    const how = { is: "failed", failure, afterMs: pauseNamedIn(message), spoke: false } as const;
    this.#emit({ type: "answerEnded", answerId, how, tools: [], utterances: [], unsaid: [] });
    for (const event of step.send) this.#say(event);
  }

  #trim(connection: number): void {
    if (this.#level + 1 >= this.#config.sessions.length)
      return this.#lose("openai_refused", "the session is too large");
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

  #isCurrent(connection: number): boolean {
    return (this.#link.is === "opening" || this.#link.is === "ready") && this.#link.connection === connection;
  }

  /** The session that may be written to: it stands, or has been told the history. */
  #toWire(): number | null {
    if (this.#link.is === "ready") return this.#link.connection;
    return this.#link.is === "opening" && this.#link.stage === "configuring" ? this.#link.connection : null;
  }

  #apply(step: Step): void {
    this.#sequencer = step.state;
    for (const message of step.send) this.#say(message);
  }

  #say(message: ClientEvent): void {
    if (this.#link.is === "ready") this.#send(this.#link.connection, message);
  }

  #send(connection: number, message: ClientEvent): void {
    this.#out.push({ out: "send", connection, message });
  }

  #emit(event: EngineEvent): void {
    this.#out.push({ out: "event", event });
  }

  #routeAudio(): void {
    const to = this.#gate === "open" && this.#link.is === "ready" ? this.#link.connection : null;
    if (to === this.#audioTo) return;
    this.#audioTo = to;
    this.#out.push({ out: "audio", to });
  }
}
