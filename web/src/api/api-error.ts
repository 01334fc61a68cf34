/** Everything that can go wrong with a request, as one type. The sentence for the reader is made in error-message.ts. */
import { ERROR_CODES, SUSPENDED_DETAIL, type ErrorBody, type ErrorCode } from "../../../core/contract/errors.ts";
import { isListOf, isObject, isOneOf, isText, orAbsent } from "./shape.ts";

/** `network`: no answer at all. `unexpected`: an answer that is not of our API (a proxy's page, a crash). */
export type ApiErrorCode = ErrorCode | "network" | "unexpected";

export class ApiError extends Error {
  readonly code: ApiErrorCode;
  readonly status: number | null;
  readonly details: ReadonlyArray<{ field: string; problem: string }>;
  /** Of a refusal because of too many attempts: how long it lasts. Null where the server did not say. */
  readonly retryAfterMs: number | null;

  constructor(
    code: ApiErrorCode,
    options: { status?: number; details?: ApiError["details"]; retryAfterMs?: number | null; cause?: unknown } = {},
  ) {
    super(`request failed: ${code}`, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "ApiError";
    this.code = code;
    this.status = options.status ?? null;
    this.details = options.details ?? [];
    this.retryAfterMs = options.retryAfterMs ?? null;
  }
}

/** Status codes that speak for themselves when the body does not. */
const CODE_OF_STATUS: Readonly<Record<number, ErrorCode>> = {
  401: "unauthorized",
  403: "forbidden",
  404: "not_found",
  409: "conflict",
  413: "payload_too_large",
  429: "rate_limited",
  502: "unavailable",
  503: "unavailable",
  504: "unavailable",
};

const isErrorBody = isObject<ErrorBody>({
  error: isObject<ErrorBody["error"]>({
    code: isOneOf(Object.keys(ERROR_CODES) as ErrorCode[]),
    message: isText,
    details: orAbsent(isListOf(isObject({ field: isText, problem: isText }))),
  }),
});

/** `Retry-After` in seconds, as our own server writes it. */
function retryAfterOf(response: Response): number | null {
  const seconds = Number(response.headers.get("Retry-After") ?? Number.NaN);
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1_000 : null;
}

export async function errorOf(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null);
  const { status } = response;
  const retryAfterMs = retryAfterOf(response);
  if (isErrorBody(body)) {
    const { code, details = [] } = body.error;
    return new ApiError(code, { status, details, retryAfterMs });
  }
  return new ApiError(CODE_OF_STATUS[status] ?? "unexpected", { status, retryAfterMs });
}

export const hasCode = (error: unknown, code: ApiErrorCode): error is ApiError =>
  error instanceof ApiError && error.code === code;

/** Nobody may change anything, because the business is suspended. */
export const isSuspension = (error: unknown): boolean =>
  hasCode(error, "forbidden") &&
  error.details.some(({ field, problem }) => field === SUSPENDED_DETAIL.field && problem === SUSPENDED_DETAIL.problem);
