import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import type { BusinessSettings } from "../../../../../core/business/settings.ts";
import type { settingsResponseSchema } from "../../../../../core/business/wire.ts";
import { hasCode } from "../../../api/api-error.ts";
import { api } from "../../../api/client.ts";
import { takeAnswer } from "../../../api/take-answer.ts";

export type SettingsAnswer = z.infer<typeof settingsResponseSchema>;

export const settingsQuery = (businessId: string) =>
  queryOptions({
    queryKey: ["business", businessId, "settings"] as const,
    queryFn: async ({ signal }): Promise<SettingsAnswer> => {
      const response = await api.businesses[":businessId"].settings.$get(
        { param: { businessId } },
        { init: { signal } },
      );
      return response.json();
    },
    staleTime: 0,
  });

export function useSaveSettings(businessId: string) {
  const queries = useQueryClient();
  const { queryKey } = settingsQuery(businessId);
  return useMutation({
    mutationFn: async (patch: Partial<BusinessSettings> & { version: number }): Promise<SettingsAnswer> => {
      const response = await api.businesses[":businessId"].settings.$patch({ param: { businessId }, json: patch });
      return response.json();
    },
    onSuccess: (answer) => {
      takeAnswer(queries, queryKey, answer);
      // The list of earlier versions, under the same key, has one more.
      void queries.invalidateQueries({ queryKey: [...queryKey, "versions"], exact: true });
    },
    // Brings the version that somebody else saved; the form sees that it is another one.
    onError: (error) => (hasCode(error, "conflict") ? queries.invalidateQueries({ queryKey }) : undefined),
  });
}

/** Has the next call begin with these settings and their greeting ready. */
export const useWarmUp = (businessId: string) =>
  useMutation({
    mutationFn: async () => void (await api.businesses[":businessId"]["warm-up"].$post({ param: { businessId } })),
  });
