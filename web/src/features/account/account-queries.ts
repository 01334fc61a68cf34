import { queryOptions, useMutation, useQueryClient, type QueryClient } from "@tanstack/react-query";
import type { AccountEvent, OwnSession, Session } from "../../../../core/auth/wire.ts";
import { hasCode } from "../../api/api-error.ts";
import { api } from "../../api/client.ts";
import { takeAnswer } from "../../api/take-answer.ts";
import { SESSION_KEY } from "../auth/session-queries.ts";

export const ownSessionsQuery = queryOptions({
  queryKey: ["own-sessions"] as const,
  queryFn: async ({ signal }): Promise<OwnSession[]> =>
    (await (await api.auth.sessions.$get({}, { init: { signal } })).json()).items,
  staleTime: 0,
});

/** What happened to this account, latest first. Not asked for with every page: it is news, not work. */
export const accountEventsQuery = queryOptions({
  queryKey: ["account-events"] as const,
  queryFn: async ({ signal }): Promise<AccountEvent[]> =>
    (await (await api.auth.events.$get({}, { init: { signal } })).json()).items,
  staleTime: 10 * 60_000,
});

const reread = (queries: QueryClient) => queries.invalidateQueries({ queryKey: ownSessionsQuery.queryKey });

type Told = { onDone: () => void; onRefused: (error: Error) => void };

/** What is to be told is told from here: with the answer the row is gone, and with it whatever `mutate` was given. */
export function useEndSession({ onDone, onRefused }: Told) {
  const queries = useQueryClient();
  return useMutation({
    onSuccess: onDone,
    onError: onRefused,
    mutationFn: async (sessionId: string) => {
      try {
        await api.auth.sessions[":sessionId"].$delete({ param: { sessionId } });
      } catch (error) {
        // Over already: that is what was wanted.
        if (!hasCode(error, "not_found")) throw error;
      }
    },
    onSettled: () => reread(queries),
  });
}

/** Ends every session of this person but the one that asks. */
export function useSignOutOthers() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async () => void (await api.auth["logout-others"].$post()),
    onSettled: () => reread(queries),
  });
}

/** Ends every session of this person, the one that asks too. */
export function useSignOutEverywhere() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async () => void (await api.auth["logout-everywhere"].$post()),
    onSuccess: () => queries.clear(),
  });
}

export function useSaveName() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (json: { name: string }): Promise<Session> => (await api.auth.profile.$patch({ json })).json(),
    onSuccess: (session) => takeAnswer(queries, SESSION_KEY, session),
  });
}

export function useChangePassword() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (json: { currentPassword: string; newPassword: string }) =>
      void (await api.auth.password.$post({ json })),
    onSuccess: () => reread(queries),
  });
}
