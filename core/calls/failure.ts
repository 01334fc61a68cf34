/**
 * What can go wrong between the call and the model, named once: it decides what is tried again, what the caller
 * hears, and what the dashboard says. Codes of OpenAI: https://platform.openai.com/docs/guides/error-codes.
 */
export const FAILURE_CODES = [
  /** 401, 403 or `invalid_api_key`: the key is wrong or may not use this model. */
  "openai_auth",
  /** `insufficient_quota`: the account has no money left. */
  "openai_quota",
  /** 429 otherwise: too many at once. */
  "openai_rate_limited",
  /** 5xx, or `server_error` in a response. */
  "openai_server_error",
  /** The session was refused for another reason (a model that does not exist, a bad request). */
  "openai_refused",
  /** No answer to the upgrade, or no session, within the limit. */
  "openai_unreachable",
  /** The session stood, but no sound came within the limit. */
  "openai_no_audio",
  /** The socket dropped and could not be opened again. */
  "openai_dropped",
  /** Ours: the business's data could not be read. */
  "platform_error",
] as const;
export type FailureCode = (typeof FAILURE_CODES)[number];

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
