/** Why a write of the call's record failed: what the outbox does next depends on it. */
import type { FailureCause } from "../../core/calls/outbox.ts";
import { isRefused } from "../../worker/db/constraint.ts";
import { isPassing } from "../../worker/try-again.ts";

export function failureCauseOf(error: unknown): FailureCause {
  if (isRefused(error)) return "entry";
  return isPassing(error) || isOverloaded(error) ? "unreachable" : "unsure";
}

/** An object says so by a property, D1 in words: "D1 DB is overloaded", with the reason. */
const isOverloaded = (error: unknown): boolean =>
  error instanceof Error &&
  ((error as { overloaded?: unknown }).overloaded === true ||
    /D1 DB is overloaded/i.test(error.message) ||
    isOverloaded(error.cause));
