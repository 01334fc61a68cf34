/**
 * What the caller hears, and how far it has got.
 *
 * Audio waits here, by items: an utterance of the engine's, or a clip. Only a bounded window of it is ever in flight at
 * Twilio, and of an item only what lies before its watermark may leave: `hold` makes the watermark of new items 0,
 * `release` moves it, `retract` takes back what has not left. Marks between the pieces come
 * back as they are played: they make room in the window and fix the playback position. Between two marks the position
 * runs with the clock, but never past the next mark that has not come back, and never past what was sent.
 *
 * Positions are bytes of mu-law (8 a millisecond) since the last `clear`. No decoding, no timers, no sockets: `send`
 * and `now` are given. Marks queued at a `clear` come back too; their generation is over, so they confirm nothing.
 */
import { base64Bytes, splitBase64 } from "../contract/base64.ts";
import { BYTES_PER_MS, type TwilioWriter } from "../contract/twilio-media.ts";

/**
 * How much audio may be unconfirmed at Twilio. Enough to ride out a slow second of ours; small enough that a lost
 * object leaves at most one sentence playing that nobody can stop.
 */
const WINDOW_BYTES = 3_000 * BYTES_PER_MS;
/** Audio between two marks: half a second keeps the clock's share of the position small without a flood of messages. */
const MARK_EVERY_BYTES = 500 * BYTES_PER_MS;
/** Larger deltas are cut, so that the window stays a window. */
const PIECE_BYTES = 300 * BYTES_PER_MS;
/** A mark this much later than it was due will not come any more: the clock confirms in its place. */
const MARK_LOST_MS = 2_000;

export type ItemTraits = {
  origin: "engine" | "clip";
  /** Which answer it belongs to; of a clip, none. */
  answerId: string | null;
  /** False: it is heard to its end, whoever speaks. */
  cuttable: boolean;
};

type Segment = ItemTraits & {
  itemId: string;
  /** Where its first byte stands in the stream. */ from: number;
  sent: number;
  /** Bytes that were heard before the rest of it had to be sent again. */
  heardBefore: number;
  complete: boolean;
  /** Bytes of it that may leave. */
  watermark: number;
  /** What has left and has not been heard, oldest first: an interrupted sentence may have to be said again. */
  inFlight: { payload: string; bytes: number }[];
  inFlightBytes: number;
};
type Piece = { segment: Segment; payload: string; bytes: number };
type Mark = { name: string; position: number; sentAt: number };

/** An item that the caller did not hear to its end. Milliseconds of audio. */
export type CutItem = { itemId: string; heardMs: number; receivedMs: number };
export type HeardItem = { itemId: string; heardMs: number };
/** What a cut item had left to say: base64 pieces from the last one that was not wholly heard. */
export type CutRest = CutItem & { rest: string[] };

const ENGINE: ItemTraits = { origin: "engine", answerId: null, cuttable: true };

export class TransmitQueue {
  readonly #send: (message: string) => void;
  #writer: TwilioWriter | null = null;
  #generation = 0;
  #waiting: Piece[] = [];
  #waitingBytes = 0;
  #segments: Segment[] = [];
  #marks: Mark[] = [];
  #sent = 0;
  #lastMark = 0;
  #holdsNew = false;
  /** What is certain: `position` had been played at `at`. */
  #confirmed = { position: 0, at: 0 };

  constructor(send: (message: string) => void) {
    this.#send = send;
  }

  /** A stream is there. What waited for it goes out; what an earlier stream had not played is lost with it. */
  attach(writer: TwilioWriter, now: number): void {
    this.#writer = writer;
    this.#forget(now);
    this.#pump(now);
  }

  /** The stream is gone: nothing goes out until another one is attached. */
  detach(): void {
    this.#writer = null;
  }

  /** True when nothing waits and nothing plays. */
  isIdle(now: number): boolean {
    return this.#waiting.length === 0 && this.positionAt(now) >= this.#sent;
  }

  /** True when every item has been heard to its end. */
  isEmpty(): boolean {
    return this.#segments.length === 0;
  }

