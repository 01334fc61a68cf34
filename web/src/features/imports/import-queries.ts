/** What is asked of the API about files that are read in. */
import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import { isWorking } from "../../../../core/imports/states.ts";
import type {
  ImportDetail,
  ImportRow,
  ImportSummary,
  PreviewBody,
  PreviewRow,
  StartBody,
} from "../../../../core/imports/wire.ts";
import { api } from "../../api/client.ts";
import { takeAnswer } from "../../api/take-answer.ts";
import { pageOfScrolled } from "../../api/scrolled-list.ts";
import { importKeys } from "./import-keys.ts";

const files = api.businesses[":businessId"].imports;
const file = files[":importId"];

/** The socket tells how far it has come; this heals what it may have missed. */
const WORK_CHECK_MS = 3_000;

export const importListQuery = (businessId: string) =>
  infiniteQueryOptions({
    queryKey: importKeys.list(businessId),
    queryFn: pageOfScrolled<ImportSummary>(async (cursor, signal) => {
      const query = { limit: "10", ...(cursor && { cursor }) };
      return (await files.$get({ param: { businessId }, query }, { init: { signal } })).json();
    }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });

export const importQuery = (businessId: string, importId: string) =>
  queryOptions({
    queryKey: importKeys.detail(businessId, importId),
    queryFn: async ({ signal }): Promise<ImportDetail> =>
      (await file.$get({ param: { businessId, importId } }, { init: { signal } })).json(),
    refetchInterval: ({ state: { data } }) => data !== undefined && isWorking(data.state) && WORK_CHECK_MS,
  });

export const importRowsQuery = (businessId: string, importId: string) =>
  infiniteQueryOptions({
    queryKey: importKeys.rows(businessId, importId),
    queryFn: async ({ pageParam: cursor, signal }): Promise<{ items: ImportRow[]; nextCursor: string | null }> => {
      const query = { limit: "50", ...(cursor && { cursor }) };
      return (await file.rows.$get({ param: { businessId, importId }, query }, { init: { signal } })).json();
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });

export const previewQuery = (businessId: string, importId: string, body: PreviewBody) =>
  queryOptions({
    queryKey: [...importKeys.preview(businessId, importId), body] as const,
    queryFn: async ({ signal }): Promise<PreviewRow[]> => {
      const response = await file.preview.$post({ param: { businessId, importId }, json: body }, { init: { signal } });
      return (await response.json()).items;
    },
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });

export function useUpload(businessId: string, onDone: (taken: ImportDetail) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (chosen: File): Promise<ImportDetail> => {
      const init = { body: chosen, headers: { "Content-Type": "text/csv" } };
      return (await files.$post({ param: { businessId }, query: { fileName: chosen.name } }, { init })).json();
    },
    onSuccess: (taken) => {
      takeAnswer(queries, importKeys.detail(businessId, taken.id), taken);
      void queries.invalidateQueries({ queryKey: importKeys.list(businessId) });
      onDone(taken);
    },
  });
}

export type ImportDeed = { deed: "start"; body: StartBody } | { deed: "cancel" | "resume" | "undo" };

export function useImportDeed(
  businessId: string,
  importId: string,
  { onDone, onRefused }: { onDone?: (now: ImportDetail, deed: ImportDeed) => void; onRefused: (error: Error) => void },
) {
  const queries = useQueryClient();
  const param = { businessId, importId };
  return useMutation({
    mutationFn: async (deed: ImportDeed): Promise<ImportDetail> =>
      (
        await (deed.deed === "start" ? file.start.$post({ param, json: deed.body }) : file[deed.deed].$post({ param }))
      ).json(),
    onSuccess: (now, deed) => {
      takeAnswer(queries, importKeys.detail(businessId, importId), now);
      onDone?.(now, deed);
    },
    onError: onRefused,
    onSettled: () => queries.invalidateQueries({ queryKey: importKeys.of(businessId) }),
  });
}

export async function fetchReport(businessId: string, importId: string): Promise<Blob> {
  return (await file.report.$get({ param: { businessId, importId } })).blob();
}
