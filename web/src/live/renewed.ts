/** After the socket had only to be renewed: its time was over (hub-listener.ts), and nothing was away for long. */
import type { QueryClient } from "@tanstack/react-query";
import type { Session } from "../../../core/auth/wire.ts";
import type { CallSummary } from "../../../core/calls/wire.ts";
import { callKeys, liveCallsQuery } from "../features/calls/call-queries.ts";

/** What decides what this person sees in a business; two that are equal need no reload. */
export function rightsIn(session: Session | undefined, businessId: string): string {
  const membership = session?.memberships.find((one) => one.businessId === businessId);
  const { role, status, agentsSee } = membership ?? {};
  return JSON.stringify([
    session?.user.id,
    session?.user.platformRole,
    session?.impersonation,
    role,
    status,
    agentsSee,
  ]);
}

const idsOf = (calls: readonly CallSummary[] | undefined) =>
  (calls ?? [])
    .map(({ id }) => id)
    .toSorted()
    .join();

/** One small question tells whether a call began or ended in the moment without a socket. */
export async function readWhatWasMissed(queries: QueryClient, businessId: string): Promise<void> {
  const query = liveCallsQuery(businessId);
  const before = idsOf(queries.getQueryData(query.queryKey));
  const now = idsOf(await queries.fetchQuery({ ...query, staleTime: 0 }));
  if (now !== before) await queries.invalidateQueries({ queryKey: callKeys.of(businessId) });
}
