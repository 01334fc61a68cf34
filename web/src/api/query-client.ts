import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { SESSION_KEY } from "../features/auth/session-queries.ts";
import { LIVE_KEPT_MS, liveKeys } from "../live/live-queries.ts";
import { ApiError, isSuspension } from "./api-error.ts";

/** What the socket tells is applied at once; this is only for what it does not tell. */
const STALE_AFTER_MS = 20_000;
const MAX_RETRIES = 2;

/** A refusal stays a refusal; only a server or a network in trouble is asked again. */
function worthRetrying(failures: number, error: unknown): boolean {
  if (failures >= MAX_RETRIES) return false;
  if (!(error instanceof ApiError)) return false;
  return error.code === "network" || (error.status !== null && error.status >= 500);
}

/** What was seen before and is refused now: taken away, or gone. */
const isRefusal = (error: unknown) =>
  error instanceof ApiError && (error.code === "not_found" || error.code === "forbidden");

export function createQueryClient(): QueryClient {
  const queries = new QueryClient({
    queryCache: new QueryCache({
      // The cache by itself would go on showing the last answer.
      onError: (error, query) => isRefusal(error) && query.setState({ data: undefined }),
    }),
    mutationCache: new MutationCache({
      // Whoever was not told yet that the business is suspended reads it now, and the screens close what is closed.
      onError: (error) => void (isSuspension(error) && queries.invalidateQueries({ queryKey: SESSION_KEY })),
    }),
    defaultOptions: {
      // Asked also while the browser says that it is offline: a save that waits unseen for a network says "saving" for ever,
      // and a page that waits for one says "loading".
      queries: { networkMode: "always", refetchOnReconnect: true, staleTime: STALE_AFTER_MS, retry: worthRetrying },
      mutations: { networkMode: "always", retry: false },
    },
  });
  queries.setQueryDefaults(liveKeys.all, { gcTime: LIVE_KEPT_MS });
  return queries;
}
