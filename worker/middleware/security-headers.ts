import type { MiddlewareHandler } from "hono";
import { secureHeaders } from "hono/secure-headers";
import type { AppEnv } from "../context.ts";

/** Swagger UI styles its elements inline; scripts come from our own files only. */
const headers = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", "data:"],
    connectSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
  xFrameOptions: "DENY",
});

/** Not for a request to upgrade: its answer holds a socket and its headers cannot be changed. */
export const securityHeaders: MiddlewareHandler<AppEnv> = (c, next) =>
  c.req.header("Upgrade")?.toLowerCase() === "websocket" ? next() : headers(c, next);
