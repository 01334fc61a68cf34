/**
 * How the service turns a connection away: it accepts the upgrade first, then sends an `error` event and closes, with
 * the error's type and code as the reason. Only what stands before it (a proxy, a wrong path) answers in HTTP.
 */
import type { IncomingHttpHeaders } from "node:http";
import { invalidRequest, type ApiError } from "./parse-client-event.ts";

export interface Rejection {
  readonly error: ApiError;
  readonly closeCode: 1013 | 3000 | 4000 | 4004;
}

export const REJECTIONS = {
  invalid_api_key: {
    error: invalidRequest("invalid_api_key", "Incorrect API key provided: sk-stand***in."),
    closeCode: 3000,
  },
  insufficient_quota: {
    error: {
      type: "insufficient_quota",
      code: "insufficient_quota",
      message: "You exceeded your current quota, please check your plan and billing details.",
      param: null,
    },
    closeCode: 1013,
  },
  invalid_model: {
    error: invalidRequest("invalid_model", "This model is not supported in realtime mode."),
    closeCode: 4000,
  },
  model_not_found: {
    error: invalidRequest("model_not_found", "The model does not exist or you do not have access to it."),
    closeCode: 4004,
  },
} as const satisfies Record<string, Rejection>;

const NO_KEY = invalidRequest(null, "Missing bearer or basic authentication in header");
const NO_MODEL = invalidRequest("missing_model", "You must provide a model parameter.");
const BETA = invalidRequest("beta_api_shape_disabled", "The Realtime Beta API is no longer supported.");

/** What is wrong with a connection itself, whatever fault was ordered for it. */
export function rejectionOf(headers: IncomingHttpHeaders, model: string): Rejection | null {
  if (headers["openai-beta"] !== undefined) return { error: BETA, closeCode: 4000 };
  if (!/^Bearer .+$/.test(headers.authorization ?? "")) return { error: NO_KEY, closeCode: 3000 };
  return model ? null : { error: NO_MODEL, closeCode: 4000 };
}

export const reasonOf = ({ error }: Rejection): string => (error.code ? `${error.type}.${error.code}` : error.type);
