/** The one translator from what was thrown to what is answered. Only codes and our own words leave the Worker. */
import type { ErrorHandler, NotFoundHandler } from "hono";
import { HTTPException } from "hono/http-exception";
import { CodedError, type ErrorBody, type ErrorCode } from "../../core/contract/errors.ts";
import type { AppEnv } from "../context.ts";
import type { Logger } from "../log.ts";
import { behindError } from "./writable.ts";

/** What Hono's own middleware throws (a body that is not JSON, for one), by status. */
const CODE_OF_STATUS: Readonly<Record<number, ErrorCode>> = {
  400: "bad_request",
  401: "unauthorized",
  403: "forbidden",
  404: "not_found",
  413: "payload_too_large",
};

function coded(error: Error): CodedError {
  if (error instanceof CodedError) return error;
  const code = error instanceof HTTPException ? CODE_OF_STATUS[error.status] : undefined;
  return code
    ? new CodedError(code, error.message, { cause: error })
    : new CodedError("internal", "something went wrong", { cause: error });
}

const bodyOf = ({ code, message, details }: CodedError): ErrorBody => ({
  error: { code, message, ...(details && { details }) },
});

export const onError: ErrorHandler<AppEnv> = async (error, c) => {
  const translated = (await behindError(error, c)) ?? coded(error);
  // Missing when the configuration itself is what failed.
  const { log = console }: { log?: Pick<Logger, "error"> } = c.var;
  if (translated.status >= 500)
    log.error("request_failed", { code: translated.code, cause: translated.cause ?? translated });
  if (translated.retryAfterMs !== undefined)
    c.header("Retry-After", String(Math.max(1, Math.ceil(translated.retryAfterMs / 1000))));
  return c.json(bodyOf(translated), translated.status);
};

export const onNotFound: NotFoundHandler<AppEnv> = (c) =>
  c.json(bodyOf(new CodedError("not_found", "there is nothing here")), 404);
