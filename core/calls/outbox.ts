/**
 * Writes that must not hold up the talk: they gather here and go out in order, one batch at a time, in the background.
 * What fails is tried again with growing pauses, then entry by entry, and kept; nothing is dropped while the object lives.
 */
export type OutboxDeps<T> = {
  /** Takes a batch whole or throws; it may be given the same entries again. */
  write(batch: T[]): Promise<void>;
  pause(ms: number): Promise<void>;
  /** How long to gather before a batch goes out, ms; asked anew for each. Fewer and larger batches cost less. */
  gatherMs?(): number;
  failed(error: unknown, waiting: number): void;
};

const PAUSES_MS = [100, 400, 1_500, 5_000] as const;

export class Outbox<T> {
  readonly #deps: OutboxDeps<T>;
  readonly #keyOf: (entry: T) => string | null;
  #waiting: T[] = [];
  #running: Promise<void> | null = null;
  /** Ends the gathering at once. */
  #hurry: () => void = () => {};

  /** Of entries with the same key only the newest is written; null: every one is. */
  constructor(deps: OutboxDeps<T>, keyOf: (entry: T) => string | null) {
    this.#deps = deps;
    this.#keyOf = keyOf;
  }

  /** `urgent`: goes out at once, with all that has gathered. */
  add(entry: T, urgent = false): void {
    const key = this.#keyOf(entry);
    const older = key === null ? -1 : this.#waiting.findIndex((waiting) => this.#keyOf(waiting) === key);
    if (older >= 0) this.#waiting[older] = entry;
    else this.#waiting.push(entry);
    this.#running ??= this.#drain();
    if (urgent) this.#hurry();
  }

  /** Resolves when everything added so far has been written, or has failed its last try. */
  async settled(): Promise<void> {
    while (this.#running) {
      this.#hurry();
      await this.#running;
    }
  }

  async #drain(): Promise<void> {
    try {
      let failures = 0;
      while (this.#waiting.length > 0) {
        if (failures === 0) await this.#gather();
        const batch = this.#waiting;
        this.#waiting = [];
        try {
          await this.#deps.write(batch);
          failures = 0;
        } catch (error) {
          this.#waiting = this.#mergeBack(batch);
          this.#deps.failed(error, this.#waiting.length);
          const pause = PAUSES_MS[failures++];
          if (pause !== undefined) await this.#deps.pause(pause);
          // Out of tries: what is refused alone, too, stays and goes out with the next entry that is added.
          else return await this.#writeEach();
        }
      }
    } finally {
      this.#running = null;
    }
  }

  /** At the least, the rest of this turn of the event loop adds to the batch. */
  async #gather(): Promise<void> {
    const ms = this.#deps.gatherMs?.() ?? 0;
    if (ms === 0) return Promise.resolve();
    const hurried = new Promise<void>((resolve) => (this.#hurry = resolve));
    await Promise.race([this.#deps.pause(ms), hurried]);
    this.#hurry = () => {};
  }

  /** One entry that cannot be written must not hold back the others, the end of the call least of all. */
  async #writeEach(): Promise<void> {
    const entries = this.#waiting;
    this.#waiting = [];
    const refused: T[] = [];
    for (const entry of entries) await this.#deps.write([entry]).catch(() => refused.push(entry));
    this.#waiting = this.#mergeBack(refused);
  }

  /** The failed batch goes back in front, except for what has been overtaken meanwhile. */
  #mergeBack(batch: T[]): T[] {
    const newer = new Set(this.#waiting.map(this.#keyOf).filter((key) => key !== null));
    return [...batch.filter((entry) => !newer.has(this.#keyOf(entry) ?? "")), ...this.#waiting];
  }
}
