import { useMutation } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { errorMessage } from "../../api/error-message.ts";
import { api } from "../../api/client.ts";
import { dayKey } from "../../format/time.ts";
import { exports as t } from "../../i18n/he/exports.ts";
import { Button } from "../../ui/button.tsx";
import { notify } from "../../ui/toast.tsx";
import { useMay } from "../auth/use-may.ts";
import { useBusiness } from "../business/business-context.ts";
import { saveFile } from "./save-file.ts";

type Route = ReturnType<typeof route>;
const route = () => api.businesses[":businessId"].exports;
type Asked = Parameters<Route["$post"]>[0]["json"];

/** The list of this screen as a file, by its filters; for those who may take it out. */
export function ExportButton({ asked }: { asked: Asked }) {
  const { businessId, status } = useBusiness();
  const may = useMay();
  const save = useMutation({
    mutationFn: async () => (await route().$post({ param: { businessId }, json: asked })).blob(),
    onSuccess: (file) => saveFile(file, t.fileName(t.names[asked.kind], dayKey(Date.now()))),
    onError: (error) => notify({ tone: "problem", title: t.failed, text: errorMessage(error) }),
  });
  // It is written down who takes a list out, and of a suspended business nothing can be written.
  if (!may("leads.export") || status !== "active") return null;
  return (
    <Button isPending={save.isPending} onPress={() => save.mutate()}>
      {!save.isPending && <Download aria-hidden className="size-4.5 text-ink-soft" />}
      {save.isPending ? t.saving : t.button}
    </Button>
  );
}
