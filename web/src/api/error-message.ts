import { he } from "../i18n/he.ts";
import { ApiError, isSuspension } from "./api-error.ts";

/** The one translator from errors to what a person reads. */
export function errorMessage(error: unknown): string {
  // "No permission" would send people to their managers, who may not either.
  if (isSuspension(error)) return he.errors.suspended;
  const code = error instanceof ApiError ? error.code : "unexpected";
  // No answer has two reasons, and only one of them is in the person's hands.
  return code === "network" && navigator.onLine === false ? he.errors.offline : he.errors[code];
}
