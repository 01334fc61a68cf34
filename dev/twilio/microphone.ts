/**
 * The caller's end: what is said when, on the call's own clock. Time does not stop for the stream, so what
 * is said while no stream is up is lost, as it is on a telephone.
 */
import { BYTES_PER_MS } from "./playback.ts";

export const MULAW_SILENCE = 0xff;

// An inverted mu-law byte grows with loudness; 0x30 is about -31 dBFS, above the noise of a quiet recording.
const AUDIBLE_MAGNITUDE = 0x30;

export interface Utterance {
  startMs: number;
  endMs: number;
  /** Where the last audible sound is: recordings end in silence which a listener does not hear as speech. */
  audibleEndMs: number;
  audio: Uint8Array;
}

export class Microphone {
  readonly utterances: Utterance[] = [];

  /** Queues audio behind what is still being said. */
  speak(audio: Uint8Array, nowMs: number): Utterance {
    const startMs = Math.max(nowMs, this.utterances.at(-1)?.endMs ?? 0);
    const utterance = {
      startMs,
      endMs: startMs + audio.length / BYTES_PER_MS,
      audibleEndMs: startMs + audibleLength(audio) / BYTES_PER_MS,
      audio,
    };
    this.utterances.push(utterance);
    return utterance;
  }

  /** What the microphone picked up in [fromMs, toMs), silence where nobody speaks. */
  read(fromMs: number, toMs: number): Uint8Array {
    const first = Math.round(fromMs * BYTES_PER_MS);
    const frame = new Uint8Array(Math.round(toMs * BYTES_PER_MS) - first).fill(MULAW_SILENCE);
    for (const { startMs, audio } of this.utterances) {
      const offset = Math.round(startMs * BYTES_PER_MS) - first;
      if (offset >= frame.length || offset + audio.length <= 0) continue;
      frame.set(audio.subarray(Math.max(0, -offset), frame.length - offset), Math.max(0, offset));
    }
    return frame;
  }

  /** The caller falls silent in mid-word. */
  cutOff(nowMs: number): void {
    const last = this.utterances.at(-1);
    if (last === undefined || last.endMs <= nowMs) return;
    last.audio = last.audio.subarray(0, Math.max(0, Math.round((nowMs - last.startMs) * BYTES_PER_MS)));
    last.endMs = nowMs;
    last.audibleEndMs = Math.min(last.audibleEndMs, nowMs);
  }

  isSpeaking(atMs: number): boolean {
    return this.utterances.some(({ startMs, audibleEndMs }) => startMs <= atMs && atMs < audibleEndMs);
  }
}

function audibleLength(audio: Uint8Array): number {
  for (let at = audio.length - 1; at >= 0; at -= 1) {
    if ((~(audio[at] ?? MULAW_SILENCE) & 0x7f) >= AUDIBLE_MAGNITUDE) return at + 1;
  }
  return 0;
}
