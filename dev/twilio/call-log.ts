/** What happened in a simulated call, in order, with milliseconds since the call was placed. */
import type { StreamEnd } from "./media-stream.ts";
import type { CallStatus } from "./faults.ts";

export type CallEvent = { atMs: number } & CallEventBody;

export type CallEventBody =
  | { kind: "webhook"; url: string; fields: Record<string, string>; status: number; body: string; attempt: number }
  | { kind: "webhook-failed"; url: string; reason: string; attempt: number }
  | { kind: "twiml-say"; text: string; language: string | undefined; voice: string | undefined }
  | { kind: "twiml-play"; url: string }
  | { kind: "dialled"; number: string; outcome: string }
  | { kind: "stream-started"; streamSid: string; url: string }
  | { kind: "stream-ended"; streamSid: string; end: StreamEnd; unplayedMs: number }
  | { kind: "received"; ms: number }
  | { kind: "mark-received"; name: string }
  | { kind: "mark-returned"; name: string; cleared: boolean }
  | { kind: "cleared"; droppedMs: number; marks: number }
  | { kind: "assistant-started" }
  | { kind: "assistant-done" }
  | { kind: "caller-started"; ms: number }
  | { kind: "caller-ended" }
  | { kind: "digit"; digit: string; heardBy: "stream" | "gather" | "nobody" }
  | { kind: "violation"; message: string }
  | { kind: "error"; message: string }
  | { kind: "ended"; status: CallStatus };

export interface WaitOptions {
  timeoutMs: number;
  /** Events from this time on count; default: only what comes after the call of `waitFor`. */
  sinceMs?: number;
}

export class CallOverError extends Error {
  override name = "CallOverError";
}

export class CallLog {
  readonly events: CallEvent[] = [];
  private readonly listeners = new Set<(event: CallEvent) => void>();
  private readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
  }

  add(body: CallEventBody, atMs: number = this.now()): void {
    const event: CallEvent = { atMs, ...body };
    this.events.push(event);
    for (const listener of this.listeners) listener(event);
  }

  /** Calls back for every event from now on; returns the function that stops it. */
  onEvent(listener: (event: CallEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** The first event of these kinds, or an error when the time is up or the call is over. */
  waitFor<K extends CallEvent["kind"]>(
    kinds: K | readonly K[],
    options: WaitOptions,
  ): Promise<CallEvent & { kind: K }> {
    const wanted: readonly string[] = typeof kinds === "string" ? [kinds] : kinds;
    const isWanted = (event: CallEvent): event is CallEvent & { kind: K } => wanted.includes(event.kind);
    const since = options.sinceMs;
    const past = since === undefined ? undefined : this.events.find((event) => event.atMs >= since && isWanted(event));
    if (past !== undefined && isWanted(past)) return Promise.resolve(past);
    if (this.events.some((event) => event.kind === "ended")) {
      return Promise.reject(new CallOverError(`the call is over; no ${wanted.join(" or ")} came`));
    }
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        clearTimeout(timer);
        stop();
      };
      const timer = setTimeout(
        () => {
          settle();
          reject(new Error(`no ${wanted.join(" or ")} within ${Math.round(options.timeoutMs)} ms`));
        },
        Math.max(0, options.timeoutMs),
      );
      const stop = this.onEvent((event) => {
        if (isWanted(event)) {
          settle();
          resolve(event);
        } else if (event.kind === "ended") {
          settle();
          reject(new CallOverError(`the call ended before ${wanted.join(" or ")}`));
        }
      });
    });
  }
}