  /** Audio not yet played, in milliseconds: waiting here and in flight. */
  remainingMs(now: number): number {
    return (this.#waitingBytes + this.#sent - this.positionAt(now)) / BYTES_PER_MS;
  }

  /** Returns true when this is the first audio of its item. As a rule it need not know the time, which costs to ask. */
  push(itemId: string, payload: string, clock: () => number, traits: ItemTraits = ENGINE): boolean {
    const last = this.#segments.at(-1);
    const known = last?.itemId === itemId ? last : this.#find(itemId);
    const segment = known ?? this.#begin(itemId, traits);
    const bytes = base64Bytes(payload);
    const writer = this.#writer;
    // The usual case, many times a second: nothing waits, and there is room.
    if (
      writer &&
      this.#waiting.length === 0 &&
      bytes <= PIECE_BYTES &&
      this.#hasRoom(bytes) &&
      segment.watermark === Infinity
    ) {
      this.#transmit(writer, segment, payload, bytes, clock);
    } else {
      for (const piece of splitBase64(payload, PIECE_BYTES)) this.#enqueue(segment, piece);
      this.#pump(clock());
    }
    return !known;
  }

  #begin(itemId: string, traits: ItemTraits): Segment {
    const watermark = this.#holdsNew && traits.origin === "engine" ? 0 : Infinity;
    const from = this.#sent + this.#waitingBytes;
    const segment = {
      ...traits,
      itemId,
      from,
      sent: 0,
      heardBefore: 0,
      complete: false,
      watermark,
      inFlight: [],
      inFlightBytes: 0,
    };
    this.#segments.push(segment);
    return segment;
  }

  /** Items of the engine's that begin from now on wait for their release; one that waits holds up what stands behind it. */
  hold(): void {
    this.#holdsNew = true;
  }

