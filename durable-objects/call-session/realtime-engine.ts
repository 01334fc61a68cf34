/**
 * OpenAI Realtime as the engine of a call: sockets around the pure dialect (core/realtime/dialect.ts). Opens and closes
 * them as it says, passes the caller's audio on undecoded, and keeps it while nobody can take it.
 */
import type { Engine, EngineListener } from "../../core/calls/engine.ts";
import { appendAudio, AudioDeltaScanner, readServerEvent } from "../../core/contract/openai-realtime.ts";
import { FRAME_MS } from "../../core/contract/twilio-media.ts";
import {
  RealtimeDialect,
  type DialectConfig,
  type DialectInput,
  type DialectOutput,
} from "../../core/realtime/dialect.ts";
import { failureOfClose } from "../../core/realtime/refusals.ts";
import type { RealtimeOpening } from "../../worker/adapters/openai/realtime.ts";

export type RealtimeEngineDeps = {
  open(): Promise<RealtimeOpening>;
  now(): number;
};

/** What a caller says while nobody can take it (a greeting's length, a session's); older words make room for newer. */
const HELD_FRAMES = 30_000 / FRAME_MS;
const NAME = /^[a-z_.]+$/;

export class RealtimeEngine implements Engine {
  readonly #deps: RealtimeEngineDeps;
  readonly #listener: EngineListener;
  readonly #dialect: RealtimeDialect;
  readonly #deltas = new AudioDeltaScanner();
  /** By the dialect's number; null: being opened. One that is not here any more closes its socket should it still come. */
  readonly #sockets = new Map<number, WebSocket | null>();
  #audioTo: WebSocket | null = null;
  #held: string[] = [];

  constructor(config: DialectConfig, deps: RealtimeEngineDeps, listener: EngineListener) {
    this.#dialect = new RealtimeDialect(config);
    this.#deps = deps;
    this.#listener = listener;
  }

  do(command: Parameters<Engine["do"]>[0]): void {
    this.#step({ in: "command", command });
  }

  takeAudio(payload: string): void {
    if (this.#audioTo) return this.#audioTo.send(appendAudio(payload));
    this.#held.push(payload);
    if (this.#held.length > HELD_FRAMES) this.#held.shift();
  }

  deadline(): number | null {
    return this.#dialect.deadline();
  }

  tick(now: number): void {
    const at = this.#dialect.deadline();
    if (at !== null && at <= now) this.#step({ in: "clock" });
  }

  #step(input: DialectInput): void {
    const before = this.#dialect.deadline();
    for (const output of this.#dialect.step(input, this.#deps.now())) this.#perform(output);
    if (this.#dialect.deadline() !== before) this.#listener.deadlineMoved();
  }

  #perform(output: DialectOutput): void {
    switch (output.out) {
      case "event":
        return this.#listener.heard(output.event);
      case "send":
        return this.#sockets.get(output.connection)?.send(JSON.stringify(output.message));
      case "connect":
        return void this.#connect(output.connection);
      case "close":
        return this.#close(output.connection);
      case "audio":
        return this.#route(output.to);
      case "complaint":
        return this.#listener.complained(output.code, output.detail);
    }
  }

  #route(connection: number | null): void {
    this.#audioTo = connection === null ? null : (this.#sockets.get(connection) ?? null);
    if (!this.#audioTo) return;
    const held = this.#held;
    this.#held = [];
    for (const payload of held) this.#audioTo.send(appendAudio(payload));
  }

  async #connect(connection: number): Promise<void> {
    this.#sockets.set(connection, null);
    const result = await this.#deps.open();
    const wanted = this.#sockets.has(connection);
    if (!result.ok) {
      if (wanted) this.#gone(connection);
      const { failure, detail } = result;
      if (wanted) this.#listener.complained(failure, detail);
      if (wanted) this.#step({ in: "refused", connection, failure, detail });
      return;
    }
    if (!wanted) return result.socket.close(1000);
    this.#sockets.set(connection, result.socket);
    this.#listen(connection, result.socket);
    this.#step({ in: "opened", connection });
  }

  #close(connection: number): void {
    const socket = this.#sockets.get(connection);
    this.#gone(connection);
    socket?.close(1000);
  }

  #gone(connection: number): void {
    const socket = this.#sockets.get(connection);
    this.#sockets.delete(connection);
    if (socket && this.#audioTo === socket) this.#audioTo = null;
  }

  #listen(connection: number, socket: WebSocket): void {
    socket.addEventListener("message", ({ data }) => {
      if (this.#sockets.get(connection) === socket) this.#read(connection, data);
    });
    socket.addEventListener("close", ({ code, reason }) => {
      // The reason is a name of OpenAI's; anything else might quote the key, and has no place on record.
      const detail = NAME.test(reason) ? `code ${code} ${reason}` : `code ${code}`;
      this.#closed(connection, socket, { failure: failureOfClose(code, reason), detail });
      // A half-closed socket would stay: the other side waits for our close frame.
      if (socket.readyState !== WebSocket.CLOSED) socket.close();
    });
    socket.addEventListener("error", () => this.#closed(connection, socket, { failure: null, detail: "socket error" }));
  }

  #closed(
    connection: number,
    socket: WebSocket,
    why: Pick<DialectInput & { in: "closed" }, "failure" | "detail">,
  ): void {
    if (this.#sockets.get(connection) !== socket) return;
    this.#gone(connection);
    this.#step({ in: "closed", connection, ...why });
  }

  #read(connection: number, data: unknown): void {
    const delta = typeof data === "string" ? this.#deltas.scan(data) : null;
    if (delta) return this.#sound(connection, delta);
    const event = readServerEvent(data);
    switch (event.type) {
      case "garbage":
        return this.#listener.garbage(event.reason);
      case "other":
        if (this.#dialect.waitsForSound) this.#step({ in: "other", connection, name: event.name });
        return;
      case "response.output_audio.delta":
        return this.#sound(connection, {
          responseId: event.response_id,
          itemId: event.item_id,
          delta: event.delta,
        });
      default:
        return this.#step({ in: "wire", connection, event });
    }
  }

  #sound(connection: number, delta: Parameters<RealtimeDialect["sound"]>[1]): void {
    const sound = this.#dialect.sound(connection, delta);
    if (sound) this.#listener.sound(sound);
  }
}
