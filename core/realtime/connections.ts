/**
 * The connections of one engine: the one that carries the call, tries to get it, and the successor that is to take over
 * from it. Which of them stands, when the next try is due, when there is none. What is said over them is the dialect's
 * business (dialect.ts).
 *
 * Connections are numbered; what an earlier one still says is not heard.
 */
import type { EngineEvent } from "../calls/engine.ts";
import type { FailureCode } from "../calls/failure.ts";
import { isHopeless, retryAfterMs } from "./refusals.ts";

/** Why each of these times. */
const TIMES = {
  /** OpenAI answers an upgrade in well under a second; after five it will not, and a caller is listening to nothing. */
  connectMs: 5_000,
  configureMs: 3_000,
  /** A session that drops sooner than this after it stood is the same trouble going on, not a new one. */
  stableMs: 5_000,
} as const;

export type ConnectionsPort = {
  connect(connection: number): void;
  close(connection: number): void;
  emit(event: EngineEvent): void;
  /** The session is gone, with all that was under way in it. */
  forget(): void;
};

type Link =
  | { is: "closed" }
  | ({ is: "opening"; attempt: number } & Opening)
  | { is: "ready"; connection: number; attempt: number; sinceAt: number }
  | { is: "pausing"; attempt: number; retryAt: number }
  | { is: "lost" };
/** `wanted`: open, and the call has been asked what it is to know. */
type Stage = "connecting" | "wanted" | "configuring";
type Opening = { connection: number; stage: Stage; deadlineAt: number };

export class Connections {
  readonly #port: ConnectionsPort;
  #link: Link = { is: "closed" };
  /** The session that is to take over, while the present one goes on. */
  #next: Opening | null = null;
  #count = 0;
  /** A session has stood before: what fails now is a connection that was lost. */
  #stood = false;

  constructor(port: ConnectionsPort) {
    this.#port = port;
  }

  /** The session that carries the call; null: none stands. */
  get ready(): number | null {
    return this.#link.is === "ready" ? this.#link.connection : null;
  }

  /** The session that has been told what it is to know and has not confirmed it; null: there is none. */
  get configuring(): number | null {
    return this.#link.is === "opening" && this.#link.stage === "configuring" ? this.#link.connection : null;
  }

