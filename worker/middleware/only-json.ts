/**
 * The API speaks JSON. A body that says to be something else is not read as if it were empty; and forms, which a page of
 * another site can send without asking (`text/plain` is one of them), never reach a route.
 */
import type { MiddlewareHandler } from "hono";
import { isSafeMethod } from "./same-origin.ts";
import { CodedError } from "../../core/contract/errors.ts";
import type { AppEnv } from "../context.ts";

/** The logo and photos say themselves which types they take; none is one that a form can send. */
const UPLOADS = [
  { method: "PUT", path: /^\/api\/businesses\/[^/]+\/logo$/, type: /./ },
  { method: "POST", path: /^\/api\/businesses\/[^/]+\/imports$/, type: /^text\/csv\s*(?:;|$)/i },
  { method: "POST", path: /^\/api\/businesses\/[^/]+\/listings\/[^/]+\/photos$/, type: /./ },
] as const;

const isUpload = (method: string, path: string, type: string): boolean =>
  UPLOADS.some((upload) => upload.method === method && upload.path.test(path) && upload.type.test(type));

const JSON_TYPE = /^application\/json\s*(?:;|$)/i;

export const onlyJson: MiddlewareHandler<AppEnv> = async function onlyJson(c, next) {
  const type = c.req.header("Content-Type");
  const { method, path } = c.req;
  if (type !== undefined && !isSafeMethod(method) && !isUpload(method, path, type) && !JSON_TYPE.test(type.trim()))
    throw new CodedError("bad_request", "a body has to be application/json");
  await next();
};
