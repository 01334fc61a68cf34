/** What a test or a person may want to know about a session afterwards. Audio is counted, not kept. */
import type { ApiError } from "./parse-client-event.ts";
import type { SessionContext } from "./session-context.ts";

export interface LoggedEvent {
  readonly atMs: number;
  readonly from: "client" | "server";
  readonly type: string;
  /** The client's event as it came; of the server's only the type is kept. */
  readonly event?: unknown;
}

export interface Violation {
  readonly sessionId: string;
  readonly atMs: number;
  readonly code: string | null;
  readonly message: string;
  readonly param: string | null;
  /** The type of the event that was refused. */
  readonly eventType: string;
  readonly eventId: string | null;
}

export interface SessionState {
  readonly id: string;
  readonly model: string;
  readonly openedAt: number;
  readonly open: boolean;
  readonly closed: { readonly by: "client" | "server"; readonly code: number } | null;
  readonly configured: boolean;
  readonly audioInMs: number;
  readonly audioOutMs: number;
  readonly items: readonly {
    readonly id: string;
    readonly type: string;
    readonly role: string | null;
    readonly text: string;
    readonly audioMs: number;
    readonly truncatedAtMs: number | null;
  }[];
  /** Ids of the caller's clips recognised, null where the words were not understood. */
  readonly heard: readonly (string | null)[];
  readonly responses: readonly { readonly id: string; readonly status: string }[];
  readonly events: readonly LoggedEvent[];
  readonly violations: readonly Violation[];
}

const MOST_EVENTS = 400;

export class SessionLog {
  readonly events: LoggedEvent[] = [];
  readonly violations: Violation[] = [];
  readonly heard: (string | null)[] = [];
  readonly responses: { id: string; status: string }[] = [];
  readonly openedAt = Date.now();
  closed: SessionState["closed"] = null;

  client(type: string, event: unknown): void {
    if (type !== "input_audio_buffer.append") this.#add({ atMs: this.#now(), from: "client", type, event });
  }

  server(type: string): void {
    if (!type.endsWith(".delta")) this.#add({ atMs: this.#now(), from: "server", type });
  }

  violation(sessionId: string, error: ApiError, eventType: string, eventId: string | null): void {
    const { code, message, param } = error;
    this.violations.push({ sessionId, atMs: this.#now(), code, message, param, eventType, eventId });
  }

  #add(event: LoggedEvent): void {
    this.events.push(event);
    if (this.events.length > MOST_EVENTS) this.events.shift();
  }

  #now(): number {
    return Date.now() - this.openedAt;
  }
}

export function stateOf(id: string, configured: boolean, context: SessionContext): SessionState {
  const { openedAt, closed, heard, responses, events, violations } = context.log;
  return {
    id,
    model: context.config.model,
    openedAt,
    open: context.open,
    closed,
    configured,
    audioInMs: context.input.receivedMs,
    audioOutMs: context.audioOutMs,
    items: context.conversation.entries.map((entry) => ({
      id: entry.id,
      type: entry.item.type,
      role: entry.item.type === "message" ? entry.item.role : null,
      text: entry.text,
      audioMs: entry.audioMs,
      truncatedAtMs: entry.truncatedAtMs,
    })),
    heard,
    responses,
    events,
    violations,
  };
}
