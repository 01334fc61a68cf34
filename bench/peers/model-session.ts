/**
 * One session of the fake model. It does nothing by itself: a run tells it when the caller "speaks" and what the model
 * says. It refuses what the service refuses, and keeps what the client asked for, with the time.
 */
import type { WebSocket } from "ws";
import { ModelResponse, newId, type ResponseEnd } from "./model-response.ts";
import { findTag } from "./tagged-audio.ts";

export type Asked =
  | { is: "truncate"; itemId: string; audioEndMs: number; refused: boolean; at: number }
  | { is: "delete"; itemId: string; refused: boolean; at: number }
  | { is: "create"; refused: boolean; at: number };

/** What the client asks a response to be. */
export type CreateRequest = { instructions?: string };

type ClientEvent = {
  type: string;
  event_id?: string;
  item_id?: string;
  response_id?: string;
  audio_end_ms?: number;
  item?: Record<string, unknown>;
  session?: SessionUpdate;
  response?: CreateRequest;
};
type Detection = { create_response?: boolean; interrupt_response?: boolean } | null;
type SessionUpdate = { audio?: { input?: { turn_detection?: Detection } } } & Record<string, unknown>;

/** The service's own turn detection, where the client says nothing else. */
const DETECTION = {
  type: "server_vad",
  threshold: 0.5,
  prefix_padding_ms: 300,
  silence_duration_ms: 500,
  create_response: true,
  interrupt_response: true,
};

export class ModelSession {
  readonly asked: Asked[] = [];
  /** Ms of audio sent of each item of the model's. */
  readonly sentMs = new Map<string, number>();
  configured = false;
  /** The first time the client says what the session is to be. */
  onConfigured: () => void = () => {};
  closed = false;
  messagesCame = 0;
  messagesWent = 0;
  active: ModelResponse | null = null;
  /** The client asks for a response, and none is active. */
  onCreate: (request: CreateRequest) => void = () => {};
  /** The client adds an item; called before it is confirmed. */
  onItem: (type: unknown) => void = () => {};
  onFrame: (stream: number, number: number, at: number) => void = () => {};
  readonly #socket: WebSocket;
  #detection: Detection = DETECTION;
  #callerItem = "";

  /** When the client asked for the connection, and when it stood. */
  readonly askedAt: number;
  readonly openAt = performance.now();

