/**
 * Writes that must not hold up the talk: they gather here and go out in order, one batch at a time, in the background.
 * What fails is tried again with growing pauses and kept; nothing is dropped while the object lives. An entry that is
 * refused for its own sake does not hold back the others; where nothing can be reached, one try at a time is made, and
 * ever fewer of them: a database that is struggling is not helped by more writes.
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
  /** Without it every error is `unsure`. */
  causeOf?(error: unknown): FailureCause;
};

/** Is the entry at fault, or could nothing have been written just now? */
export type FailureCause = "entry" | "unreachable" | "unsure";

const PAUSES_MS = [100, 400, 1_500, 5_000] as const;
/** After those, with each try that fails. */
const RESTS_MS = [10_000, 20_000, 40_000] as const;
/** A record that is a minute late when the database is back is early enough: the object keeps what is not written. */
const LONGEST_REST_MS = 60_000;
/** So many entries refused in a row, for reasons nobody knows, are taken for a sign that nothing can be reached. */
const UNSURE_IN_A_ROW = 3;

export class Outbox<T> {
  readonly #deps: OutboxDeps<T>;
  readonly #keyOf: (entry: T) => string | null;
  #waiting: T[] = [];
  #beingWritten: T[] = [];
  #running: Promise<void> | null = null;
  /** Tries that failed since something was written last. */
  #failures = 0;
  /** Something has been added since the last try. */
  #untried = false;
  /** Out of tries: nothing is tried for some time unless somebody asks for it. Null: an entry that comes is tried. */
  #rest: symbol | null = null;
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
    this.#untried = true;
    if (urgent || !this.#rest) this.#start();
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

  /** Resolves when everything added so far has been written, or has failed its last try. False: something has. */
  async settled(): Promise<boolean> {
    if (this.#waiting.length > 0) this.#start();
    while (this.#running) {
      this.hurry();
      await this.#running;
      if (this.#untried) this.#start();
    }
    return this.#waiting.length === 0;
  }

  /** Resolves when what has been added until now stands, or has failed its last try; what comes later is not waited for. */
  async flushed(): Promise<void> {
    const sought = new Set(this.unwritten());
    if (this.#waiting.length > 0) this.#start();
    while (this.#running && this.unwritten().some((entry) => sought.has(entry))) {
      this.hurry();
      await new Promise<void>((resolve) => this.#afterBatch.push(resolve));
    }
  }

  #start(): void {
    this.#running ??= this.#drain();
  }

  async #drain(): Promise<void> {
    try {
      while (this.#waiting.length > 0) {
        // After a failure, too, the rest of this turn of the event loop adds to the batch.
        await (this.#failures === 0 ? this.#gather() : null);
        this.#hurried = false;
        if (!(await this.#writeAll())) return;
        this.#batchOver();
      }
    } finally {
      this.#running = null;
      this.#hurried = false;
      this.#batchOver();
    }
  }

  /** One try, and the pause after it. False: what waits now has had its last one. */
  async #writeAll(): Promise<boolean> {
    const batch = this.#take();
    try {
      await this.#deps.write(batch);
      this.#beingWritten = [];
      this.#failures = 0;
      this.#rest = null;
      this.#deps.written?.(this.#waiting);
      return true;
    } catch (error) {
      this.#giveBack(batch);
      this.#deps.failed(error, this.#waiting.length);
      const cause = this.#causeOf(error);
      const pause = cause === "entry" ? undefined : PAUSES_MS[this.#failures];
      this.#failures++;
      if (pause !== undefined) {
        await this.#deps.pause(pause);
        return true;
      }
      // What is refused alone, too, stays and goes out with the next entry that is added.
      if (cause !== "unreachable" && (await this.#writeEach())) return this.#untried;
      this.#restAWhile();
      return false;
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

  /**
   * One entry that cannot be written must not hold back the others, the end of the call least of all. False: it looks as
   * if nothing could be written, and those that were not tried wait with the others.
   */
  async #writeEach(): Promise<boolean> {
    const entries = this.#take();
    const refused: T[] = [];
    let [tried, unsure, unreachable] = [0, 0, false];
    for (const entry of entries) {
      const cause = await this.#refusalOf(entry);
      tried++;
      unsure = cause === "unsure" ? unsure + 1 : 0;
      if (cause) refused.push(entry);
      unreachable = cause === "unreachable" || unsure === UNSURE_IN_A_ROW;
      if (unreachable) break;
    }
    const wroteSome = refused.length < tried;
    this.#giveBack([...refused, ...entries.slice(tried)]);
    if (wroteSome) this.#deps.written?.(this.#waiting);
    const answered = !unreachable && (wroteSome || unsure === 0);
    if (answered) [this.#failures, this.#rest] = [0, null];
    return answered;
  }

  /** Null: it stands. */
  async #refusalOf(entry: T): Promise<FailureCause | null> {
    try {
      await this.#deps.write([entry]);
      return null;
    } catch (error) {
      return this.#causeOf(error);
    }
  }

  #causeOf(error: unknown): FailureCause {
    return this.#deps.causeOf?.(error) ?? "unsure";
  }

  #restAWhile(): void {
    const rest = Symbol();
    this.#rest = rest;
    const ms = RESTS_MS[Math.max(0, this.#failures - PAUSES_MS.length - 1)] ?? LONGEST_REST_MS;
    void this.#deps.pause(ms).then(() => {
      if (this.#rest === rest) this.#rest = null;
    });
  }

  #take(): T[] {
    const batch = this.#waiting;
    this.#waiting = [];
    this.#beingWritten = batch;
    this.#untried = false;
    return batch;
  }

  #giveBack(batch: T[]): void {
    this.#waiting = this.#mergeBack(batch);
    this.#beingWritten = [];
  }

  /** The failed batch goes back in front, except for what has been overtaken meanwhile. */
  #mergeBack(batch: T[]): T[] {
    if (batch.length === 0) return [...this.#waiting];
    const newer = new Set(this.#waiting.map(this.#keyOf).filter((key) => key !== null));
    return [...batch.filter((entry) => !newer.has(this.#keyOf(entry) ?? "")), ...this.#waiting];
  }
}