  /** Everything may leave again. Returns the items that had waited, in order. */
  releaseAll(now: number): string[] {
    this.#holdsNew = false;
    const waited = this.#segments.filter(({ watermark, sent }) => watermark === 0 && sent === 0);
    for (const segment of this.#segments) segment.watermark = Infinity;
    this.#pump(now);
    return waited.map(({ itemId }) => itemId);
  }

  /** So much of the item may leave, ms from its beginning; never less than before. */
  release(itemId: string, untilMs: number, now: number): void {
    const segment = this.#find(itemId);
    if (!segment) return;
    segment.watermark = Math.max(segment.watermark, untilMs * BYTES_PER_MS - segment.heardBefore);
    this.#pump(now);
  }

  /**
   * Takes back what of the item has not left from this point on, ms from its beginning; no more of it is to come.
   * Returns how much of it stays, ms: what has left cannot be taken back (`cut` can).
   */
  retract(itemId: string, fromMs: number): number {
    const segment = this.#find(itemId);
    if (!segment) return 0;
    const keep = Math.max(segment.sent, Math.floor(fromMs * BYTES_PER_MS) - segment.heardBefore);
    let at = segment.sent;
    const kept: Piece[] = [];
    for (const piece of this.#waiting) {
      if (piece.segment !== segment) {
        kept.push(piece);
        continue;
      }
      const stays = Math.min(piece.bytes, keep - at);
      at += piece.bytes;
      if (stays === piece.bytes) kept.push(piece);
      else if (stays >= 3) kept.push(...headOf(piece, stays));
    }
    this.#waiting = kept;
    this.#waitingBytes = kept.reduce((sum, { bytes }) => sum + bytes, 0);
    segment.complete = true;
    const length = segment.sent + this.#waitingOf(segment);
    if (length === 0) this.#segments = this.#segments.filter((other) => other !== segment);
    this.#lineUp();
    return (segment.heardBefore + length) / BYTES_PER_MS;
  }

  /** The items of this answer that have not been heard to their end. */
  itemsOf(answerId: string): string[] {
    return this.#segments.filter((segment) => segment.answerId === answerId).map(({ itemId }) => itemId);
  }

  /** The items that wait for a release and of which nothing has left, in order. */
  heldItems(): string[] {
    return this.#segments.filter(({ watermark, sent }) => watermark === 0 && sent === 0).map(({ itemId }) => itemId);
  }

  /** Whether the item waits for its release and nothing of it has left. */
  isHeld(itemId: string): boolean {
    const segment = this.#find(itemId);
    return segment?.watermark === 0 && segment.sent === 0;
  }

  /** The engine's items of which more is to come. */
  openItems(): string[] {
    return this.#segments
      .filter(({ origin, complete }) => origin === "engine" && !complete)
      .map(({ itemId }) => itemId);
  }

  /** From now on the item may be cut. */
  allowCut(itemId: string): void {
    const segment = this.#find(itemId);
    if (segment) segment.cuttable = true;
  }

  /** Audio of the item so far, ms. */
  receivedMs(itemId: string): number {
    const segment = this.#find(itemId);
    return segment ? (segment.heardBefore + segment.sent + this.#waitingOf(segment)) / BYTES_PER_MS : 0;
  }

  /** How much of the item has been heard, ms, as well as can be known. */
  heardMs(itemId: string, now: number): number {
    const segment = this.#find(itemId);
    if (!segment) return 0;
    return (segment.heardBefore + playedOf(segment, this.positionAt(now))) / BYTES_PER_MS;
  }

  /** Whether audio of this item waits or plays. */
  holds(itemId: string): boolean {
    return this.#find(itemId) !== undefined;
  }

  #find(itemId: string): Segment | undefined {
    return this.#segments.find((segment) => segment.itemId === itemId);
  }

  /** The model has sent all audio of this item. Returns what has thereby been heard to its end. */
  complete(itemId: string, now: number): HeardItem[] {
    const segment = this.#find(itemId);
    if (!segment) return [];
    segment.complete = true;
    if (this.#waiting.length === 0) this.#mark(now);
    // Its last mark may have come back already; no other will come.
    const allConfirmed =
      this.#marks.length === 0 && this.#waiting.length === 0 && this.#confirmed.position >= this.#sent;
    return allConfirmed ? this.#confirm(this.#sent, this.#confirmed.at) : [];
  }

  /** A mark came back. Returns the items that have now been heard to their end. */
  acknowledge(name: string, now: number): HeardItem[] {
    const index = this.#marks.findIndex((mark) => mark.name === name);
    const mark = this.#marks[index];
    if (!mark) return [];
    this.#marks.splice(0, index + 1);
    return this.#confirm(mark.position, now);
  }

  /** For a line whose marks do not come back: lets the clock confirm what must have been played. */
  confirmByClock(now: number): HeardItem[] {
    const oldest = this.#marks[0];
    if (!oldest) return [];
    const dueAt =
      Math.max(oldest.sentAt, this.#confirmed.at) + (oldest.position - this.#confirmed.position) / BYTES_PER_MS;
    if (now < dueAt + MARK_LOST_MS) return [];
    this.#marks.shift();
    return this.#confirm(oldest.position, now);
  }

  /**
   * Stops what plays. Answers with every item that may be cut, in order: heard to its end after all, or cut off. They
   * are forgotten, and Twilio is told to throw away what it holds. What must be heard stays, and what of it Twilio threw
   * away with the rest is sent again; `everything`: it is cut like the rest.
   */
  cut(now: number, { everything = false } = {}): { heard: HeardItem[]; cut: CutRest[] } {
    const position = this.positionAt(now);
    const all: HeardItem[] = [];
    const items: CutRest[] = [];
    const stay: Segment[] = [];
    for (const segment of this.#segments) {
      const received = segment.sent + this.#waitingOf(segment);
      const heard = playedOf(segment, position);
      const heardMs = Math.floor((segment.heardBefore + heard) / BYTES_PER_MS);
      // Also one that must be heard: behind an unfinished item nobody has been told of it yet, and no mark will come.
      if (heard >= received && segment.complete) all.push({ itemId: segment.itemId, heardMs });
      else if (!segment.cuttable && !everything) stay.push(segment);
      else {
        const receivedMs = Math.floor((segment.heardBefore + received) / BYTES_PER_MS);
        items.push({ itemId: segment.itemId, heardMs, receivedMs, rest: this.#restOf(segment, heard) });
      }
    }
    if (stay.length > 0) this.#cutAround(stay, position, now);
    else {
      // What has all come back as played needs no clearing; a mark on its way may stand for sound that still plays.
      if (this.#writer && (position < this.#sent || this.#marks.length > 0)) this.#send(this.#writer.clear());
      this.#waiting = [];
      this.#waitingBytes = 0;
      this.#segments = [];
      this.#forget(now);
    }
    return { heard: all, cut: items };
  }

  /** The pieces of the item from the one in which the heard part ends. */
  #restOf(segment: Segment, heard: number): string[] {
    let at = segment.sent - segment.inFlightBytes;
    const rest: string[] = [];
    for (const { payload, bytes } of segment.inFlight) {
      at += bytes;
      if (at > heard) rest.push(payload);
    }
    for (const piece of this.#waiting) if (piece.segment === segment) rest.push(piece.payload);
    return rest;
  }

  #cutAround(stay: Segment[], position: number, now: number): void {
    const cutInFlight = this.#segments.some(
      ({ cuttable, from, sent }) => cuttable && from + sent > position && sent > 0,
    );
    const waiting = this.#waiting.filter(({ segment }) => !segment.cuttable);
    if (!cutInFlight) {
      this.#segments = stay;
      this.#waiting = waiting;
      this.#lineUp();
    } else {
      if (this.#writer) this.#send(this.#writer.clear());
      const again = stay.flatMap((segment) => {
        const heard = playedOf(segment, position);
        const received = segment.sent + this.#waitingOf(segment);
        const rest = this.#restOf(segment, heard).map((payload) => ({ segment, payload, bytes: base64Bytes(payload) }));
        segment.heardBefore += received - rest.reduce((sum, { bytes }) => sum + bytes, 0);
        return rest;
      });
      this.#segments = stay;
      this.#waiting = again;
      this.#forget(now);
    }
    this.#waitingBytes = this.#waiting.reduce((sum, { bytes }) => sum + bytes, 0);
    this.#pump(now);
  }

  /** Where the items that have not begun will stand, when something before them is gone. */
  #lineUp(): void {
    let from = this.#sent;
    for (const segment of this.#segments) {
      if (segment.sent === 0) segment.from = from;
      from += this.#waitingOf(segment);
    }
  }

  /** Bytes played at `now`, as well as can be known. */
  positionAt(now: number): number {
    const byClock = this.#confirmed.position + Math.max(0, now - this.#confirmed.at) * BYTES_PER_MS;
    const next = this.#marks[0]?.position ?? this.#sent;
    return Math.min(byClock, next, this.#sent);
  }

  #enqueue(segment: Segment, payload: string): void {
    const bytes = base64Bytes(payload);
    this.#waiting.push({ segment, payload, bytes });
    this.#waitingBytes += bytes;
  }

  #waitingOf(segment: Segment): number {
    let bytes = 0;
    for (const piece of this.#waiting) if (piece.segment === segment) bytes += piece.bytes;
    return bytes;
  }

  #hasRoom(bytes: number): boolean {
    return this.#sent - this.#confirmed.position + bytes <= WINDOW_BYTES;
  }

  #pump(now: number): void {
    const writer = this.#writer;
    if (!writer) return;
    for (let piece = this.#waiting[0]; piece && this.#hasRoom(piece.bytes); piece = this.#waiting[0]) {
      const { segment } = piece;
      if (segment.watermark < segment.sent + piece.bytes && !this.#splitAtWatermark(piece)) break;
      piece = this.#waiting[0] ?? piece;
      this.#waiting.shift();
      this.#waitingBytes -= piece.bytes;
      this.#transmit(writer, piece.segment, piece.payload, piece.bytes, () => now);
    }
    // The last piece of a finished item must be confirmed, or nobody would learn that it has been heard.
    if (this.#waiting.length === 0 && this.#segments.at(-1)?.complete) this.#mark(now);
  }

  /** The part of the first piece that may leave becomes a piece of its own. False: nothing of it may. */
  #splitAtWatermark(piece: Piece): boolean {
    const allowed = piece.segment.watermark - piece.segment.sent;
    const parts = allowed >= 3 ? headOf(piece, allowed) : [];
    const [head] = parts;
    if (!head) return false;
    const payload = piece.payload.slice(head.payload.length);
    this.#waiting.splice(0, 1, head, { segment: piece.segment, payload, bytes: base64Bytes(payload) });
    return true;
  }

  #transmit(writer: TwilioWriter, segment: Segment, payload: string, bytes: number, clock: () => number): void {
    this.#startIfStill(clock);
    this.#send(writer.media(payload));
    this.#sent += bytes;
    segment.sent += bytes;
    segment.inFlight.push({ payload, bytes });
    segment.inFlightBytes += bytes;
    if (this.#sent - this.#lastMark >= MARK_EVERY_BYTES) this.#mark(clock());
  }

  /**
   * Twilio has run dry: what is sent now plays from now, not from where the clock would have got to. A mark ahead of it
   * comes back at once and says when that really was; in a model's steady trickle one each half second is enough.
   */
  #startIfStill(clock: () => number): void {
    if (this.#marks.length > 0) return;
    const now = clock();
    if (this.positionAt(now) < this.#sent) return;
    const fresh = this.#sent === 0 || this.#confirmed.at < now - 1_000;
    this.#confirmed = { position: this.#sent, at: now };
    if (fresh) this.#mark(now, true);
  }

  #mark(now: number, anchor = false): void {
    if (!this.#writer || (!anchor && this.#lastMark === this.#sent)) return;
    this.#lastMark = this.#sent;
    const name = `${this.#generation}:${this.#sent}`;
    this.#marks.push({ name, position: this.#sent, sentAt: now });
    this.#send(this.#writer.mark(name));
  }

  #confirm(position: number, now: number): HeardItem[] {
    this.#confirmed = { position: Math.max(position, this.#confirmed.position), at: now };
    const heard: HeardItem[] = [];
    this.#landed();
    while (this.#segments[0]) {
      const segment = this.#segments[0];
      const whole =
        segment.complete && this.#waitingOf(segment) === 0 && segment.from + segment.sent <= this.#confirmed.position;
      if (!whole) break;
      this.#segments.shift();
      const heardMs = Math.floor((segment.heardBefore + segment.sent) / BYTES_PER_MS);
      heard.push({ itemId: segment.itemId, heardMs });
    }
    this.#pump(now);
    return heard;
  }

  /** What has been heard need not be kept. */
  #landed(): void {
    const { position } = this.#confirmed;
    for (const segment of this.#segments) {
      if (segment.from >= position) break;
      for (let first = segment.inFlight[0]; first; first = segment.inFlight[0]) {
        if (segment.from + segment.sent - segment.inFlightBytes + first.bytes > position) break;
        segment.inFlight.shift();
        segment.inFlightBytes -= first.bytes;
      }
    }
  }

  #forget(now: number): void {
    this.#generation++;
    this.#marks = [];
    this.#sent = 0;
    this.#lastMark = 0;
    this.#confirmed = { position: 0, at: now };
    let from = 0;
    for (const segment of this.#segments) {
      segment.from = from;
      segment.sent = 0;
      segment.inFlight = [];
      segment.inFlightBytes = 0;
      from += this.#waitingOf(segment);
    }
  }
}

/** Bytes of it that have been played when the stream is at `position`, which is never past what was sent. */
const playedOf = ({ from, sent }: Segment, position: number): number => Math.max(0, Math.min(position - from, sent));

/** The first `bytes` of a piece, rounded down to where base64 can be cut: four characters stand for three bytes. */
function headOf({ segment, payload }: Piece, bytes: number): Piece[] {
  const head = payload.slice(0, Math.floor(bytes / 3) * 4);
  return head === "" ? [] : [{ segment, payload: head, bytes: base64Bytes(head) }];
}
