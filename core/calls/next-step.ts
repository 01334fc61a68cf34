/** What Twilio is told when the stream has ended and it asks the `action` URL. */
import type { FailureCode } from "./failure.ts";

export type NextStep =
  | { then: "hang_up" }
  /**
   * Ring a person. `because`: the caller asked for one, or the assistant failed, which the caller is told first. Nobody
   * accepts: the caller is promised a call back.
   */
  | { then: "dial"; phone: string; because: "asked" | FailureCode }
  /** Say in Hebrew that something failed and that somebody will ring back. */
  | { then: "apologise"; failure: FailureCode }
  /** Say in Hebrew that somebody will ring back: nobody took the call. */
  | { then: "call_back" };

/** The assistant cannot go on: a person takes over where there is one. */
export const afterFailure = (failure: FailureCode, handoffPhone: string | null): NextStep =>
  handoffPhone === null ? { then: "apologise", failure } : { then: "dial", phone: handoffPhone, because: failure };
