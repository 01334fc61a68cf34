/** The one error type of the product. Codes travel; sentences are made from them where a person reads. */
import { z } from "zod";

export const ERROR_CODES = {
  bad_request: 400,
  validation_failed: 400,
  unauthorized: 401,
  invalid_credentials: 401,
  forbidden: 403,
  csrf_failed: 403,
  /** Something a platform admin may not do in another person's name. */
  not_while_impersonating: 403,
  bad_signature: 403,
  not_found: 404,
  conflict: 409,
  /** The page shows one person's account, and this browser is signed in as another by now. */
  person_changed: 409,
  payload_too_large: 413,
  rate_limited: 429,
  /** Too many failed at this account from places that it does not know; known devices and links are still good. */
  account_guarded: 429,
  internal: 500,
  dependency_failed: 502,
  unavailable: 503,
} as const;
export type ErrorCode = keyof typeof ERROR_CODES;

export const errorBodySchema = z.object({
  error: z.object({
    code: z.enum(Object.keys(ERROR_CODES) as [ErrorCode, ...ErrorCode[]]),
    message: z.string(),
    /** Which field, and what is wrong with it. */
    details: z.array(z.object({ field: z.string(), problem: z.string() })).optional(),
  }),
});
export type ErrorBody = z.infer<typeof errorBodySchema>;

type Details = NonNullable<ErrorBody["error"]["details"]>;

export class CodedError extends Error {
  readonly code: ErrorCode;
  readonly details: Details | undefined;
  /** When it is worth trying again; the answer says it in `Retry-After`. */
  readonly retryAfterMs: number | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: { cause?: unknown; details?: Details; retryAfterMs?: number } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "CodedError";
    this.code = code;
    this.details = options.details;
    this.retryAfterMs = options.retryAfterMs;
  }

  get status(): (typeof ERROR_CODES)[ErrorCode] {
    return ERROR_CODES[this.code];
  }
}

/** What was sent cannot be right, for all that is said of each field in `details`. */
export const invalidFields = (...details: Details): CodedError =>
  new CodedError("validation_failed", "some fields are not valid", { details });

/** With `forbidden`: it is not the person who may not, nobody may, as long as the business is suspended. */
export const SUSPENDED_DETAIL = { field: "business", problem: "suspended" } as const;
