import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { Session } from "../../../../core/auth/wire.ts";
import { ApiError } from "../../api/api-error.ts";
import { api, forgetPerson } from "../../api/client.ts";
import { tellTabs } from "./tabs.ts";

/** Of all queries the only one that is not a business's. */
export const SESSION_KEY = ["session"] as const;

export const sessionQuery = queryOptions({
  queryKey: SESSION_KEY,
  queryFn: async (): Promise<Session> => {
    const { session, renewable } = await (await api.auth.session.$get()).json();
    if (session) return session;
    if (!renewable) throw new ApiError("unauthorized", { status: 401 });
    // Asks for it in a way that renews it.
    return (await api.auth.me.$get()).json();
  },
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
    mutationFn: async () => void (await api.auth.logout.$post()),
    onSuccess: () => {
      tellTabs({ person: null, name: "" });
      forgetPerson();
      queries.clear();
    },
  });
}
