import { readFileSync } from "node:fs";
import { tighten } from "./envelope.ts";
import { lines, type ClipId, type Line } from "./lines.ts";
import { decodeMulaw, encodeMulaw, SAMPLE_RATE } from "../../core/contract/mulaw.ts";

export interface Clip extends Line {
  readonly id: ClipId;
  /** Raw mu-law, 8000 bytes a second. Shared: do not write into it. */
  readonly audio: Uint8Array;
}

const loaded = new Map<ClipId, Clip>();

export function loadClip(id: ClipId): Clip {
  const known = loaded.get(id);
  if (known) return known;
  const line = lines.find((candidate) => candidate.id === id);
  if (!line) throw new Error(`There is no clip "${id}".`);
  const file = readFileSync(new URL(`./clips/${id}.ulaw`, import.meta.url));
  const clip: Clip = { ...line, audio: new Uint8Array(file.buffer, file.byteOffset, file.length) };
  loaded.set(id, clip);
  return clip;
}

export function allClips(): Clip[] {
  return lines.map(({ id }) => loadClip(id));
}

/** A quick Hebrew speaker; the clips themselves are close to it. */
const CHARACTERS_PER_SECOND = 14;
/** Long enough to sound like a syllable, short enough to vary. */
const SYLLABLE_BYTES = SAMPLE_RATE * 0.18;

/**
 * Speech for any text: the recorded clip when the words are known, else syllables of the
 * assistant's clips in an order that depends on the text alone, so the same text always sounds
 * the same.
 */
export function speakText(text: string): Uint8Array {
  const spoken = text.trim();
  const exact = lines.find((line) => line.voice === "assistant" && line.text === spoken);
  if (exact) return loadClip(exact.id).audio;
  const audio = new Uint8Array(Math.max(1, Math.round((spoken.length / CHARACTERS_PER_SECOND) * SAMPLE_RATE)));
  const pool = syllables();
  let seed = hash(spoken);
  for (let at = 0; at < audio.length;) {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    const piece = pool[seed % pool.length] ?? audio.subarray(0, 0);
    audio.set(piece.subarray(0, audio.length - at), at);
    at += piece.length;
  }
  return audio;
}

let pool: Uint8Array[] | undefined;

function syllables(): Uint8Array[] {
  if (pool) return pool;
  const source = decodeMulaw(loadClip("interrupter-long-one").audio);
  const voiced = encodeMulaw(tighten(source, 40));
  const count = Math.floor(voiced.length / SYLLABLE_BYTES);
  pool = Array.from({ length: count }, (_, i) => voiced.subarray(i * SYLLABLE_BYTES, (i + 1) * SYLLABLE_BYTES));
  return pool;
}

function hash(text: string): number {
  let value = 2_166_136_261;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 16_777_619) >>> 0;
  return value;
}
