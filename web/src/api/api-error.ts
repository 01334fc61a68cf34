/** Everything that can go wrong with a request, as one type. The sentence for the reader is made in error-message.ts. */
import { errorBodySchema, type ErrorCode } from "../../../core/contract/errors.ts";

/** `network`: no answer at all. `unexpected`: an answer that is not of our API (a proxy's page, a crash). */
export type ApiErrorCode = ErrorCode | "network" | "unexpected";

export class ApiError extends Error {
  readonly code: ApiErrorCode;
  readonly status: number | null;
  readonly details: ReadonlyArray<{ field: string; problem: string }>;

  constructor(code: ApiErrorCode, options: { status?: number; details?: ApiError["details"]; cause?: unknown } = {}) {
    super(`request failed: ${code}`, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "ApiError";
    this.code = code;
    this.status = options.status ?? null;
    this.details = options.details ?? [];
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

export async function errorOf(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null);
  const parsed = errorBodySchema.safeParse(body);
  if (parsed.success) {
    return new ApiError(parsed.data.error.code, { status: response.status, details: parsed.data.error.details ?? [] });
  }
  return new ApiError(CODE_OF_STATUS[response.status] ?? "unexpected", { status: response.status });
}

export const hasCode = (error: unknown, code: ApiErrorCode): error is ApiError =>
  error instanceof ApiError && error.code === code;
