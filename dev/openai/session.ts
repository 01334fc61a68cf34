/** One Realtime session: takes the client's frames, refuses what the service refuses, and answers. */
import { durationMs } from "../../core/contract/mulaw.ts";
import { CallerTurns } from "./caller-turns.ts";
import type { ClientEvent } from "./client-events.ts";
import { clientItemEntry } from "./client-item.ts";
import { Conversation } from "./conversation.ts";
import type { SessionFault } from "./faults.ts";
import { newId } from "./ids.ts";
import { InputAudio } from "./input-audio.ts";
import { BINARY, invalidRequest, parseClientEvent, type ApiError } from "./parse-client-event.ts";
import { Responder } from "./responder.ts";
import { serverFrame, type Unsent } from "./server-event.ts";
import { applyUpdate, defaultConfig, onTheWire } from "./session-config.ts";
import {
  errorEvent,
  noSuchItem,
  truncationError,
  voiceError,
  type SessionContext,
  type SessionOptions,
} from "./session-context.ts";
import { SessionFaults, type Occasion } from "./session-faults.ts";
import { SessionLog, stateOf, type SessionState } from "./session-log.ts";
import type { CreateVoiceDetector } from "./voice-detector.ts";

export interface Connection {
  send(frame: string | Uint8Array): void;
  /** 1006 cuts the line without a word. */
  close(code: number): void;
}

type Of<T extends ClientEvent["type"]> = Extract<ClientEvent, { type: T }>;

const garbage = {
  text: "upstream connect error or disconnect/reset before headers",
  binary: Uint8Array.of(0x00, 0xff, 0x10, 0x80, 0x7f),
  "half-json": '{"type":"response.output_audio.delta","event_id":"event_ha',
} as const;

export class Session {
  readonly id = newId("sess");
  readonly #connection: Connection;
  readonly #context: SessionContext;
  readonly #responder: Responder;
  readonly #turns: CallerTurns;
  readonly #faults: SessionFaults;
  #configured = false;
  #mostInstructions = Infinity;

  readonly #mute: boolean;

  constructor(
    connection: Connection,
    model: string,
    createDetector: CreateVoiceDetector,
    options: SessionOptions,
    faults: readonly SessionFault[],
  ) {
    this.#connection = connection;
    this.#faults = new SessionFaults(faults);
    this.#context = {
      options,
      conversation: new Conversation(),
      input: new InputAudio(createDetector, {
        speechStarted: (startMs) => this.#turns.speechStarted(startMs),
        speechStopped: (endMs, audio) => this.#turns.speechStopped(endMs, audio),
        idle: (startMs, endMs) => this.#turns.idle(startMs, endMs),
      }),
      log: new SessionLog(),
      emit: (event) => this.#emit(event),
      meet: (occasion) => this.#meet(occasion),
      config: defaultConfig(this.id, model, Date.now()),
      audioOutMs: 0,
      open: true,
    };
    this.#responder = new Responder(this.#context, newId("conv"));
    this.#turns = new CallerTurns(this.#context, this.#responder);
    this.#context.input.configure(this.#context.config.audio.input.turn_detection);
    // The connection is accepted, and then the service says nothing.
    this.#mute = faults.some((fault) => fault.kind === "no-session-created");
    if (this.#mute) return;
    this.#emit({ type: "session.created", session: onTheWire(this.#context.config) });
    this.#meet({ at: "connect" });
  }

  get model(): string {
    return this.#context.config.model;
  }

  get open(): boolean {
    return this.#context.open;
  }

