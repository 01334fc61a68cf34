import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { Session } from "../../../../core/auth/wire.ts";
import { hasCode } from "../../api/api-error.ts";
import { api } from "../../api/client.ts";

/** Of all queries the only one that is not a business's. */
export const SESSION_KEY = ["session"] as const;

export const sessionQuery = queryOptions({
  queryKey: SESSION_KEY,
  queryFn: async (): Promise<Session> => (await api.auth.me.$get()).json(),
  staleTime: Infinity,
});

export function useSignIn() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (json: { email: string; password: string }): Promise<Session> =>
      (await api.auth.login.$post({ json })).json(),
    onSuccess: (session) => {
      // Whoever sat here before may have been somebody else.
      queries.clear();
      queries.setQueryData(SESSION_KEY, session);
    },
  });
}

export function useSignOut() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      try {
        await api.auth.logout.$post();
      } catch (error) {
        // Already over: that is what was wanted.
        if (!hasCode(error, "unauthorized")) throw error;
      }
    },
    onSuccess: () => queries.clear(),
  });
}
