/**
 * What was begun is done to its end. The platform cancels a request whose client has gone: a phone that loses its line, a
 * tab that is closed. Between the write and what follows it (telling the dashboards, asking for the job) nobody would
 * ever do the rest.
 */
import type { MiddlewareHandler } from "hono";
import type { AppEnv } from "../context.ts";
import { platformOf } from "../platform.ts";

const READS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

export const toItsEnd: MiddlewareHandler<AppEnv> = async function toItsEnd(c, next) {
  if (READS.has(c.req.method)) return next();
  const work = next();
  // What fails is answered, and logged, where it is waited for.
  platformOf(c)?.waitUntil(work.catch(() => {}));
  await work;
};
