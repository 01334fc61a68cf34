import { SAMPLE_RATE } from "../../core/contract/mulaw.ts";

/** One value per 20 ms: the length of a telephone frame. */
export const FRAME_SAMPLES = SAMPLE_RATE / 50;
/** Root mean square of 16-bit samples below which a frame counts as a pause. */
const PAUSE_RMS = 120;

export function rmsFrames(samples: Int16Array): Float32Array {
  const frames = new Float32Array(Math.ceil(samples.length / FRAME_SAMPLES));
  for (let frame = 0; frame < frames.length; frame++) {
    const slice = samples.subarray(frame * FRAME_SAMPLES, (frame + 1) * FRAME_SAMPLES);
    let sum = 0;
    for (const sample of slice) sum += sample * sample;
    frames[frame] = Math.sqrt(sum / slice.length);
  }
  return frames;
}

/**
 * Cuts silence at both ends and shortens pauses inside to `longestPauseMs`, so that a comma in a
 * caller's sentence never reads as the end of the turn.
 */
export function tighten(samples: Int16Array, longestPauseMs: number): Int16Array {
  const frames = rmsFrames(samples);
  const first = frames.findIndex((rms) => rms > PAUSE_RMS);
  const last = frames.findLastIndex((rms) => rms > PAUSE_RMS);
  const longestPause = Math.floor(longestPauseMs / 20);
  const kept: number[] = [];
  let pause = 0;
  for (let frame = Math.max(first, 0); frame <= last; frame++) {
    pause = (frames[frame] ?? 0) > PAUSE_RMS ? 0 : pause + 1;
    if (pause <= longestPause) kept.push(frame);
  }
  const out = new Int16Array(kept.length * FRAME_SAMPLES);
  kept.forEach((frame, i) =>
    out.set(samples.subarray(frame * FRAME_SAMPLES, (frame + 1) * FRAME_SAMPLES), i * FRAME_SAMPLES),
  );
  return out;
}
