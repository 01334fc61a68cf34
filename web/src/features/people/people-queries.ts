import { queryOptions, useMutation, useQueryClient, type QueryClient } from "@tanstack/react-query";
import type { Role } from "../../../../core/auth/permissions.ts";
import type { SentLink } from "../../../../core/auth/wire.ts";
import type { Invitation, People } from "../../../../core/people/wire.ts";
import { api } from "../../api/client.ts";
import { SESSION_KEY } from "../auth/session-queries.ts";
import { leadKeys } from "../leads/lead-queries.ts";

const { people } = api.businesses[":businessId"];

export type InvitationSent = { invitation: Invitation; sent: SentLink };

export const peopleKeys = {
  of: (businessId: string) => ["business", businessId, "people"] as const,
};

export const peopleQuery = (businessId: string) =>
  queryOptions({
    queryKey: peopleKeys.of(businessId),
    queryFn: async ({ signal }): Promise<People> =>
      (await people.$get({ param: { businessId } }, { init: { signal } })).json(),
  });

const reread = (queries: QueryClient, businessId: string) =>
  queries.invalidateQueries({ queryKey: peopleKeys.of(businessId) });

export function useInvite(businessId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ name, ...typed }: { email: string; name: string; role: Role }): Promise<InvitationSent> => {
      const json = { ...typed, name: name.trim() || null };
      return (await people.invitations.$post({ param: { businessId }, json })).json();
    },
    onSuccess: () => reread(queries, businessId),
  });
}

export function useRenewInvitation(businessId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (invitationId: string): Promise<InvitationSent> =>
      (await people.invitations[":invitationId"].link.$post({ param: { businessId, invitationId } })).json(),
    onSettled: () => reread(queries, businessId),
  });
}

export function useWithdrawInvitation(businessId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (invitationId: string) =>
      void (await people.invitations[":invitationId"].$delete({ param: { businessId, invitationId } })),
    onSettled: () => reread(queries, businessId),
  });
}

/** One's own role or place too: what may be done here then is read anew. */
const rereadRights = (queries: QueryClient) => queries.invalidateQueries({ queryKey: SESSION_KEY });

export function useChangeRole(businessId: string, userId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (json: { role: Role }) =>
      void (await people[":userId"].$patch({ param: { businessId, userId }, json })),
    onSuccess: () => rereadRights(queries),
    onSettled: () => reread(queries, businessId),
  });
}

export function useRemovePerson(businessId: string, userId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async () => void (await people[":userId"].$delete({ param: { businessId, userId } })),
    onSuccess: async () => {
      await rereadRights(queries);
      // Their leads are nobody's now.
      await queries.invalidateQueries({ queryKey: leadKeys.of(businessId) });
    },
    onSettled: () => reread(queries, businessId),
  });
}

export function useMakeResetLink(businessId: string, userId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (): Promise<SentLink> =>
      (await people[":userId"]["reset-link"].$post({ param: { businessId, userId } })).json(),
    onSuccess: () => reread(queries, businessId),
  });
}
