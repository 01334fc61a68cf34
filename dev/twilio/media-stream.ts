/**
 * One bidirectional Media Stream: Twilio's side of the WebSocket. It sends the caller's microphone in
 * 20 ms frames by an absolute clock (after a stall the missed frames follow in a burst, nothing drifts),
 * plays what the server sends, and ends in one of the ways of `StreamEnd`.
 */
import { WebSocket, type RawData } from "ws";
import { frameDelayMs, garbageAfter, isFrameDropped, type NetworkFaults } from "./faults.ts";
import type { CallLog } from "./call-log.ts";
import type { Microphone } from "./microphone.ts";
import { Playback, type PlaybackChange, BYTES_PER_MS } from "./playback.ts";
import { parseOutbound } from "./stream-protocol.ts";

const FRAME_MS = 20;
// A peer that does not answer the close handshake must not hold the call open.
const CLOSE_TIMEOUT_MS = 2_000;

export type StreamEnd =
  | { by: "server"; code: number }
  | { by: "caller" }
  | { by: "twilio" }
  | { by: "network" }
  | { by: "refused"; httpStatus: number | undefined; reason: string };

export interface StreamSettings {
  /** Where to connect, after the public origin was replaced by the Worker's. */
  url: string;
  headers: Record<string, string>;
  streamSid: string;
  accountSid: string;
  callSid: string;
  customParameters: Record<string, string>;
  microphone: Microphone;
  faults: NetworkFaults;
  log: CallLog;
  now: () => number;
}

export class MediaStream {
  readonly playback = new Playback();
  readonly ended: Promise<StreamEnd>;
  readonly streamSid: string;
  private readonly settings: StreamSettings;
  private readonly socket: WebSocket;
  private readonly outbox: { releaseAt: number; data: string | Uint8Array }[] = [];
  private end: StreamEnd | undefined;
  private startMs = 0;
  private frame = 0;
  private sequence = 0;
  private timer: NodeJS.Timeout | undefined;
  private deathTimer: NodeJS.Timeout | undefined;

  constructor(settings: StreamSettings) {
    this.settings = settings;
    this.streamSid = settings.streamSid;
    this.socket = new WebSocket(settings.url, { headers: settings.headers, perMessageDeflate: false });
    this.ended = new Promise((resolve) => {
      this.socket.on("close", (code) => resolve(this.finish({ by: "server", code })));
    });
    this.socket.on("open", () => this.begin());
    this.socket.on("message", (data, isBinary) => this.receive(data, isBinary));
    this.socket.on("unexpected-response", (_request, response) => {
      this.end ??= { by: "refused", httpStatus: response.statusCode, reason: `HTTP ${response.statusCode}` };
      response.resume();
      this.socket.terminate();
    });
    // `close` always follows; a connection that never opened counts as refused.
    this.socket.on("error", (error) => {
      if (this.startMs === 0) this.end ??= { by: "refused", httpStatus: undefined, reason: error.message };
    });
  }

  get isOpen(): boolean {
    return this.startMs !== 0 && this.end === undefined;
  }

  sendDigit(digit: string): void {
    this.send({ event: "dtmf", dtmf: { track: "inbound_track", digit } });
  }

  /** Sends anything at all, for tests of the server's parser. */
  sendRaw(data: string | Uint8Array): void {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(data);
  }

  /** The orderly end: `stop`, then the close handshake. */
  stop(by: "caller" | "twilio"): void {
    if (this.end !== undefined) return;
    const { accountSid, callSid } = this.settings;
    this.flush(Number.POSITIVE_INFINITY);
    this.send({ event: "stop", stop: { accountSid, callSid } });
    this.end = { by };
    this.halt();
    if (this.socket.readyState === WebSocket.CONNECTING) return this.socket.terminate();
    this.socket.close(1000);
    setTimeout(() => this.socket.terminate(), CLOSE_TIMEOUT_MS).unref();
  }

  /** The connection dies: no `stop`, no close frame. */
  dropNetwork(): void {
    this.end ??= { by: "network" };
    this.halt();
    this.socket.terminate();
  }

  private begin(): void {
    const { log, streamSid, accountSid, callSid, customParameters, faults } = this.settings;
    this.startMs = this.settings.now();
    log.add({ kind: "stream-started", streamSid, url: this.settings.url });
    this.sendRaw(JSON.stringify({ event: "connected", protocol: "Call", version: "1.0.0" }));
    const mediaFormat = { encoding: "audio/x-mulaw", sampleRate: 8000, channels: 1 };
    const start = { streamSid, accountSid, callSid, tracks: ["inbound"], customParameters, mediaFormat };
    this.send({ event: "start", start });
    if (faults.dieAfterMs !== undefined) this.deathTimer = setTimeout(() => this.dropNetwork(), faults.dieAfterMs);
    this.tick();
  }

