/**
 * The stand-in's speech recognition: the callers' sentences are known clips, so a piece of audio
 * is compared with each by how its loudness and its hiss change over time.
 */
import { FRAME_SAMPLES, rmsFrames } from "../speech/envelope.ts";
import { allClips, type Clip } from "../speech/clips.ts";
import type { CallerClipId } from "../speech/lines.ts";
import { decodeMulaw } from "../../core/contract/mulaw.ts";

/** Frames the two may drift apart: a tenth of the packets lost, a pause read a little longer. */
const bandOf = (frames: number): number => Math.max(15, Math.ceil(frames * 0.14));
/** Mean distance per frame under which two pieces count as the same words; strangers measure twice that. */
const SAME_WORDS = 0.45;
/** Loudness of a pause; telephone hiss stays below. */
const QUIET_RMS = 120;
/** A sentence cut off before this share of it is not understood. */
const LEAST_HEARD = 0.35;

/** How much of a sentence's beginning may be missing. */
const LATE_START = 0.15;
/** Above `SAME_WORDS` the best of the clips still counts when it is this much better than the next: a damaged line. */
const CLEARLY_BEST = 0.75;
const DAMAGED_WORDS = 0.5;

interface Frame {
  readonly loudness: number;
  readonly hiss: number;
}

export interface Recognised {
  readonly clip: Clip & { readonly id: CallerClipId };
  readonly distance: number;
}

let callers: { clip: Recognised["clip"]; frames: Frame[] }[] | undefined;

export function recognise(audio: Uint8Array): Recognised | undefined {
  callers ??= allClips()
    .filter((clip): clip is Recognised["clip"] => clip.voice === "caller")
    .map((clip) => ({ clip, frames: frames(clip.audio) }));
  const heard = frames(audio);
  if (heard.length === 0) return undefined;
  const ranked = callers
    .map(({ clip, frames: known }) => ({ clip, distance: distance(heard, known) }))
    .toSorted((a, b) => a.distance - b.distance);
  const [best, next] = ranked;
  if (!best) return undefined;
  const clearly = best.distance < DAMAGED_WORDS && best.distance < (next?.distance ?? Infinity) * CLEARLY_BEST;
  return best.distance < SAME_WORDS || clearly ? best : undefined;
}

/** Loudness in units of about 10 dB and crossings of zero, silence at both ends left out. */
function frames(audio: Uint8Array): Frame[] {
  const samples = decodeMulaw(audio);
  const rms = rmsFrames(samples);
  const all = Array.from(rms, (value, i): Frame => {
    const loudness = Math.log10(Math.max(value, QUIET_RMS) / QUIET_RMS) * 2;
    const slice = samples.subarray(i * FRAME_SAMPLES, (i + 1) * FRAME_SAMPLES);
    return { loudness, hiss: loudness === 0 ? 0 : crossings(slice) / 40 };
  });
  const first = all.findIndex((frame) => frame.loudness > 0.6);
  const last = all.findLastIndex((frame) => frame.loudness > 0.6);
  return first < 0 ? [] : all.slice(first, last + 1);
}

function crossings(samples: Int16Array): number {
  let count = 0;
  for (let i = 1; i < samples.length; i++) {
    if ((samples[i] ?? 0) < 0 !== (samples[i - 1] ?? 0) < 0) count++;
  }
  return count;
}

/** Dynamic time warping inside a band; the heard piece may end before the known sentence does. */
function distance(heard: readonly Frame[], known: readonly Frame[]): number {
  const band = bandOf(known.length);
  if (heard.length > known.length + band || heard.length < known.length * LEAST_HEARD) return Infinity;
  let row = new Float64Array(known.length + 1).fill(Infinity);
  // Voice detection may have begun a little into the sentence.
  for (let j = 0; j <= known.length * LATE_START; j++) row[j] = j * 0.1;
  heard.forEach((frame, i) => {
    const next = new Float64Array(known.length + 1).fill(Infinity);
    const to = Math.min(known.length, i + 1 + band);
    for (let j = Math.max(1, i + 1 - band); j <= to; j++) {
      const other = known[j - 1];
      if (!other) break;
      const cost = Math.abs(frame.loudness - other.loudness) + Math.abs(frame.hiss - other.hiss);
      // A step that skips costs a little, or everything could be warped into anything.
      next[j] = cost + Math.min(row[j - 1] ?? Infinity, (row[j] ?? Infinity) + 0.1, (next[j - 1] ?? Infinity) + 0.1);
    }
    row = next;
  });
  const end = row.reduce((low, value) => Math.min(low, value), Infinity);
  const missing = Math.max(0, 1 - (heard.length + band) / known.length);
  return end / heard.length + missing * 0.2;
}
