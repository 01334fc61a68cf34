/** What an admin changes. Lists and pages that show it are asked again before the change counts as done. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import type { AdminBusiness, businessCreatedSchema, Channel, ChannelNumber } from "../../../../core/admin/wire.ts";
import type { SentLink, Session } from "../../../../core/auth/wire.ts";
import { hasCode } from "../../api/api-error.ts";
import { api } from "../../api/client.ts";
import type { InvitationSent } from "../people/people-queries.ts";
import { adminKeys } from "./admin-keys.ts";
import { bodyOf, type NewBusinessDraft } from "./businesses/new-business-draft.ts";
import { bodyOf as assignmentBodyOf, type Assignment } from "./numbers/assignment.ts";

export type BusinessCreated = z.infer<typeof businessCreatedSchema>;

const businesses = api.admin.businesses;

function useAdminChange<Input, Output>(change: (input: Input) => Promise<Output>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => queries.invalidateQueries({ queryKey: adminKeys.all }),
    // Somebody else was faster: the page shows what is true now, beside the refusal.
    onError: (error) => {
      if (hasCode(error, "conflict") || hasCode(error, "not_found"))
        void queries.invalidateQueries({ queryKey: adminKeys.all });
    },
  });
}

export const useCreateBusiness = () =>
  useAdminChange(async (draft: NewBusinessDraft): Promise<BusinessCreated> =>
    (await businesses.$post({ json: bodyOf(draft) })).json(),
  );

export const useFirstManagerLink = ({ businessId, invitationId }: { businessId: string; invitationId: string }) =>
  useAdminChange(async (json: { email: string }): Promise<InvitationSent> =>
    (
      await businesses[":businessId"].invitations[":invitationId"].link.$post({
        param: { businessId, invitationId },
        json,
      })
    ).json(),
  );

export const useRenameBusiness = (businessId: string) =>
  useAdminChange(async (json: { name: string }): Promise<AdminBusiness> =>
    (await businesses[":businessId"].$patch({ param: { businessId }, json })).json(),
  );

export const useSuspendBusiness = (businessId: string) =>
  useAdminChange(
    async (json: { reason: string }) =>
      void (await businesses[":businessId"].suspend.$post({ param: { businessId }, json })),
  );

export const useResumeBusiness = (businessId: string) =>
  useAdminChange(async () => void (await businesses[":businessId"].resume.$post({ param: { businessId } })));

export const useAssignNumber = () =>
  useAdminChange(async (assignment: Assignment): Promise<ChannelNumber> =>
    (await api.admin.numbers.$post({ json: assignmentBodyOf(assignment) })).json(),
  );

export const useReleaseNumber = () =>
  useAdminChange(
    async (param: { channel: Channel; address: string }) =>
      void (await api.admin.numbers[":channel"][":address"].$delete({ param })),
  );

export const useResetLink = (userId: string) =>
  useAdminChange(async (json: { reason: string }): Promise<SentLink> =>
    (await api.admin.people[":userId"]["reset-link"].$post({ param: { userId }, json })).json(),
  );

/** From here on this browser is somebody else: whoever calls this loads the page anew, so that nothing of before stays. */
export function useImpersonate(whom: { businessId: string; userId: string }) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ reason }: { reason: string }): Promise<Session> =>
      (await api.admin.impersonations.$post({ json: { ...whom, reason } })).json(),
    // What stands in the way has come up since the page was loaded.
    onError: () => void queries.invalidateQueries({ queryKey: adminKeys.business(whom.businessId) }),
  });
}
