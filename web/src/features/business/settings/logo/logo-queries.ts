import { useMutation, useQueryClient, type QueryClient } from "@tanstack/react-query";
import type { Session } from "../../../../../../core/auth/wire.ts";
import type { ImageType } from "../../../../../../core/contract/image-type.ts";
import { api } from "../../../../api/client.ts";
import { sessionQuery } from "../../../auth/session-queries.ts";

/** The logo's version stands in the membership, with which every screen begins. */
function keep(queries: QueryClient, businessId: string, logoVersion: number | null): void {
  queries.setQueryData(sessionQuery.queryKey, (session: Session | undefined) =>
    session
      ? {
          ...session,
          memberships: session.memberships.map((each) =>
            each.businessId === businessId ? { ...each, logoVersion } : each,
          ),
        }
      : session,
  );
}

export function useSaveLogo(businessId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ bytes, type }: { bytes: Uint8Array<ArrayBuffer>; type: ImageType }) => {
      const init = { body: bytes, headers: { "Content-Type": type } };
      return (await api.businesses[":businessId"].logo.$put({ param: { businessId } }, { init })).json();
    },
    onSuccess: ({ logoVersion }) => keep(queries, businessId, logoVersion),
    // Another manager was faster, for one: what is there now is shown.
    onError: () => queries.invalidateQueries({ queryKey: sessionQuery.queryKey }),
  });
}

export function useRemoveLogo(businessId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async () => void (await api.businesses[":businessId"].logo.$delete({ param: { businessId } })),
    onSuccess: () => keep(queries, businessId, null),
    onError: () => queries.invalidateQueries({ queryKey: sessionQuery.queryKey }),
  });
}
