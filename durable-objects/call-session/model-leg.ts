/**
 * The OpenAI side of a call: opens the socket, holds the caller's audio until the session is confirmed, passes it on
 * undecoded, and hands up what the model says. Which socket is the present one is known here alone: what an earlier one
 * still says is not heard.
 */
import {
  appendAudio,
  AudioDeltaScanner,
  readServerEvent,
  type AudioDelta,
  type ClientEvent,
  type ServerEvent,
} from "../../core/contract/openai-realtime.ts";
import { FRAME_MS } from "../../core/contract/twilio-media.ts";
import { failureOfClose, type FailureCode } from "../../core/calls/failure.ts";
import type { RealtimeOpening } from "../../worker/adapters/openai/realtime.ts";

export type ModelLegEvents = {
  opened(): void;
  refused(failure: FailureCode, detail: string): void;
  /** `failure`: why, when OpenAI said so. */
  closed(failure: FailureCode | null, detail: string): void;
  audio(delta: AudioDelta): void;
  said(event: ServerEvent): void;
  garbage(reason: string): void;
};

/** What a caller says while the session is being opened; older words make room for newer ones. */
const HELD_FRAMES = 15_000 / FRAME_MS;
const NAME = /^[a-z_.]+$/;

export class ModelLeg {
  readonly #open: () => Promise<RealtimeOpening>;
  readonly #events: ModelLegEvents;
  #socket: WebSocket | null = null;
  /** The attempt that is waited for; one that was given up closes its socket should it still come. */
  #opening: symbol | null = null;
  readonly #deltas = new AudioDeltaScanner();
  #gate: "held" | "open" = "held";
  #held: string[] = [];

  constructor(open: () => Promise<RealtimeOpening>, events: ModelLegEvents) {
    this.#open = open;
    this.#events = events;
  }

  async connect(): Promise<void> {
    this.close();
    const opening = Symbol();
    this.#opening = opening;
    const result = await this.#open();
    if (this.#opening !== opening) {
      if (result.ok) result.socket.close(1000);
      return;
    }
    this.#opening = null;
    if (!result.ok) return this.#events.refused(result.failure, result.detail);
    this.#listen(result.socket);
    this.#events.opened();
  }

  send(event: ClientEvent): void {
    this.#socket?.send(JSON.stringify(event));
  }

  /** Fifty times a second. */
  sendAudio(payload: string): void {
    if (this.#gate === "open" && this.#socket) {
      this.#socket.send(appendAudio(payload));
      return;
    }
    this.#held.push(payload);
    if (this.#held.length > HELD_FRAMES) this.#held.shift();
  }

  openAudio(): void {
    this.#gate = "open";
    const held = this.#held;
    this.#held = [];
    for (const payload of held) this.sendAudio(payload);
  }

  holdAudio(): void {
    this.#gate = "held";
  }

  close(): void {
    this.#opening = null;
    const socket = this.#socket;
    this.#socket = null;
    this.#gate = "held";
    socket?.close(1000);
  }

  #listen(socket: WebSocket): void {
    this.#socket = socket;
    socket.addEventListener("message", ({ data }) => {
      if (socket === this.#socket) this.#read(data);
    });
    const gone = (failure: FailureCode | null, detail: string) => {
      if (socket !== this.#socket) return;
      this.#socket = null;
      this.#gate = "held";
      this.#events.closed(failure, detail);
    };
    socket.addEventListener("close", ({ code, reason }) => {
      // The reason is a name of OpenAI's; anything else might quote the key, and has no place on record.
      gone(failureOfClose(code, reason), NAME.test(reason) ? `code ${code} ${reason}` : `code ${code}`);
      // A half-closed socket would stay: the other side waits for our close frame.
      if (socket.readyState !== WebSocket.CLOSED) socket.close();
    });
    socket.addEventListener("error", () => gone(null, "socket error"));
  }

  #read(data: unknown): void {
    const delta = typeof data === "string" ? this.#deltas.scan(data) : null;
    if (delta) return this.#events.audio(delta);
    const event = readServerEvent(data);
    switch (event.type) {
      case "garbage":
        return this.#events.garbage(event.reason);
      case "other":
        return;
      case "response.output_audio.delta":
        return this.#events.audio({ responseId: event.response_id, itemId: event.item_id, delta: event.delta });
      default:
        return this.#events.said(event);
    }
  }
}
