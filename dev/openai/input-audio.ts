/**
 * The input audio buffer and its turn detection. Time here is the length of the audio received,
 * as in the real service: a test may push a minute of it in a moment.
 */
import { FRAME_SAMPLES } from "../speech/envelope.ts";
import { decodeMulaw, durationMs } from "../../core/contract/mulaw.ts";
import type { TurnDetection } from "./session-schema.ts";
import type { CreateVoiceDetector, VoiceDetector } from "./voice-detector.ts";

export interface TurnEvents {
  speechStarted(startMs: number): void;
  speechStopped(endMs: number, audio: Uint8Array): void;
  idle(startMs: number, endMs: number): void;
}

const FRAME_MS = 20;
/** Three frames in a row: a click is no speech. */
const FRAMES_TO_START = 3;
/** Without detection nobody empties the buffer but the client: keep at most two minutes. */
const MOST_BUFFERED_BYTES = 8000 * 120;
const SEMANTIC_SILENCE_MS = { low: 1200, medium: 600, auto: 600, high: 350 } as const;

export class InputAudio {
  readonly #create: CreateVoiceDetector;
  readonly #events: TurnEvents;
  #detector: VoiceDetector | undefined;
  #detection: TurnDetection | null = null;
  #frame = new Uint8Array(FRAME_SAMPLES);
  #filled = 0;
  #receivedBytes = 0;
  /** Frames of the turn, or the last ones before it. */
  #frames: Uint8Array[] = [];
  #speaking = false;
  #voicedFrames = 0;
  #silentFrames = 0;
  #idleFromMs: number | undefined;

  constructor(create: CreateVoiceDetector, events: TurnEvents) {
    this.#create = create;
    this.#events = events;
  }

  get receivedMs(): number {
    return durationMs(this.#receivedBytes);
  }

  get speaking(): boolean {
    return this.#speaking;
  }

  configure(detection: TurnDetection | null): void {
    this.#detector?.free();
    this.#detection = detection;
    const threshold = detection?.type === "server_vad" ? (detection.threshold ?? 0.5) : 0.5;
    this.#detector = detection ? this.#create(threshold) : undefined;
    if (!detection) this.#speaking = false;
  }

  /** The assistant's words end at this point of the input's time; silence counts from here. */
  expectAnswerFrom(ms: number | undefined): void {
    this.#idleFromMs = ms;
  }

  append(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) {
      const part = bytes.subarray(at, at + FRAME_SAMPLES - this.#filled);
      this.#frame.set(part, this.#filled);
      this.#filled += part.length;
      this.#receivedBytes += part.length;
      at += part.length;
      if (this.#filled === FRAME_SAMPLES) {
        const frame = this.#frame;
        this.#frame = new Uint8Array(FRAME_SAMPLES);
        this.#filled = 0;
        this.#take(frame);
      }
    }
  }

  /** Empties the buffer. */
  takeBuffered(): Uint8Array {
    const audio = joined(this.#frames);
    this.clear();
    return audio;
  }

  clear(): void {
    this.#frames = [];
    this.#speaking = false;
    this.#voicedFrames = 0;
  }

  free(): void {
    this.#detector?.free();
    this.#detector = undefined;
  }

  #take(frame: Uint8Array): void {
    this.#frames.push(frame);
    const detection = this.#detection;
    if (!detection || !this.#detector) {
      if (this.#frames.length * FRAME_SAMPLES > MOST_BUFFERED_BYTES) this.#frames.shift();
      return;
    }
    const voiced = this.#detector.isSpeech(decodeMulaw(frame));
    if (this.#speaking) this.#hear(voiced, detection);
    else this.#listen(voiced, detection);
  }

  #listen(voiced: boolean, detection: TurnDetection): void {
    this.#voicedFrames = voiced ? this.#voicedFrames + 1 : 0;
    const paddingMs = detection.type === "server_vad" ? (detection.prefix_padding_ms ?? 300) : 300;
    const keep = Math.ceil(paddingMs / FRAME_MS) + FRAMES_TO_START;
    while (this.#frames.length > keep) this.#frames.shift();
    if (this.#voicedFrames >= FRAMES_TO_START) {
      this.#speaking = true;
      this.#silentFrames = 0;
      this.#idleFromMs = undefined;
      this.#events.speechStarted(this.receivedMs - this.#frames.length * FRAME_MS);
      return;
    }
    const idleMs = detection.type === "server_vad" ? detection.idle_timeout_ms : null;
    if (idleMs && this.#idleFromMs !== undefined && this.receivedMs >= this.#idleFromMs + idleMs) {
      const from = this.#idleFromMs;
      this.#idleFromMs = undefined;
      this.#events.idle(from, this.receivedMs);
    }
  }

  #hear(voiced: boolean, detection: TurnDetection): void {
    this.#silentFrames = voiced ? 0 : this.#silentFrames + 1;
    const silenceMs =
      detection.type === "server_vad"
        ? (detection.silence_duration_ms ?? 500)
        : SEMANTIC_SILENCE_MS[detection.eagerness ?? "auto"];
    if (this.#silentFrames * FRAME_MS < Math.max(silenceMs, FRAME_MS)) return;
    const audio = joined(this.#frames);
    this.clear();
    this.#events.speechStopped(this.receivedMs, audio);
  }
}

function joined(frames: readonly Uint8Array[]): Uint8Array {
  const audio = new Uint8Array(frames.length * FRAME_SAMPLES);
  frames.forEach((frame, i) => audio.set(frame, i * FRAME_SAMPLES));
  return audio;
}
