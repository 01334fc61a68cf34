/** The calls of this run, for the REST API to find and act on. */
import type { CallStatus } from "./faults.ts";

export type Replacement = { twiml: string } | { url: string; method: string };

export interface LiveCall {
  readonly callSid: string;
  readonly accountSid: string;
  readonly from: string;
  readonly to: string;
  readonly startedAt: Date;
  readonly status: CallStatus;
  /** REST `Status=completed`: resolves when the call is over. */
  complete(): Promise<unknown>;
  /** REST `Twiml=` or `Url=`: what runs now is dropped, a stream included. */
  redirect(replacement: Replacement): void;
}

// Twilio remembers calls for good; a stand-in that runs for days must not.
const MOST_CALLS = 500;

export class LiveCalls {
  private readonly calls = new Map<string, LiveCall>();

  get(callSid: string): LiveCall | undefined {
    return this.calls.get(callSid);
  }

  add(call: LiveCall): void {
    this.calls.set(call.callSid, call);
    const [oldest] = this.calls.keys();
    if (this.calls.size > MOST_CALLS && oldest !== undefined) this.calls.delete(oldest);
  }
}

/** Nothing can be done to a call that is over. */
export function isOver({ status }: LiveCall): boolean {
  return status !== "ringing" && status !== "in-progress" && status !== "queued";
}
