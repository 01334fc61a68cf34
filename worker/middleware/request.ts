/** First of all: gives a request its id, logger and dependencies, and writes one line when it is over. */
import type { MiddlewareHandler } from "hono";
import { routePath } from "hono/route";
import type { AppEnv, ScopeEnv } from "../context.ts";
import type { Deps } from "../deps.ts";
import type { Env } from "../env.ts";
import { clientOf } from "./client.ts";

export const REQUEST_ID_HEADER = "X-Request-Id";
const SWITCHING_PROTOCOLS = 101;

export const request = (depsOf: (env: Env) => Deps): MiddlewareHandler<AppEnv> =>
  async function request(c, next) {
    const deps = depsOf(c.env);
    const requestId = deps.newId();
    const log = deps.log.child({ requestId });
    const startedAt = deps.now();
    c.set("deps", deps);
    c.set("requestId", requestId);
    c.set("log", log);
    c.set("client", clientOf(c.req, deps.config));
    await next();
    const { status } = c.res;
    // An upgraded answer must stay the object that holds the socket; setting a header would copy it.
    if (status !== SWITCHING_PROTOCOLS) c.header(REQUEST_ID_HEADER, requestId);
    const { place } = c.var as Partial<ScopeEnv["Variables"]>;
    log.info("request", {
      method: c.req.method,
      route: routePath(c, -1),
      status,
      ms: deps.now() - startedAt,
      businessId: place?.businessId,
    });
  };
