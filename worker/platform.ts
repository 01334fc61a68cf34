import type { Context } from "hono";
import type { AppEnv } from "./context.ts";

/** What waits for work that goes on after the answer; null where a request was made without one, as tests do. */
export function platformOf(c: Context<AppEnv>): Context["executionCtx"] | null {
  try {
    return c.executionCtx;
  } catch {
    return null;
  }
}
