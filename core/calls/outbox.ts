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
  /** A batch stands; `rest` is what still has to be written. */
  written?(rest: T[]): void;
  failed(error: unknown, waiting: number): void;
};

const PAUSES_MS = [100, 400, 1_500, 5_000] as const;

export class Outbox<T> {
  readonly #deps: OutboxDeps<T>;
  readonly #keyOf: (entry: T) => string | null;
  #waiting: T[] = [];
  #beingWritten: T[] = [];
  #running: Promise<void> | null = null;
  /** The next batch does not wait for more. */
  #hurried = false;
  #endGathering: () => void = () => {};
  #afterBatch: (() => void)[] = [];

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
    if (urgent) this.hurry();
  }

  /** What is not known to be written, in order; written again, it gives the same record. */
  unwritten(): T[] {
    return this.#mergeBack(this.#beingWritten);
  }

  /** What has gathered goes out now. */
  hurry(): void {
    if (!this.#running) return;
    this.#hurried = true;
    this.#endGathering();
  }

  /** Resolves when everything added so far has been written, or has failed its last try. */
  async settled(): Promise<void> {
    while (this.#running) {
      this.hurry();
      await this.#running;
    }
  }

  /** Resolves when what has been added until now stands, or has failed its last try; what comes later is not waited for. */
  async flushed(): Promise<void> {
    const sought = new Set(this.unwritten());
    while (this.#running && this.unwritten().some((entry) => sought.has(entry))) {
      this.hurry();
      await new Promise<void>((resolve) => this.#afterBatch.push(resolve));
    }
  }

  async #drain(): Promise<void> {
    try {
      let failures = 0;
      while (this.#waiting.length > 0) {
        if (failures === 0) await this.#gather();
        this.#hurried = false;
        const batch = this.#waiting;
        this.#waiting = [];
        this.#beingWritten = batch;
        try {
          await this.#deps.write(batch);
          this.#beingWritten = [];
          failures = 0;
          this.#deps.written?.(this.#waiting);
        } catch (error) {
          this.#waiting = this.#mergeBack(batch);
          this.#beingWritten = [];
          this.#deps.failed(error, this.#waiting.length);
          const pause = PAUSES_MS[failures++];
          if (pause !== undefined) await this.#deps.pause(pause);
          // Out of tries: what is refused alone, too, stays and goes out with the next entry that is added.
          else return await this.#writeEach();
        }
        this.#batchOver();
      }
    } finally {
      this.#running = null;
      this.#hurried = false;
      this.#batchOver();
    }
  }

  /** At the least, the rest of this turn of the event loop adds to the batch. */
  async #gather(): Promise<void> {
    const ms = this.#deps.gatherMs?.() ?? 0;
    if (ms === 0 || this.#hurried) return Promise.resolve();
    const hurried = new Promise<void>((resolve) => (this.#endGathering = resolve));
    await Promise.race([this.#deps.pause(ms), hurried]);
    this.#endGathering = () => {};
  }

  #batchOver(): void {
    for (const resolve of this.#afterBatch.splice(0)) resolve();
  }

  /** One entry that cannot be written must not hold back the others, the end of the call least of all. */
  async #writeEach(): Promise<void> {
    const entries = this.#waiting;
    this.#waiting = [];
    this.#beingWritten = entries;
    const refused: T[] = [];
    for (const entry of entries) await this.#deps.write([entry]).catch(() => refused.push(entry));
    this.#beingWritten = [];
    this.#waiting = this.#mergeBack(refused);
    this.#deps.written?.(this.#waiting);
  }

  /** The failed batch goes back in front, except for what has been overtaken meanwhile. */
  #mergeBack(batch: T[]): T[] {
    if (batch.length === 0) return [...this.#waiting];
    const newer = new Set(this.#waiting.map(this.#keyOf).filter((key) => key !== null));
    return [...batch.filter((entry) => !newer.has(this.#keyOf(entry) ?? "")), ...this.#waiting];
  }
}
