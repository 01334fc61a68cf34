/** Live sockets that were opened with rights which are not the same any more. */
import type { Deps } from "../../deps.ts";

/** Of one session, of one person, or, when neither is given, of everybody. */
export type Listeners = { sessionId?: string; userId?: string };

/**
 * The record is what counts: a hub that does not answer is told of in the log, and undoes no change. Its sockets end
 * with the quarter of an hour that each of them has.
 */
export async function dropSockets(
  { hub, log }: Pick<Deps, "hub" | "log">,
  businessId: string,
  whose: Listeners,
): Promise<void> {
  try {
    await hub(businessId).dropSockets(whose);
  } catch (cause) {
    log.error("sockets_not_dropped", { businessId, cause });
  }
}
