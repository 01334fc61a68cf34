/**
 * Where the call is written: to D1 and to the dashboards, in the background and in order. Nothing here is awaited by
 * the talk. What D1 does not have yet stands in the object's own storage, from which whoever takes the call up after a
 * loss writes it (call-journal.ts).
 */
import type { CallEnding, CallEventKind, TurnRecord } from "../../core/calls/call-record.ts";
import type { Usage } from "../../core/calls/cost.ts";
import { Outbox } from "../../core/calls/outbox.ts";
import type { HubEvent } from "../../core/contract/hub-events.ts";
import type { Missed } from "../../core/contract/hub-listener.ts";
import type { CallWrite } from "../../worker/features/calls/record/queries.ts";
import type { Logger } from "../../worker/log.ts";
import { failureCauseOf } from "./failure-cause.ts";

export type RecorderDeps = {
  write(batch: CallWrite[]): Promise<void>;
  /** Puts what is not in D1 yet where it outlives the object. */
  keep(unwritten: CallWrite[]): void;
  /** To those who may see a lead of `assignedTo`; answers with how many dashboards follow this call. */
  publish(events: HubEvent[], assignedTo: string | null): Promise<number>;
  pause(ms: number): Promise<void>;
  now(): number;
  log: Logger;
};

/**
 * What somebody has said to its end is kept at once: with the object it would be lost for good. Notes, usage and a
 * sentence that is still growing wait a little and go together.
 */
const KEEP_GATHER_MS = 5_000;
/** Somebody shows the call: what they read of it must not be far behind what they hear. */
const WATCHED_GATHER_MS = 2_000;
/**
 * Nobody looks: a batch of D1 costs as much as carrying the call's audio for some seconds, and what it would save is
 * kept already. Whoever asks for the call's record has it completed first. Calls that began together must not all write together, so each waits between this and half as much.
 */
const UNWATCHED_GATHER_MS = 60_000;
/** The hub says when a dashboard follows the call; until then it is told rarely, of each turn the newest. */
const UNHEARD_GATHER_MS = 30_000;

type CallRef = { callId: string; callSid: string };
type LiveTurn = TurnRecord & { final: boolean };