  constructor(socket: WebSocket, askedAt: number) {
    this.#socket = socket;
    this.askedAt = askedAt;
    socket.on("message", (data: Buffer) => this.#receive(data));
    socket.on("close", () => (this.closed = true));
    this.send({ type: "session.created", session: this.#session({}) });
  }

  send(event: { type: string } & Record<string, unknown>): void {
    const { type, ...rest } = event;
    this.#sendText(JSON.stringify({ type, event_id: newId("event"), ...rest }));
  }

  respond(): ModelResponse {
    const response = new ModelResponse(
      (event) => this.send(event),
      (text) => this.#sendText(text),
      this.sentMs,
    );
    this.active = response;
    return response;
  }

  /** False for a session that only speaks, without a caller. */
  get hearsTurns(): boolean {
    return this.#detection !== null;
  }

  finish(end: ResponseEnd): void {
    const response = this.active;
    this.active = null;
    response?.finish(end);
  }

  /** The connection is lost, without a word. */
  cut(): void {
    this.#socket.terminate();
  }

  /**
   * The server hears the caller, and ends its answer unless the client has asked to do that itself. What it had already
   * sent to the network still arrives after this: `late`.
   */
  callerBegins(late: () => void = () => {}): void {
    this.#callerItem = newId("item");
    this.send({ type: "input_audio_buffer.speech_started", audio_start_ms: 1_000, item_id: this.#callerItem });
    if (!this.active) return;
    late();
    if (this.#detection?.interrupt_response !== false) this.finish("turn_detected");
  }

  callerEnds(transcript: string): void {
    const id = this.#callerItem;
    const item = {
      id,
      object: "realtime.item",
      type: "message",
      status: "completed",
      role: "user",
      content: [{ type: "input_audio", transcript: null }],
    };
    this.send({ type: "input_audio_buffer.speech_stopped", audio_end_ms: 2_000, item_id: id });
    this.send({ type: "input_audio_buffer.committed", previous_item_id: null, item_id: id });
    this.send({ type: "conversation.item.added", previous_item_id: null, item });
    this.send({ type: "conversation.item.done", previous_item_id: null, item });
    const usage = {
      type: "tokens",
      total_tokens: 30,
      input_tokens: 20,
      input_token_details: { text_tokens: 0, audio_tokens: 20 },
      output_tokens: 10,
    };
    this.send({
      type: "conversation.item.input_audio_transcription.completed",
      item_id: id,
      content_index: 0,
      transcript,
      usage,
    });
  }

  #sendText(text: string): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    this.messagesWent++;
    this.#socket.send(text);
  }

  #receive(data: Buffer): void {
    const at = performance.now();
    this.messagesCame++;
    const tag = data.length < 2_000 ? findTag(data.toString("latin1")) : null;
    if (tag) return this.onFrame(tag.stream, tag.number, at);
    const event = JSON.parse(data.toString()) as ClientEvent;
    // The bare relay passes on what Twilio says; it is not addressed to us.
    if (event.type !== undefined) this.#handle(event, at);
  }

  #handle(event: ClientEvent, at: number): void {
    const itemId = event.item_id ?? "";
    switch (event.type) {
      case "session.update":
        return this.#configure(event.session ?? {});
      case "response.create":
        this.asked.push({ is: "create", refused: this.active !== null, at });
        if (this.active)
          return this.#refuse(
            event,
            "conversation_already_has_active_response",
            `Conversation already has an active response in progress: ${this.active.id}.`,
          );
        return this.onCreate(event.response ?? {});
      case "response.cancel":
        if (!this.active || (event.response_id && event.response_id !== this.active.id))
          return this.#refuse(event, "response_cancel_not_active", "Cancellation failed: no active response found");
        return this.finish("client_cancelled");
      case "conversation.item.create": {
        const item = { id: newId("item"), object: "realtime.item", status: "completed", ...event.item };
        this.onItem(item["type" as keyof typeof item]);
        this.send({ type: "conversation.item.added", previous_item_id: null, item });
        return this.send({ type: "conversation.item.done", previous_item_id: null, item });
      }
      case "conversation.item.truncate":
        return this.#truncate(event, itemId, event.audio_end_ms ?? 0, at);
      case "conversation.item.delete": {
        const known = this.sentMs.has(itemId);
        this.asked.push({ is: "delete", itemId, refused: !known, at });
        if (!known)
          return this.#refuse(
            event,
            "item_delete_invalid_item_id",
            `Error deleting item: the item with id '${itemId}' does not exist.`,
          );
        return this.send({ type: "conversation.item.deleted", item_id: itemId });
      }
      case "conversation.item.retrieve": {
        const item = {
          id: itemId,
          object: "realtime.item",
          type: "message",
          status: "completed",
          role: this.sentMs.has(itemId) ? "assistant" : "user",
          content: [],
        };
        return this.send({ type: "conversation.item.retrieved", item });
      }
    }
  }

  #configure(update: SessionUpdate): void {
    const detection = update.audio?.input?.turn_detection;
    if (detection !== undefined) this.#detection = detection && { ...DETECTION, ...detection };
    // The runs begin answers when the caller has spoken; a client that asks for each would get two.
    if (this.#detection?.create_response === false)
      throw new Error("create_response is false: the benchmark's model answers by itself");
    this.send({ type: "session.updated", session: this.#session(update) });
    if (this.configured || update.audio === undefined) return;
    this.configured = true;
    this.onConfigured();
  }

  #truncate(event: ClientEvent, itemId: string, audioEndMs: number, at: number): void {
    const sent = this.sentMs.get(itemId);
    const refused = sent === undefined || audioEndMs <= 0 || audioEndMs > sent;
    this.asked.push({ is: "truncate", itemId, audioEndMs, refused, at });
    if (refused)
      return this.#refuse(
        event,
        "invalid_value",
        `Audio content of ${sent ?? 0}ms is already shorter than ${audioEndMs}ms, or nothing would be left.`,
      );
    this.send({ type: "conversation.item.truncated", item_id: itemId, content_index: 0, audio_end_ms: audioEndMs });
  }

  #refuse(event: ClientEvent, code: string, message: string): void {
    this.send({
      type: "error",
      error: { type: "invalid_request_error", code, message, param: null, event_id: event.event_id ?? null },
    });
  }

  /** As the service reports it: with its defaults. */
  #session(update: SessionUpdate) {
    const audio = {
      input: { format: { type: "audio/pcmu" }, turn_detection: this.#detection },
      output: { format: { type: "audio/pcmu" }, voice: "cedar" },
    };
    return { type: "realtime", object: "realtime.session", id: "sess_bench", tracing: null, ...update, audio };
  }
}