  get state(): SessionState {
    return stateOf(this.id, this.#configured, this.#context);
  }

  receive(text: string, isBinary: boolean): void {
    if (!this.open || this.#mute) return;
    const parsed = isBinary ? BINARY : parseClientEvent(text);
    const { log } = this.#context;
    if (!parsed.ok) {
      log.client(parsed.eventType, text);
      this.#refuse(parsed.error, parsed.eventType, parsed.eventId);
      return;
    }
    const { event } = parsed;
    log.client(event.type, event);
    const error = this.#handle(event);
    if (error) this.#refuse(error, event.type, event.event_id ?? null);
  }

  /** The connection is gone, whoever ended it. */
  ended(by: "client" | "server", code: number): void {
    if (!this.open) return;
    this.#context.open = false;
    this.#context.log.closed = { by, code };
    this.#responder.stop();
    this.#turns.stop();
    this.#context.input.free();
  }

  suffer(fault: SessionFault): void {
    switch (fault.kind) {
      case "no-session-created":
        return;
      case "drop":
        return this.close(fault.code);
      case "no-audio":
      case "response-failed":
      case "malformed-arguments":
      case "answer":
        return this.#responder.suffer(fault);
      case "transcription":
        return this.#turns.suffer(fault);
      case "too-large":
        this.#mostInstructions = fault.chars;
        return;
      case "error-event": {
        const { type, code, message } = fault;
        return this.#emit(errorEvent({ type, code, message, param: null }, null));
      }
      case "garbage":
        return this.#connection.send(garbage[fault.frame]);
      case "expire": {
        const message = "Your session hit the maximum duration of 60 minutes.";
        this.#emit(errorEvent(invalidRequest("session_expired", message), null));
        return this.close(1001);
      }
    }
  }

  close(code: number): void {
    this.ended("server", code);
    this.#connection.close(code);
  }

  #handle(event: ClientEvent): ApiError | undefined {
    const { conversation, input } = this.#context;
    switch (event.type) {
      case "session.update":
        return this.#update(event);
      case "input_audio_buffer.append":
        return this.#append(event);
      case "input_audio_buffer.commit":
        return this.#commit();
      case "input_audio_buffer.clear":
        input.clear();
        this.#emit({ type: "input_audio_buffer.cleared" });
        return undefined;
      case "output_audio_buffer.clear":
        return invalidRequest("invalid_value", "'output_audio_buffer.clear' is for WebRTC and SIP only.", "type");
      case "conversation.item.create":
        return this.#createItem(event);
      case "conversation.item.retrieve": {
        const entry = conversation.get(event.item_id);
        if (!entry) return noSuchItem("retrieve", event.item_id);
        this.#emit({ type: "conversation.item.retrieved", item: entry.item });
        return undefined;
      }
      case "conversation.item.delete":
        if (!conversation.remove(event.item_id)) return noSuchItem("delete", event.item_id);
        this.#emit({ type: "conversation.item.deleted", item_id: event.item_id });
        return undefined;
      case "conversation.item.truncate":
        return this.#truncate(event);
      case "response.create":
        return this.#responder.create(event.response);
      case "response.cancel":
        return this.#responder.cancel(event.response_id);
    }
  }

  #update({ session }: Of<"session.update">): ApiError | undefined {
    const error = voiceError(this.#context, session.audio?.output?.voice);
    if (error) return error;
    if (session.model !== undefined && session.model !== this.model) {
      return invalidRequest("invalid_value", "The model of a session cannot be changed.", "session.model");
    }
    if ((session.instructions?.length ?? 0) > this.#mostInstructions) {
      const message = `Invalid 'session.instructions': string too long. Expected a string with maximum length ${this.#mostInstructions}.`;
      return invalidRequest("string_above_max_length", message, "session.instructions");
    }
    const config = applyUpdate(this.#context.config, session);
    const { input, output } = config.audio;
    if (input.format?.type !== "audio/pcmu" || output.format?.type !== "audio/pcmu") {
      const message = "The stand-in speaks audio/pcmu only, in both directions.";
      return { type: "stand_in_error", code: "unsupported_format", message, param: "session.audio" };
    }
    this.#context.config = config;
    if (session.audio?.input?.turn_detection !== undefined) this.#context.input.configure(input.turn_detection);
    this.#configured = true;
    this.#emit({ type: "session.updated", session: onTheWire(config) });
    return undefined;
  }

  #append({ audio }: Of<"input_audio_buffer.append">): ApiError | undefined {
    if (!this.#configured)
      return invalidRequest("session_not_configured", "Audio came before the session was configured.");
    if (audio.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(audio)) {
      const message = "Invalid 'audio'. Expected base64-encoded audio bytes but got an invalid value.";
      return invalidRequest("invalid_value", message, "audio");
    }
    this.#context.input.append(Buffer.from(audio, "base64"));
    return undefined;
  }

  #commit(): ApiError | undefined {
    const audio = this.#context.input.takeBuffered();
    if (durationMs(audio.length) < 100) {
      const ms = durationMs(audio.length).toFixed(2);
      const message = `Error committing input audio buffer: buffer too small. Expected at least 100ms of audio, but buffer only has ${ms}ms of audio.`;
      return invalidRequest("input_audio_buffer_commit_empty", message);
    }
    this.#turns.commit(audio);
    return undefined;
  }

  #createItem({ item, previous_item_id }: Of<"conversation.item.create">): ApiError | undefined {
    const entry = clientItemEntry(item, this.#context.conversation);
    if ("message" in entry) return entry;
    const previous = this.#context.conversation.add(entry, previous_item_id);
    if (previous === undefined) return noSuchItem("create", previous_item_id ?? "");
    this.#emit({ type: "conversation.item.added", previous_item_id: previous, item: entry.item });
    this.#emit({ type: "conversation.item.done", previous_item_id: previous, item: entry.item });
    return undefined;
  }

  #truncate({ item_id, content_index, audio_end_ms }: Of<"conversation.item.truncate">): ApiError | undefined {
    const entry = this.#context.conversation.get(item_id);
    if (!entry) return noSuchItem("truncate", item_id);
    const error = truncationError(entry, audio_end_ms, content_index);
    if (error) return error;
    entry.truncatedAtMs = audio_end_ms;
    this.#emit({ type: "conversation.item.truncated", item_id, content_index, audio_end_ms });
    return undefined;
  }

  #refuse(error: ApiError, eventType: string, eventId: string | null): void {
    this.#context.log.violation(this.id, error, eventType, eventId);
    this.#emit(errorEvent(error, eventId));
  }

  #meet(occasion: Occasion): void {
    for (const fault of this.#faults.due(occasion)) this.suffer(fault);
  }

  #emit(event: Unsent): void {
    if (!this.open) return;
    this.#context.log.server(event.type);
    this.#connection.send(serverFrame(event));
  }
}