/** Between 0 and 1, for the same call always the same: the last hex digits of a CallSid are random. */
export const shareOf = (callSid: string): number => (Number.parseInt(callSid.slice(-4), 16) || 0) / 0x1_00_00;

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
  /** Whose lead the caller is; null: nobody's. */
  #assignedTo: string | null;
  /** Dashboards that follow the call, as of the last event; until one was sent, there may be some. */
  #listeners = 1;
  /** Counts those that came, so that an answer from before one does not silence the call. */
  #arrivals = 0;
  /** What was said last: a list of calls shows no more of it. */
  #newest: LiveTurn | null = null;
  /** The wait for what may be kept a little later; null: all is kept. */
  #keepingSoon: symbol | null = null;

  constructor(deps: RecorderDeps, ref: CallRef, lastEventSeq: number, assignedTo: string | null = null) {
    this.#deps = deps;
    this.#ref = ref;
    this.#eventSeq = lastEventSeq;
    this.#assignedTo = assignedTo;
    const unwatchedMs = Math.round(UNWATCHED_GATHER_MS * (1 - shareOf(ref.callSid) / 2));
    const failed = (event: string) => (cause: unknown, waiting: number) => deps.log.error(event, { cause, waiting });
    this.#record = new Outbox(
      {
        write: deps.write,
        written: (rest) => this.#keep(rest),
        pause: deps.pause,
        gatherMs: () => (this.#listeners === 0 ? unwatchedMs : WATCHED_GATHER_MS),
        failed: failed("call_write_failed"),
        causeOf: failureCauseOf,
      },
      keyOfWrite,
    );
    this.#live = new Outbox(
      {
        write: async (events) => {
          const arrivals = this.#arrivals;
          const listeners = await deps.publish(events, this.#assignedTo);
          if (arrivals === this.#arrivals) this.#listeners = listeners;
        },
        pause: deps.pause,
        gatherMs: () => (this.#listeners === 0 ? UNHEARD_GATHER_MS : 0),
        failed: failed("call_publish_failed"),
        causeOf: failureCauseOf,
      },
      keyOfEvent,
    );
  }

  answered(at: number, model: string): void {
    // The list of calls shows who is on the line.
    this.#record.add({ write: "answered", at, model }, true);
  }

  started(from: string, startedAt: number, leadName: string | null): void {
    this.#live.add({ type: "call.started", ...this.#ref, from, startedAt, leadName });
  }

  turn(turn: TurnRecord, final: boolean): void {
    this.#record.add({ write: "turn", turn });
    if (final) this.#keep();
    else this.#keepSoon();
    this.#newest = { ...turn, final };
    this.#live.add(this.#told(this.#newest));
  }

  /** `urgent`: others ask the record for it, and must find it. */
  note(kind: CallEventKind, data: Record<string, unknown>, urgent = false): void {
    this.#record.add({ write: "event", event: { seq: ++this.#eventSeq, kind, at: this.#deps.now(), data } }, urgent);
    this.#keepSoon();
    this.#deps.log.info(kind, data as Record<string, string>);
  }

  tool(name: string, status: "running" | "done" | "failed", leadId: string | null): void {
    const tool = { name, status, at: this.#deps.now() };
    // What it did is shown by others than those who follow the call: the list of leads.
    this.#live.add({ type: "call.tool", ...this.#ref, tool, leadId }, status !== "running");
  }

  usage(usage: Usage, model: string): void {
    this.#record.add({ write: "usage", usage, model });
    this.#keepSoon();
  }

  ended(ending: CallEnding): void {
    this.#record.add({ write: "ended", ending });
    this.#keep();
    // At once: a dashboard that has just come must not show for half a minute that somebody is on the line.
    this.#live.add({ type: "call.ended", ...this.#ref, ...ending }, true);
  }

  /** A person has taken the call that has ended for the assistant. */
  handedOff(ending: CallEnding): void {
    this.#record.add({ write: "handedOff" }, true);
    this.#keep();
    const ended = { ...ending, reason: "handed_off" as const, callBack: false };
    this.#live.add({ type: "call.ended", ...this.#ref, ...ended }, true);
  }

  /**
   * A dashboard follows the call. What waits for somebody to hear it goes out now; what it may have missed in D1 a moment
   * ago, and what was said last, is for this one alone.
   */
  followed(): Missed {
    this.#arrivals++;
    this.#listeners = Math.max(this.#listeners, 1);
    const turns = new Map<number, LiveTurn>();
    for (const entry of this.#record.unwritten()) {
      if (entry.write !== "turn") continue;
      const final = entry.turn.role === "caller" || entry.turn.heardMs !== null;
      turns.set(entry.turn.seq, { ...entry.turn, final });
    }
    if (this.#newest) turns.set(this.#newest.seq, this.#newest);
    const waiting = new Set(this.#live.unwritten().map(keyOfEvent));
    const events = [...turns.values()]
      .map((turn) => this.#told(turn))
      .filter((event) => !waiting.has(keyOfEvent(event)));
    this.#record.hurry();
    this.#live.hurry();
    return { assignedTo: this.#assignedTo, events };
  }

  #told(turn: LiveTurn): HubEvent {
    return { type: "call.turn", ...this.#ref, turn };
  }

  /** The lead has changed hands: from here on others hear of the call. */
  leadAssigned(assignedTo: string | null): void {
    this.#assignedTo = assignedTo;
  }

  #keep(unwritten = this.#record.unwritten()): void {
    this.#keepingSoon = null;
    this.#deps.keep(unwritten);
  }

  /** What is kept for a better reason meanwhile takes this along. */
  #keepSoon(): void {
    if (this.#keepingSoon) return;
    const wait = Symbol();
    this.#keepingSoon = wait;
    void this.#deps.pause(KEEP_GATHER_MS).then(() => {
      if (this.#keepingSoon === wait) this.#keep();
    });
  }

  /** Somebody reads the record: what it lacks is written first. False: it lacks nothing. */
  async complete(): Promise<boolean> {
    if (this.#record.unwritten().length === 0) return false;
    await this.#record.flushed();
    return true;
  }

  /** When everything so far stands in D1; the dashboards are not waited for. False: D1 did not take all of it. */
  settled(): Promise<boolean> {
    return this.#record.settled();
  }
}
