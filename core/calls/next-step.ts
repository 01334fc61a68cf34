/** What Twilio is told when the stream has ended and it asks the `action` URL. */
import type { FailureCode } from "./failure.ts";

export type NextStep =
  | { then: "hang_up" }
  /** The stream is gone but the call is not: open another one, with a fresh token. */
  | { then: "reconnect" }
  /** Say in Hebrew that something failed, then ring a person if there is one. */
  | { then: "apologise"; failure: FailureCode; handoffPhone: string | null };
