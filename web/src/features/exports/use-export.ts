import { useMutation } from "@tanstack/react-query";
import { errorMessage } from "../../api/error-message.ts";
import { api } from "../../api/client.ts";
import { dayKey } from "../../format/time.ts";
import { exports as t } from "../../i18n/he/exports.ts";
import { notify } from "../../ui/toast.tsx";
import { useMay } from "../auth/use-may.ts";
import { useBusiness } from "../business/business-context.ts";
import { saveFile } from "./save-file.ts";

type Route = ReturnType<typeof route>;
const route = () => api.businesses[":businessId"].exports;
/** Which list, by which filters. */
export type Asked = Parameters<Route["$post"]>[0]["json"];

/** The list of a screen as a file, by its filters. */
export function useExport(asked: Asked) {
  const { businessId } = useBusiness();
  return useMutation({
    mutationFn: async () => (await route().$post({ param: { businessId }, json: asked })).blob(),
    onSuccess: (file) => saveFile(file, t.fileName(t.names[asked.kind], dayKey(Date.now()))),
    onError: (error) => notify({ tone: "problem", title: t.failed, text: errorMessage(error) }),
  });
}

/** It is written down who takes a list out, and of a suspended business nothing can be written. */
export function useMayExport(): boolean {
  const { status } = useBusiness();
  return useMay()("leads.export") && status === "active";
}
