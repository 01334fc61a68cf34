/**
 * Frames that Twilio lost are replaced by silence. The model's voice detection counts time in audio received; with
 * frames missing, a pause looks shorter than it was and words run into each other.
 */
import { FRAME_MS } from "../contract/twilio-media.ts";

/** A hole longer than this is not a lost packet but a stalled line: filling it would only delay what comes after. */
const LONGEST_FILL_MS = 1_000;

export class GapFiller {
  #expectedMs: number | null = null;

  /** How many silent frames belong before the frame with this time stamp (ms by Twilio's clock). */
  missingBefore(timestampMs: number): number {
    const expected = this.#expectedMs;
    this.#expectedMs = timestampMs + FRAME_MS;
    if (expected === null) return 0;
    const hole = timestampMs - expected;
    // A late frame (out of order) leaves the expectation where it was: its place has been filled already.
    if (hole < 0) this.#expectedMs = expected;
    return hole < FRAME_MS ? 0 : Math.min(Math.floor(hole / FRAME_MS), LONGEST_FILL_MS / FRAME_MS);
  }

  /** A new stream counts from zero again. */
  reset(): void {
    this.#expectedMs = null;
  }
}
