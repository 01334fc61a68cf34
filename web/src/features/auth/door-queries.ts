/** What is asked before anybody is signed in: new passwords and invitations. Secrets of links go in bodies only. */
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { InvitationLook, Session } from "../../../../core/auth/wire.ts";
import { api } from "../../api/client.ts";
import { takeAnswer } from "../../api/take-answer.ts";
import { SESSION_KEY } from "./session-queries.ts";

const reset = api.auth["password-reset"];
const { invitation } = api.auth;

/** Said before anybody asks: what becomes of the wish. It does not change while a page is open. */
export const resetWayQuery = queryOptions({
  queryKey: ["reset-way"] as const,
  queryFn: async ({ signal }): Promise<{ mailed: boolean }> => (await reset.$get({}, { init: { signal } })).json(),
  staleTime: Infinity,
});

export const useAskForReset = () =>
  useMutation({ mutationFn: async (json: { email: string }) => void (await reset.$post({ json })) });

/** Always asked anew: the link may have been used in the meantime. */
const NEVER_KEPT = { staleTime: 0, gcTime: 0, refetchOnWindowFocus: false } as const;

export const resetLinkQuery = (token: string) =>
  queryOptions({
    queryKey: ["reset-link", token] as const,
    queryFn: async (): Promise<{ email: string; expiresAt: number }> =>
      (await reset.look.$post({ json: { token } })).json(),
    ...NEVER_KEPT,
  });

export function useResetPassword(token: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ newPassword }: { newPassword: string }) =>
      void (await reset.confirm.$post({ json: { token, newPassword } })),
    // Every session has ended with it, the one of this browser too.
    onSuccess: () => queries.clear(),
  });
}

export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ["invitation-link", token] as const,
    queryFn: async (): Promise<InvitationLook> => (await invitation.look.$post({ json: { token } })).json(),
    ...NEVER_KEPT,
  });

/** A new person: makes the account and signs in. */
export function useAcceptInvitation(token: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ name, newPassword }: { name: string; newPassword: string }): Promise<Session> =>
      (await invitation.accept.$post({ json: { token, name, password: newPassword } })).json(),
    onSuccess: (session) => {
      queries.clear();
      queries.setQueryData(SESSION_KEY, session);
    },
  });
}

/** Somebody with an account. */
export function useJoin(token: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (): Promise<Session> => (await invitation.join.$post({ json: { token } })).json(),
    onSuccess: (session) => takeAnswer(queries, SESSION_KEY, session),
  });
}