  isCurrent(connection: number): boolean {
    return (this.#link.is === "opening" || this.#link.is === "ready") && this.#link.connection === connection;
  }

  isSuccessor(connection: number): boolean {
    return this.#next?.connection === connection;
  }

  /** Unix ms; null: nothing is waited for. */
  deadline(): number | null {
    const link =
      this.#link.is === "opening" ? this.#link.deadlineAt : this.#link.is === "pausing" ? this.#link.retryAt : Infinity;
    const at = Math.min(link, this.#next?.deadlineAt ?? Infinity);
    return at === Infinity ? null : at;
  }

  /** The first time. */
  begin(now: number): void {
    if (this.#link.is === "closed") this.#connect(1, now);
  }

  opened(connection: number, now: number): void {
    const renewal = this.isSuccessor(connection);
    const opening = renewal ? this.#next : this.#link.is === "opening" ? this.#link : null;
    if (opening?.connection !== connection || opening.stage !== "connecting") return;
    opening.stage = "wanted";
    opening.deadlineAt = now + TIMES.configureMs;
    this.#port.emit({ type: "wanted", renewal });
  }

  /** The one that is to be told now what it is to know; null: none waits for that. */
  configure(now: number): number | null {
    const opening = this.#next?.stage === "wanted" ? this.#next : this.#link.is === "opening" ? this.#link : null;
    if (opening?.stage !== "wanted") return null;
    opening.stage = "configuring";
    opening.deadlineAt = now + TIMES.configureMs;
    return opening.connection;
  }

  /** The session has confirmed what it was told. */
  confirmed(now: number): void {
    if (this.#link.is !== "opening" || this.#link.stage !== "configuring") return;
    const { connection, attempt } = this.#link;
    this.#link = { is: "ready", connection, attempt, sinceAt: now };
    this.#stood = true;
    this.#port.emit({ type: "ready", attempt });
  }

  /** A connection was refused, or has closed. `failure`: why, where OpenAI said so. */
  gone(connection: number, failure: FailureCode | null, detail: string, now: number): void {
    if (this.isSuccessor(connection)) return this.abandon(failure);
    if (!this.isCurrent(connection)) return;
    const link = this.#link;
    if (link.is === "opening") return this.#tryAgain(link, failure ?? this.#unreached(), detail, now);
    if (link.is !== "ready") return;
    if (failure && isHopeless(failure)) return this.lose(failure, detail);
    this.abandon(null);
    this.#port.forget();
    const attempt = now - link.sinceAt < TIMES.stableMs ? link.attempt : 1;
    this.#port.emit({ type: "down", detail });
    const pause = retryAfterMs("openai_dropped", attempt);
    if (pause === null) return this.lose("openai_dropped", detail);
    this.#link = { is: "pausing", attempt: attempt + 1, retryAt: now + pause };
  }

  clock(now: number): void {
    if (this.#next && this.#next.deadlineAt <= now) this.abandon("openai_unreachable");
    const link = this.#link;
    if (link.is === "pausing" && link.retryAt <= now) return this.#connect(link.attempt, now);
    if (link.is !== "opening" || link.deadlineAt > now) return;
    // Once more, whatever it was before: one that is slow may be quick the next time.
    this.#again(link, retryAfterMs("openai_unreachable", link.attempt), this.#unreached(), "no session in time", now);
  }

  lose(failure: FailureCode, detail: string): void {
    this.close();
    this.#link = { is: "lost" };
    this.#port.emit({ type: "lost", failure, detail });
  }

  close(): void {
    if (this.#next) this.#port.close(this.#next.connection);
    if (this.#link.is === "opening" || this.#link.is === "ready") this.#port.close(this.#link.connection);
    this.#next = null;
    this.#link = { is: "closed" };
    this.#port.forget();
  }

  // ---- make before break ----

  renew(now: number): void {
    if (this.#link.is !== "ready" || this.#next) return;
    const connection = ++this.#count;
    this.#next = { connection, stage: "connecting", deadlineAt: now + TIMES.connectMs };
    this.#port.connect(connection);
  }

  /** The successor stands, and nothing is under way: it carries the call from here on. */
  takeOver(now: number): void {
    if (!this.#next || this.#link.is !== "ready") return;
    const { connection } = this.#next;
    this.#next = null;
    this.#port.close(this.#link.connection);
    this.#port.forget();
    this.#link = { is: "ready", connection, attempt: 1, sinceAt: now };
    this.#port.emit({ type: "renewed" });
  }

  /** The present session goes on; `failure` null: it was only disturbed. */
  abandon(failure: FailureCode | null): void {
    if (!this.#next) return;
    this.#port.close(this.#next.connection);
    this.#next = null;
    this.#port.emit({ type: "renewalFailed", failure });
  }

  /** Something has happened that a successor, which was told the conversation a moment ago, does not know of. */
  disturbed(): void {
    if (this.#next && this.#next.stage !== "connecting") this.abandon(null);
  }

  // ---- small parts ----

  #connect(attempt: number, now: number): void {
    const connection = ++this.#count;
    this.#link = { is: "opening", connection, stage: "connecting", attempt, deadlineAt: now + TIMES.connectMs };
    this.#port.connect(connection);
  }

  #tryAgain(opening: { connection: number; attempt: number }, failure: FailureCode, detail: string, now: number): void {
    this.#again(opening, retryAfterMs(failure, opening.attempt), failure, detail, now);
  }

  #again(
    { connection, attempt }: { connection: number; attempt: number },
    pause: number | null,
    failure: FailureCode,
    detail: string,
    now: number,
  ): void {
    this.#port.close(connection);
    if (pause === null) return this.lose(failure, detail);
    this.#link = { is: "pausing", attempt: attempt + 1, retryAt: now + pause };
  }

  #unreached(): FailureCode {
    return this.#stood ? "openai_dropped" : "openai_unreachable";
  }
}
