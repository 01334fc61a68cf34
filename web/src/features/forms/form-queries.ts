/** The forms of a business. */
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { FormFields, FormPatch, LeadForm } from "../../../../core/forms/form.ts";
import { api } from "../../api/client.ts";

const route = api.businesses[":businessId"].forms;

const keyOf = (businessId: string) => ["business", businessId, "forms"] as const;

export const formsQuery = (businessId: string) =>
  queryOptions({
    queryKey: keyOf(businessId),
    queryFn: async ({ signal }): Promise<LeadForm[]> =>
      (await (await route.$get({ param: { businessId } }, { init: { signal } })).json()).items,
  });

/** Whatever came of it: what is shown then is what is stored. */
function useReread(businessId: string) {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: keyOf(businessId) });
}

export type SentForm = FormFields & { slug: string };

/** `form`: null for a new one. */
export function useSaveForm(businessId: string, form: LeadForm | null) {
  const onSettled = useReread(businessId);
  return useMutation({
    mutationFn: async ({ slug, ...fields }: SentForm): Promise<LeadForm> => {
      if (form === null) return (await route.$post({ param: { businessId }, json: { slug, ...fields } })).json();
      const json: FormPatch = { ...fields, version: form.version };
      return (await route[":formId"].$patch({ param: { businessId, formId: form.id }, json })).json();
    },
    onSettled,
  });
}

export function useOpenOrClose(businessId: string) {
  const onSettled = useReread(businessId);
  return useMutation({
    mutationFn: async ({ id, version, isActive }: LeadForm): Promise<LeadForm> => {
      const json: FormPatch = { isActive: !isActive, version };
      return (await route[":formId"].$patch({ param: { businessId, formId: id }, json })).json();
    },
    onSettled,
  });
}

export function useRemoveForm(businessId: string) {
  const onSettled = useReread(businessId);
  return useMutation({
    mutationFn: async (formId: string) => {
      await route[":formId"].$delete({ param: { businessId, formId } });
    },
    onSettled,
  });
}
