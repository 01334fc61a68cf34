import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { Policy } from "../../../../../../core/people/wire.ts";
import { hasCode } from "../../../../api/api-error.ts";
import { api } from "../../../../api/client.ts";
import { takeAnswer } from "../../../../api/take-answer.ts";
import { SESSION_KEY } from "../../../auth/session-queries.ts";

const { policy } = api.businesses[":businessId"];

export const policyQuery = (businessId: string) =>
  queryOptions({
    queryKey: ["business", businessId, "policy"] as const,
    queryFn: async ({ signal }): Promise<Policy> =>
      (await policy.$get({ param: { businessId } }, { init: { signal } })).json(),
    staleTime: 0,
  });

export function useSavePolicy(businessId: string) {
  const queries = useQueryClient();
  const { queryKey } = policyQuery(businessId);
  return useMutation({
    mutationFn: async (json: Partial<Policy>): Promise<Policy> =>
      (await policy.$patch({ param: { businessId }, json })).json(),
    onSuccess: (saved) => {
      takeAnswer(queries, queryKey, saved);
      // What the agents see stands in the session of everybody.
      return queries.invalidateQueries({ queryKey: SESSION_KEY });
    },
    // Brings what somebody else has saved.
    onError: (error) => (hasCode(error, "conflict") ? queries.invalidateQueries({ queryKey }) : undefined),
  });
}
