/**
 * Twilio's playback buffer of one stream: everything sent is queued, plays at 8 bytes a millisecond from
 * the moment the first byte comes, and a mark comes back when playback reaches the place where it was put.
 *
 * Pure: every method takes `now` in milliseconds. Whoever owns it calls `advance` often enough (see `nextDueAt`).
 */
export const BYTES_PER_MS = 8;

export type PlaybackChange =
  | { kind: "started"; at: number }
  | { kind: "mark"; at: number; name: string }
  | { kind: "ran-dry"; at: number };

export interface HeardPiece {
  at: number;
  audio: Uint8Array;
}

export interface Clearing {
  droppedMs: number;
  marks: string[];
}

// Guards against a timer that fires exactly on a byte's time and loses it to rounding.
const ROUNDING_MS = 1e-6;

export class Playback {
  readonly heard: HeardPiece[] = [];
  playedBytes = 0;
  highWaterMs = 0;
  /** When the audio that is playing now began; undefined while nothing plays. */
  playingSince: number | undefined;
  private chunks: Uint8Array[] = [];
  private marks: { name: string; byte: number }[] = [];
  // Positions count all bytes ever queued; a clear moves the head to the end without playing.
  private head = 0;
  private end = 0;
  private anchor = { at: 0, byte: 0 };

  receive(audio: Uint8Array, now: number): PlaybackChange[] {
    const changes = this.advance(now);
    if (audio.length === 0) return changes;
    this.chunks.push(audio);
    this.end += audio.length;
    if (this.playingSince === undefined) {
      this.playingSince = now;
      this.anchor = { at: now, byte: this.head };
      changes.push({ kind: "started", at: now });
    }
    this.highWaterMs = Math.max(this.highWaterMs, this.bufferedMs());
    return changes;
  }

  mark(name: string, now: number): PlaybackChange[] {
    const changes = this.advance(now);
    if (this.head === this.end) changes.push({ kind: "mark", at: now, name });
    else this.marks.push({ name, byte: this.end });
    return changes;
  }

  /** Empties the buffer. All pending marks come back at once, although nobody heard what they stood for. */
  clear(now: number): { changes: PlaybackChange[]; clearing: Clearing } {
    const changes = this.advance(now);
    const clearing = { droppedMs: this.bufferedMs(), marks: this.marks.map((mark) => mark.name) };
    this.chunks = [];
    this.marks = [];
    this.head = this.end;
    this.playingSince = undefined;
    return { changes, clearing };
  }

  /** Plays up to `now`. Changes carry the exact time at which they were due, not the time of this call. */
  advance(now: number): PlaybackChange[] {
    if (this.playingSince === undefined) return [];
    const reached = this.anchor.byte + Math.floor((now + ROUNDING_MS - this.anchor.at) * BYTES_PER_MS);
    this.play(Math.min(this.end, Math.max(reached, this.head)));
    const changes: PlaybackChange[] = [];
    while (this.marks[0] !== undefined && this.marks[0].byte <= this.head) {
      const { name, byte } = this.marks[0];
      this.marks.shift();
      changes.push({ kind: "mark", at: this.timeOf(byte), name });
    }
    if (this.head === this.end) {
      this.playingSince = undefined;
      changes.push({ kind: "ran-dry", at: this.timeOf(this.end) });
    }
    return changes;
  }

  /** When `advance` will next have something to tell, or undefined while nothing plays. */
  nextDueAt(): number | undefined {
    if (this.playingSince === undefined) return undefined;
    return this.timeOf(this.marks[0]?.byte ?? this.end);
  }

  bufferedMs(): number {
    return (this.end - this.head) / BYTES_PER_MS;
  }

  private timeOf(byte: number): number {
    return this.anchor.at + (byte - this.anchor.byte) / BYTES_PER_MS;
  }

  private play(target: number): void {
    while (this.head < target) {
      const chunk = this.chunks[0];
      if (chunk === undefined) return;
      const taken = Math.min(chunk.length, target - this.head);
      this.heard.push({ at: this.timeOf(this.head), audio: chunk.subarray(0, taken) });
      if (taken === chunk.length) this.chunks.shift();
      else this.chunks[0] = chunk.subarray(taken);
      this.head += taken;
      this.playedBytes += taken;
    }
  }
}
