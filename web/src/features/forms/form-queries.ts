/** The forms of a business. */
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { FormFields, FormPatch, LeadForm } from "../../../../core/forms/form.ts";
import { hasCode } from "../../api/api-error.ts";
import { api } from "../../api/client.ts";
import { changedOf } from "./form-begin.ts";
import { formKeys } from "./form-keys.ts";

const route = api.businesses[":businessId"].forms;

export const formsQuery = (businessId: string) =>
  queryOptions({
    queryKey: formKeys.of(businessId),
    queryFn: async ({ signal }): Promise<LeadForm[]> =>
      (await (await route.$get({ param: { businessId } }, { init: { signal } })).json()).items,
  });

/** Whatever came of it: what is shown then is what is stored. */
function useReread(businessId: string) {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: formKeys.of(businessId) });
}

export type SentForm = FormFields & { slug: string };

/**
 * `form`: as it was when it was opened; null for a new one. Of one that is there only what was changed is sent. Where
 * somebody else was faster it is refused, and sent again it is changed from what it is then.
 */
export function useSaveForm(businessId: string, form: LeadForm | null) {
  const queries = useQueryClient();
  const reread = useReread(businessId);
  const [version, setVersion] = useState(form?.version ?? 0);
  return useMutation({
    mutationFn: async ({ slug, ...fields }: SentForm): Promise<LeadForm> => {
      if (form === null) return (await route.$post({ param: { businessId }, json: { slug, ...fields } })).json();
      const json: FormPatch = { ...changedOf(form, fields), version };
      return (await route[":formId"].$patch({ param: { businessId, formId: form.id }, json })).json();
    },
    onSettled: async (_, error) => {
      await reread();
      if (!hasCode(error, "conflict")) return;
      const now = queries.getQueryData(formsQuery(businessId).queryKey)?.find(({ id }) => id === form?.id);
      if (now) setVersion(now.version);
    },
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
