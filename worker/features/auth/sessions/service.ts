/** The end of sessions: on record, and in the dashboards that are open with them. */
import type { BatchItem } from "drizzle-orm/batch";
import { businessesOf, endingOf, type Chosen, type EndedSession, type SessionEndReason } from "./queries.ts";
import type { Deps } from "../../../deps.ts";
import { dropSockets } from "../../business/drop-sockets.ts";

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

/**
 * A live socket was opened with its session and would outlive it. Of a person whose sessions end together all sockets
 * are closed at once, those of sessions that go on too, which come back by themselves: a call for each of hundreds of
 * sessions would be more than one request may make.
 */
export async function closeDashboards(deps: Deps, ended: EndedSession[]): Promise<void> {
  const own = ended.filter(({ impersonatedBusinessId }) => impersonatedBusinessId === null);
  const places =
    own.length > 0 ? await businessesOf(deps.directory, [...new Set(own.map(({ userId }) => userId))]) : [];
  const open = ended.flatMap(({ id: sessionId, userId, impersonatedBusinessId }) =>
    impersonatedBusinessId === null
      ? places.filter((place) => place.userId === userId).map(({ businessId }) => ({ businessId, userId, sessionId }))
      : [{ businessId: impersonatedBusinessId, userId, sessionId }],
  );
  const together = Map.groupBy(open, ({ businessId, userId }) => JSON.stringify([businessId, userId]));
  await Promise.all(
    [...together.values()].flatMap(([first, ...others]) => {
      if (!first) return [];
      const { businessId, userId, sessionId } = first;
      return [dropSockets(deps, businessId, others.length > 0 ? { userId } : { sessionId })];
    }),
  );
}
