/** What the verbs of TwiML need from the call they run on. */
import type { CallLog } from "./call-log.ts";
import type { Keypad } from "./gather.ts";
import type { TwimlElement } from "./twiml.ts";

export type Next =
  | { kind: "go-to"; url: string; method: string; fields: Record<string, string> }
  | { kind: "hang-up" }
  | { kind: "reject"; reason: string };

export interface CallLine {
  readonly log: CallLog;
  readonly keypad: Keypad;
  /** `<Say>` and `<Pause>` take no time. */
  readonly instantSpeech: boolean;
  /** Aborted when this document is no longer followed: the caller hung up, or REST brought another. */
  readonly signal: AbortSignal;
  hasHungUp(): boolean;
  pickUp(): void;
  /** Returns after `ms` or when a signal aborts, whichever is first; never throws. */
  pause(ms: number, signal: AbortSignal): Promise<void>;
  stream(url: string, customParameters: Record<string, string>): Promise<void>;
  /** Rings a person; returns the Dial fields of the `action` request. */
  dial(
    number: string,
    options: { callerId: string | undefined; offerUrl: string | undefined },
  ): Promise<Record<string, string>>;
  beforeAction(verb: "Connect" | "Dial", url: string): Promise<void>;
  /** Tells an `action` URL that the call is over; what comes back is ignored. */
  notifyAction(url: string, verb: TwimlElement, fields: Record<string, string>): Promise<void>;
}
