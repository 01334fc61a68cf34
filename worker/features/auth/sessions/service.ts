/** The end of sessions: on record, and in the dashboards that are open with them. */
import type { BatchItem } from "drizzle-orm/batch";
import {
  businessesOf,
  endingOf,
  sessionsOf,
  type Chosen,
  type EndedSession,
  type SessionEndReason,
} from "./queries.ts";
import type { Deps } from "../../../deps.ts";

/**
 * Ends the chosen sessions, with those that hang on them. `after` stands in the batch right behind it, where
 * `changes()` counts the ended ones.
 */
export async function endSessions(
  deps: Deps,
  chosen: Chosen,
  reason: SessionEndReason,
  after: BatchItem<"sqlite">[] = [],
): Promise<EndedSession[]> {
  const { lines, end } = endingOf(deps.directory, chosen, reason, deps.now());
  const [, ended] = await deps.directory.batch([lines, end, ...after]);
  await closeDashboards(deps, ended);
  return ended;
}

/** Ends every session of a person, those in which an admin acts as them too. */
export async function endSessionsOf(
  deps: Deps,
  userId: string,
  reason: SessionEndReason,
  { exceptSessionId = null }: { exceptSessionId?: string | null } = {},
): Promise<void> {
  await endSessions(deps, sessionsOf(userId, exceptSessionId), reason);
}

/**
 * A live socket was opened with its session and would outlive it. The record is what counts: a hub that does not answer
 * is told of in the log, and does not undo the end.
 */
export async function closeDashboards(deps: Deps, ended: EndedSession[]): Promise<void> {
  const own = ended.filter(({ impersonatedBusinessId }) => impersonatedBusinessId === null);
  const places =
    own.length > 0 ? await businessesOf(deps.directory, [...new Set(own.map(({ userId }) => userId))]) : [];
  const open = ended.flatMap(({ id, userId, impersonatedBusinessId }) =>
    impersonatedBusinessId === null
      ? places.filter((place) => place.userId === userId).map(({ businessId }) => ({ businessId, sessionId: id }))
      : [{ businessId: impersonatedBusinessId, sessionId: id }],
  );
  await Promise.all(
    open.map(({ businessId, sessionId }) =>
      deps
        .hub(businessId)
        .dropSockets({ sessionId })
        .catch((cause: unknown) => deps.log.error("sockets_not_dropped", { businessId, cause })),
    ),
  );
}