  private tick(): void {
    if (!this.isOpen) return;
    clearTimeout(this.timer);
    const now = this.settings.now();
    this.report(this.playback.advance(now), false);
    while (this.startMs + (this.frame + 1) * FRAME_MS <= now) this.capture();
    this.flush(now);
    const next = Math.min(
      this.startMs + (this.frame + 1) * FRAME_MS,
      this.playback.nextDueAt() ?? Number.POSITIVE_INFINITY,
      this.outbox[0]?.releaseAt ?? Number.POSITIVE_INFINITY,
    );
    // Rounded up because timers drop fractions, and one that fires early only fires again.
    this.timer = setTimeout(() => this.tick(), Math.max(0, Math.ceil(next - now)));
  }

  private capture(): void {
    const { microphone, faults } = this.settings;
    const from = this.startMs + this.frame * FRAME_MS;
    this.frame += 1;
    if (!isFrameDropped(this.frame, faults)) {
      const payload = Buffer.from(microphone.read(from, from + FRAME_MS)).toString("base64");
      const timestamp = String((this.frame - 1) * FRAME_MS);
      const media = { track: "inbound", chunk: String(this.frame), timestamp, payload };
      this.post(this.encode({ event: "media", media }), from + FRAME_MS + frameDelayMs(this.frame, faults));
    }
    const garbage = garbageAfter(this.frame, faults);
    if (garbage !== undefined) this.post(garbage, from + FRAME_MS);
  }

  /** Late frames hold back the later ones: the stream is TCP. */
  private post(data: string | Uint8Array, releaseAt: number): void {
    this.outbox.push({ data, releaseAt: Math.max(releaseAt, this.outbox.at(-1)?.releaseAt ?? 0) });
  }

  private flush(now: number): void {
    while (this.outbox[0] !== undefined && this.outbox[0].releaseAt <= now) {
      this.sendRaw(this.outbox[0].data);
      this.outbox.shift();
    }
  }

  private receive(data: RawData, isBinary: boolean): void {
    if (!this.isOpen) return;
    const { log, streamSid, now } = this.settings;
    const text = Buffer.isBuffer(data) ? data.toString("utf8") : "";
    const message = isBinary
      ? { kind: "violation" as const, message: "stream: a binary message" }
      : parseOutbound(text, streamSid);
    switch (message.kind) {
      case "violation":
        return log.add(message);
      case "media":
        log.add({ kind: "received", ms: message.audio.length / BYTES_PER_MS });
        this.report(this.playback.receive(message.audio, now()), false);
        break;
      case "mark":
        log.add({ kind: "mark-received", name: message.name });
        this.report(this.playback.mark(message.name, now()), false);
        break;
      case "clear": {
        const { changes, clearing } = this.playback.clear(now());
        this.report(changes, false);
        log.add({ kind: "cleared", droppedMs: clearing.droppedMs, marks: clearing.marks.length });
        this.report(
          clearing.marks.map((name) => ({ kind: "mark", at: now(), name })),
          true,
        );
      }
    }
    this.tick();
  }

  private report(changes: PlaybackChange[], cleared: boolean): void {
    const { log } = this.settings;
    for (const change of changes) {
      if (change.kind === "started") log.add({ kind: "assistant-started" }, change.at);
      else if (change.kind === "ran-dry") log.add({ kind: "assistant-done" }, change.at);
      else {
        log.add({ kind: "mark-returned", name: change.name, cleared }, change.at);
        this.send({ event: "mark", mark: { name: change.name } });
      }
    }
  }

  private encode(body: Record<string, unknown>): string {
    this.sequence += 1;
    return JSON.stringify({ ...body, sequenceNumber: String(this.sequence), streamSid: this.streamSid });
  }

  private send(body: Record<string, unknown>): void {
    this.sendRaw(this.encode(body));
  }

  private halt(): void {
    clearTimeout(this.timer);
    clearTimeout(this.deathTimer);
  }

  private finish(closed: StreamEnd): StreamEnd {
    const end = this.end ?? closed;
    this.halt();
    this.report(
      this.playback.advance(this.settings.now()).filter((change) => change.kind === "ran-dry"),
      false,
    );
    this.end = end;
    const unplayedMs = this.playback.bufferedMs();
    this.settings.log.add({ kind: "stream-ended", streamSid: this.streamSid, end, unplayedMs });
    return end;
  }
}
