/**
 * What a caller hears of one stream: audio is queued, plays at 8 bytes a millisecond from its first byte, and a mark
 * comes due when playback reaches the place where it was put. It keeps count for each item of audio (`key`) how much of
 * it has been heard, and since when. Pure: every method is given the time.
 */
import { BYTES_PER_MS } from "./tagged-audio.ts";

type Piece = { key: number; bytes: number };
type Mark = { name: string; byte: number };

/** A timer that fires exactly on a byte's time must not lose it to rounding. */
const ROUNDING_MS = 1e-6;

export class PlayClock {
  readonly #heard = new Map<number, number>();
  readonly #firstHeardAt = new Map<number, number>();
  #pieces: Piece[] = [];
  #marks: Mark[] = [];
  /** Bytes ever queued, and bytes played or thrown away. */
  #end = 0;
  #head = 0;
  #anchor: { at: number; byte: number } | null = null;

  get pendingMarks(): number {
    return this.#marks.length;
  }

  receive(key: number, bytes: number, now: number): void {
    this.advance(now);
    this.#anchor ??= { at: now, byte: this.#head };
    this.#pieces.push({ key, bytes });
    this.#end += bytes;
  }

  /** True when everything before it has been played: it comes back at once. */
  mark(name: string, now: number): boolean {
    this.advance(now);
    if (this.#head === this.#end) return true;
    this.#marks.push({ name, byte: this.#end });
    return false;
  }

  /** Throws away what has not been played. Its marks come back at once, although nobody heard what they stood for. */
  clear(now: number): string[] {
    this.advance(now);
    const names = this.#marks.map(({ name }) => name);
    this.#marks = [];
    this.#pieces = [];
    this.#head = this.#end;
    this.#anchor = null;
    return names;
  }

  /** Names of the marks that have come due by `now`, in order. */
  due(now: number): string[] {
    this.advance(now);
    const names: string[] = [];
    while (this.#marks[0] && this.#marks[0].byte <= this.#head) names.push(this.#marks.shift()!.name);
    return names;
  }

  isPlaying(now: number): boolean {
    this.advance(now);
    return this.#head < this.#end;
  }

  /** Milliseconds heard so far of each item that has come. */
  heard(now: number): ReadonlyMap<number, number> {
    this.advance(now);
    return new Map([...this.#heard].map(([key, bytes]) => [key, bytes / BYTES_PER_MS]));
  }

  /** From here on, it is noted when each item is first heard. */
  listen(now: number): void {
    this.advance(now);
    this.#firstHeardAt.clear();
  }

  /** When each item that has been heard since `listen` was first heard. */
  firstHeard(now: number): ReadonlyMap<number, number> {
    this.advance(now);
    return this.#firstHeardAt;
  }

  advance(now: number): void {
    if (!this.#anchor) return;
    const reached = this.#anchor.byte + Math.floor((now + ROUNDING_MS - this.#anchor.at) * BYTES_PER_MS);
    const target = Math.min(this.#end, Math.max(reached, this.#head));
    while (this.#head < target) {
      const piece = this.#pieces[0]!;
      const taken = Math.min(piece.bytes, target - this.#head);
      if (!this.#firstHeardAt.has(piece.key))
        this.#firstHeardAt.set(piece.key, this.#anchor.at + (this.#head - this.#anchor.byte) / BYTES_PER_MS);
      this.#heard.set(piece.key, (this.#heard.get(piece.key) ?? 0) + taken);
      this.#head += taken;
      piece.bytes -= taken;
      if (piece.bytes === 0) this.#pieces.shift();
    }
    if (this.#head === this.#end) this.#anchor = null;
  }
}
