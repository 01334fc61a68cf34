import type { Context } from "hono";
import type { AppEnv } from "../../context.ts";

/** Lets work go on after the answer, where there is a platform that waits for it; else it is waited for here. */
export async function inBackground(c: Context<AppEnv>, failed: string, work: Promise<void>): Promise<void> {
  const done = work.catch((cause: unknown) => c.var.log.error(failed, { cause }));
  const platform = platformOf(c);
  if (platform) platform.waitUntil(done);
  else await done;
}

/** Hono throws where a request was made without one, as tests do. */
function platformOf(c: Context<AppEnv>): Context["executionCtx"] | null {
  try {
    return c.executionCtx;
  } catch {
    return null;
  }
}
