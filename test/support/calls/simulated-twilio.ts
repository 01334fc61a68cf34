/**
 * Twilio's end of a media stream, for tests of the play-out queue: plays eight bytes a millisecond from the moment the
 * first of them arrives, sends a mark back when playback has reached its place, and all of them at once at `clear`.
 * Messages take `upMs` to Twilio and `downMs` back. It shares no code with what it tests.
 */
type Arriving = { at: number; message: { event: string; media?: { payload: string }; mark?: { name: string } } };

export class SimulatedTwilio {
  readonly upMs: number;
  readonly downMs: number;
  /** When playback last began, and from which byte. */
  #playing: { at: number; byte: number } | null = null;
  #received = 0;
  #played = 0;
  #clearedAway = 0;
  #marks: { name: string; byte: number }[] = [];
  #arriving: Arriving[] = [];
  #returning: { at: number; name: string }[] = [];
  /** Marks that the line swallows. */
  losesMarks = false;
  /** Most audio that was ever held unplayed, in bytes. */
  highWater = 0;
  /** Names of the marks that came after a clear without having been played. */
  readonly cleared: string[] = [];
  /** Every payload that arrived, with the time. */
  readonly arrived: { at: number; payload: string }[] = [];

  constructor(upMs = 0, downMs = 0) {
    this.upMs = upMs;
    this.downMs = downMs;
  }

  receive(text: string, now: number): void {
    this.#arriving.push({ at: now + this.upMs, message: JSON.parse(text) as Arriving["message"] });
  }

  /** Bytes that the caller has heard since the last clear that has arrived. */
  heardAt(now: number): number {
    this.#advance(now);
    return this.#played - this.#clearedAway;
  }

  /** Marks that have come back by `now`. */
  marksUntil(now: number): string[] {
    this.#advance(now);
    const due = this.#returning.filter((mark) => mark.at <= now);
    this.#returning = this.#returning.filter((mark) => mark.at > now);
    return this.losesMarks ? [] : due.map((mark) => mark.name);
  }

  #advance(now: number): void {
    for (let next = this.#arriving[0]; next && next.at <= now; next = this.#arriving[0]) {
      this.#arriving.shift();
      this.#play(next.at);
      this.#take(next);
    }
    this.#play(now);
  }

  #take({ at, message }: Arriving): void {
    if (message.event === "media") {
      const payload = message.media?.payload ?? "";
      this.arrived.push({ at, payload });
      this.#playing ??= { at, byte: this.#played };
      this.#received += Buffer.from(payload, "base64").length;
      this.highWater = Math.max(this.highWater, this.#received - this.#played);
    } else if (message.event === "mark") {
      this.#marks.push({ name: message.mark?.name ?? "", byte: this.#received });
      this.#play(at);
    } else {
      for (const { name } of this.#marks) {
        this.cleared.push(name);
        this.#returning.push({ at: at + this.downMs, name });
      }
      this.#marks = [];
      this.#received = this.#played;
      this.#clearedAway = this.#played;
      this.#playing = null;
    }
  }

  #play(until: number): void {
    const from = this.#playing;
    const reached = from ? Math.min(this.#received, from.byte + Math.floor((until - from.at) * 8)) : this.#played;
    for (let mark = this.#marks[0]; mark && mark.byte <= reached; mark = this.#marks[0]) {
      this.#marks.shift();
      const playedAt = from && mark.byte > this.#played ? from.at + (mark.byte - from.byte) / 8 : until;
      this.#returning.push({ at: playedAt + this.downMs, name: mark.name });
    }
    this.#played = Math.max(this.#played, reached);
    if (this.#played === this.#received) this.#playing = null;
  }
}
