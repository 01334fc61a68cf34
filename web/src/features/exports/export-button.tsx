import { Download } from "lucide-react";
import { exports as t } from "../../i18n/he/exports.ts";
import { Button } from "../../ui/button.tsx";
import { useExport, useMayExport, type Asked } from "./use-export.ts";

/** The list of this screen as a file, by its filters; for those who may take it out. */
export function ExportButton({ asked }: { asked: Asked }) {
  const save = useExport(asked);
  if (!useMayExport()) return null;
  return (
    <Button isPending={save.isPending} onPress={() => save.mutate()}>
      {!save.isPending && <Download aria-hidden className="size-4.5 text-ink-soft" />}
      {save.isPending ? t.saving : t.button}
    </Button>
  );
}
