/**
 * One timer for everything that happens at a fixed pace: hundreds of timers of their own would cost more than the frames
 * they send. Due times are absolute: after a late wake-up the missed ones follow, nothing drifts.
 */
type Task = { periodMs: number; dueAt: number; run(now: number): void };

export class Pacer {
  readonly #tasks = new Set<Task>();
  #timer: NodeJS.Timeout | null = null;

  /** Runs `task` every `periodMs`, first at `firstAt` (performance.now()). Returns what ends it. */
  every(periodMs: number, firstAt: number, run: (now: number) => void): () => void {
    const task: Task = { periodMs, dueAt: firstAt, run };
    this.#tasks.add(task);
    this.#timer ??= setInterval(() => this.#tick(), 1);
    return () => {
      this.#tasks.delete(task);
      if (this.#tasks.size > 0 || !this.#timer) return;
      clearInterval(this.#timer);
      this.#timer = null;
    };
  }

  #tick(): void {
    const now = performance.now();
    for (const task of this.#tasks) {
      while (task.dueAt <= now && this.#tasks.has(task)) {
        task.dueAt += task.periodMs;
        task.run(now);
      }
    }
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Resolves true as soon as `condition` holds, false after `limitMs`. */
export async function until(condition: () => boolean, limitMs: number, everyMs = 5): Promise<boolean> {
  const deadline = performance.now() + limitMs;
  while (!condition()) {
    if (performance.now() > deadline) return false;
    await pause(everyMs);
  }
  return true;
}
