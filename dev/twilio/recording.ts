/** A call as a WAV file for a person to listen to: the caller on the left, the assistant on the right. */
import { MULAW_SILENCE } from "./microphone.ts";
import { BYTES_PER_MS } from "./playback.ts";

const SAMPLE_RATE = 8_000;
const WAVE_FORMAT_MULAW = 7;
const HEADER_BYTES = 44;

export interface TimedAudio {
  atMs: number;
  audio: Uint8Array;
}

/** Lays pieces of mu-law audio out on a time line of `lengthMs`. */
export function timeline(pieces: readonly TimedAudio[], lengthMs: number): Uint8Array {
  const line = new Uint8Array(Math.ceil(lengthMs * BYTES_PER_MS)).fill(MULAW_SILENCE);
  for (const { atMs, audio } of pieces) {
    const offset = Math.round(atMs * BYTES_PER_MS);
    if (offset < line.length) line.set(audio.subarray(0, line.length - offset), offset);
  }
  return line;
}

export function stereoWav(left: Uint8Array, right: Uint8Array): Buffer {
  const frames = Math.max(left.length, right.length);
  const data = Buffer.alloc(HEADER_BYTES + frames * 2, MULAW_SILENCE);
  data.write("RIFF", 0, "latin1");
  data.writeUInt32LE(HEADER_BYTES - 8 + frames * 2, 4);
  data.write("WAVEfmt ", 8, "latin1");
  data.writeUInt32LE(16, 16);
  data.writeUInt16LE(WAVE_FORMAT_MULAW, 20);
  data.writeUInt16LE(2, 22);
  data.writeUInt32LE(SAMPLE_RATE, 24);
  data.writeUInt32LE(SAMPLE_RATE * 2, 28);
  data.writeUInt16LE(2, 32);
  data.writeUInt16LE(8, 34);
  data.write("data", 36, "latin1");
  data.writeUInt32LE(frames * 2, 40);
  for (let at = 0; at < frames; at += 1) {
    data[HEADER_BYTES + at * 2] = left[at] ?? MULAW_SILENCE;
    data[HEADER_BYTES + at * 2 + 1] = right[at] ?? MULAW_SILENCE;
  }
  return data;
}
