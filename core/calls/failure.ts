/**
 * What can go wrong between the call and the model, named once: it decides what is tried again, what the caller
 * hears, and what the dashboard says.
 */
export const FAILURE_CODES = [
  /** 401 or 403: the key is wrong or may not use this model. */
  "openai_auth",
  /** 429 with `insufficient_quota`: the account has no money left. */
  "openai_quota",
  /** 429 otherwise: too many at once. */
  "openai_rate_limited",
  /** 5xx, or `server_error` in a response. */
  "openai_server_error",
  /** The upgrade was refused for another reason (4xx: a model that does not exist, a bad request). */
  "openai_refused",
  /** No answer to the upgrade, or no session, within the limit. */
  "openai_unreachable",
  /** The session stood, but no sound came within the limit. */
  "openai_no_audio",
  /** The socket dropped and could not be opened again. */
  "openai_dropped",
] as const;
export type FailureCode = (typeof FAILURE_CODES)[number];
