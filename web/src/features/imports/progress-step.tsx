import { TriangleAlert } from "lucide-react";
import { ProgressBar } from "react-aria-components";
import type { ImportDetail } from "../../../../core/imports/wire.ts";
import { imports as t } from "../../i18n/he/imports.ts";
import { paths } from "../../paths.ts";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Section } from "../../ui/section.tsx";
import { useMay } from "../auth/use-may.ts";
import { useBusiness } from "../business/business-context.ts";
import { Counts } from "./counts.tsx";
import { FileName } from "./file-name.tsx";
import { tellRefusal } from "./import-page.tsx";
import { useImportDeed } from "./import-queries.ts";

/** How it goes, here and on every screen that shows it: it goes on by itself when nobody looks. */
export function ProgressStep({ file }: { file: ImportDetail }) {
  const { businessId, slug, status } = useBusiness();
  const may = useMay();
  const deed = useImportDeed(businessId, file.id, { onRefused: tellRefusal });
  const canChange = may("leads.import") && status === "active";
  const isPaused = file.state === "paused";
  const isUndoing = file.state === "undoing";
  const title = isUndoing ? t.progress.undoing : isPaused ? t.progress.paused : t.progress.running;
  const written = file.counts.made + file.counts.changed;
  const taken = (file.undone?.removed ?? 0) + (file.undone?.restored ?? 0) + (file.undone?.left ?? 0);
  const [done, all] = isUndoing ? [Math.min(taken, written), written] : [file.rowsDone, file.rows];

  return (
    <>
      <PageHeader
        title={<FileName>{file.fileName}</FileName>}
        back={{ to: paths.imports(slug), text: t.backToFiles }}
        actions={
          canChange &&
          !isUndoing && (
            <>
              {isPaused && (
                <Button
                  variant="primary"
                  isPending={deed.isPending && deed.variables.deed === "resume"}
                  onPress={() => deed.mutate({ deed: "resume" })}
                >
                  {t.resume}
                </Button>
              )}
              <Button
                isPending={deed.isPending && deed.variables.deed === "cancel"}
                onPress={() => deed.mutate({ deed: "cancel" })}
              >
                {t.cancel}
              </Button>
            </>
          )
        }
      />
      {/* The numbers that follow would drown everything else. */}
      <span role="status" className="sr-only">
        {title}
      </span>
      {isPaused && (
        <div className="mb-5">
          <Notice tone="warn" icon={<TriangleAlert aria-hidden />} title={t.progress.paused}>
            {t.progress.pausedText}
          </Notice>
        </div>
      )}
      <Section
        title={title}
        aside={<span className="text-sm tabular-nums text-ink-soft">{t.progress.of(done, all)}</span>}
      >
        <ProgressBar aria-label={t.progress.label} value={done} minValue={0} maxValue={Math.max(all, 1)}>
          {({ percentage = 0 }) => (
            <div className="h-2.5 overflow-hidden rounded-full bg-sunken">
              <div
                className="h-full rounded-full bg-accent transition-[width] duration-500"
                style={{ width: `${percentage}%` }}
              />
            </div>
          )}
        </ProgressBar>
        {!isPaused && <p className="mt-3 text-sm text-ink-soft">{t.progress.leave}</p>}
        {!isUndoing && <Counts counts={file.counts} />}
      </Section>
    </>
  );
}
