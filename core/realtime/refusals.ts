/**
 * How OpenAI says no: HTTP statuses, `error` events, failed responses and closes, told apart by what can be done about
 * them. Codes: https://platform.openai.com/docs/guides/error-codes.
 */
import type { FailureCode } from "../calls/failure.ts";

/** A refused upgrade. `code` is `error.code` of the body, when it could be read. */
export function failureOfStatus(status: number, code: string | null): FailureCode {
  if (status === 401 || status === 403) return "openai_auth";
  if (status === 429) return failureOfCode(code) ?? "openai_rate_limited";
  return status >= 500 ? "openai_server_error" : "openai_refused";
}

/** Of an `error` event, a failed response or a close. Null: not a failure of the service, but of one request. */
export function failureOfCode(code: string | null | undefined): FailureCode | null {
  switch (code) {
    case "insufficient_quota":
    case "billing_hard_limit_reached":
      return "openai_quota";
    case "rate_limit_exceeded":
      return "openai_rate_limited";
    case "server_error":
    case "inference_error":
      return "openai_server_error";
    case "invalid_api_key":
    case "account_deactivated":
      return "openai_auth";
    case "invalid_model":
    case "missing_model":
    case "model_not_found":
      return "openai_refused";
    default:
      return null;
  }
}

/** OpenAI's own close codes, as they were seen: 3000 for the key, 4000 and 4004 for what was asked of the session. */
const BAD_KEY = 3000;
const BAD_REQUESTS: readonly number[] = [4000, 4004];

/**
 * The close of a socket. OpenAI looks at the key, the quota and the model only after it has accepted the upgrade: it
 * sends an `error` event and closes, and the reason is the error's `type` or `type.code`. Null: the connection dropped.
 */
export function failureOfClose(closeCode: number, reason: string): FailureCode | null {
  const known = failureOfCode(reason.split(".").at(-1));
  if (known) return known;
  if (closeCode === BAD_KEY) return "openai_auth";
  return BAD_REQUESTS.includes(closeCode) ? "openai_refused" : null;
}

/**
 * How long to wait before each further attempt to open the socket, in ms; no entry, no attempt. A caller is waiting:
 * the whole of it stays under three seconds. A wrong key or an empty account does not mend itself in that time.
 */
const RETRY_AFTER_MS: Record<FailureCode, readonly number[]> = {
  openai_auth: [],
  openai_quota: [],
  openai_refused: [],
  openai_rate_limited: [1_000],
  openai_server_error: [100, 500, 1_500],
  openai_unreachable: [100],
  openai_dropped: [100, 500, 1_500],
  openai_no_audio: [],
  platform_error: [],
};

/** `attempt` counts the failed ones, from 1. Null: give up. */
export const retryAfterMs = (failure: FailureCode, attempt: number): number | null =>
  RETRY_AFTER_MS[failure][attempt - 1] ?? null;

/** A key, an account or a model: a second try in the same call ends as the first. */
export const isHopeless = (failure: FailureCode): boolean => retryAfterMs(failure, 1) === null;

/** "Please try again in 1.2s", "in 350ms", "in 1m3s", "in 8h38m24s": the service's own words; there is no field for it. */
const TRY_AGAIN = /try again in\s*(?:(\d+)\s*h)?\s*(?:(\d+)\s*m(?!s))?\s*(?:(\d+(?:\.\d+)?)\s*(ms|s))?/i;

/** Ms to wait; null where the message names no time. */
export function pauseNamedIn(message: string | null | undefined): number | null {
  const found = TRY_AGAIN.exec(message ?? "");
  if (!found) return null;
  const [, hours, minutes, rest, unit] = found;
  if (hours === undefined && minutes === undefined && rest === undefined) return null;
  const whole = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
  return Math.round(whole + Number(rest ?? 0) * (unit?.toLowerCase() === "ms" ? 1 : 1_000));
}

/** The instructions do not fit: with less of them the same session is accepted. */
const TOO_LARGE: ReadonlySet<string> = new Set([
  "string_above_max_length",
  "context_length_exceeded",
  "instructions_too_long",
  "session_too_large",
]);
const ABOUT_LENGTH = /too (long|large)|maximum (context )?length|max(imum)? length|exceed/i;

export type ErrorBody = {
  code?: string | null | undefined;
  message?: string | undefined;
  event_id?: string | null | undefined;
  param?: unknown;
};

const isAboutSession = ({ param }: ErrorBody): boolean => typeof param === "string" && param.startsWith("session");

/** What an `error` event that comes while a session is being set up means for it. */
export function refusalOfSession(error: ErrorBody): "too_large" | "refused" | null {
  const about = isAboutSession(error);
  if (TOO_LARGE.has(error.code ?? "") || (about && ABOUT_LENGTH.test(error.message ?? ""))) return "too_large";
  // A setting that OpenAI refuses (a voice, a model) will not be accepted the next time either.
  return about ? "refused" : null;
}
