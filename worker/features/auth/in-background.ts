import type { Context } from "hono";
import type { AppEnv } from "../../context.ts";
import { platformOf } from "../../platform.ts";

/** Lets work go on after the answer, where there is a platform that waits for it; else it is waited for here. */
export async function inBackground(c: Context<AppEnv>, failed: string, work: Promise<void>): Promise<void> {
  const done = work.catch((cause: unknown) => c.var.log.error(failed, { cause }));
  const platform = platformOf(c);
  if (platform) platform.waitUntil(done);
  else await done;
}
