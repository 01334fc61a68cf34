/**
 * Where the call is written: to D1 and to the dashboards, in the background and in order. Nothing here is awaited by
 * the talk.
 */
import type { CallEnding, CallEventKind, TurnRecord } from "../../core/calls/call-record.ts";
import type { Usage } from "../../core/calls/cost.ts";
import { Outbox } from "../../core/calls/outbox.ts";
import type { HubEvent } from "../../core/contract/hub-events.ts";
import type { CallWrite } from "../../worker/features/calls/record/queries.ts";
import type { Logger } from "../../worker/log.ts";

export type RecorderDeps = {
  write(batch: CallWrite[]): Promise<void>;
  /** Answers with how many dashboards are listening. */
  publish(events: HubEvent[]): Promise<number>;
  pause(ms: number): Promise<void>;
  now(): number;
  log: Logger;
};

/**
 * What the caller said is written at once: with the object it would be lost for good. What the assistant says is on its
 * way to the caller for longer than this, and its notes and usage go out with it as one batch.
 */
const RECORD_GATHER_MS = 2_000;
/** While no dashboard listens, the hub is asked this often whether one has come. */
const UNHEARD_GATHER_MS = 3_000;

type CallRef = { callId: string; callSid: string };

function keyOfWrite(entry: CallWrite): string | null {
  if (entry.write === "turn") return `turn:${entry.turn.seq}`;
  return entry.write === "usage" ? "usage" : null;
}

const keyOfEvent = (event: HubEvent): string | null => (event.type === "call.turn" ? `turn:${event.turn.seq}` : null);

export class CallRecorder {
  readonly #deps: RecorderDeps;
  readonly #ref: CallRef;
  readonly #record: Outbox<CallWrite>;
  readonly #live: Outbox<HubEvent>;
  #eventSeq: number;
  /** Dashboards that heard the last event; until one was sent, there may be some. */
  #listeners = 1;

  constructor(deps: RecorderDeps, ref: CallRef, lastEventSeq: number) {
    this.#deps = deps;
    this.#ref = ref;
    this.#eventSeq = lastEventSeq;
    const failed = (event: string) => (cause: unknown, waiting: number) => deps.log.error(event, { cause, waiting });
    this.#record = new Outbox(
      {
        write: deps.write,
        pause: deps.pause,
        gatherMs: () => RECORD_GATHER_MS,
        failed: failed("call_write_failed"),
      },
      keyOfWrite,
    );
    this.#live = new Outbox(
      {
        write: async (events) => {
          this.#listeners = await deps.publish(events);
        },
        pause: deps.pause,
        gatherMs: () => (this.#listeners === 0 ? UNHEARD_GATHER_MS : 0),
        failed: failed("call_publish_failed"),
      },
      keyOfEvent,
    );
  }

  answered(at: number, model: string): void {
    this.#record.add({ write: "answered", at, model });
  }

  started(from: string, startedAt: number, leadName: string | null): void {
    this.#live.add({ type: "call.started", ...this.#ref, from, startedAt, leadName });
  }

  turn(turn: TurnRecord, final: boolean): void {
    this.#record.add({ write: "turn", turn }, turn.role === "caller");
    this.#live.add({ type: "call.turn", ...this.#ref, turn: { ...turn, final } });
  }

  note(kind: CallEventKind, data: Record<string, unknown>): void {
    this.#record.add({ write: "event", event: { seq: ++this.#eventSeq, kind, at: this.#deps.now(), data } });
    this.#deps.log.info(kind, data as Record<string, string>);
  }

  tool(name: string, status: "running" | "done" | "failed", leadId: string | null): void {
    this.#live.add({ type: "call.tool", ...this.#ref, tool: { name, status, at: this.#deps.now() }, leadId });
  }

  usage(usage: Usage, model: string): void {
    this.#record.add({ write: "usage", usage, model });
  }

  ended(ending: CallEnding): void {
    this.#record.add({ write: "ended", ending });
    this.#live.add({ type: "call.ended", ...this.#ref, ...ending });
  }

  /** When everything so far stands in D1; the dashboards are not waited for. */
  async settled(): Promise<void> {
    await this.#record.settled();
  }
}
