import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { Download, Undo2 } from "lucide-react";
import { useState } from "react";
import { Link } from "react-router";
import { loadNextPage } from "../../api/next-page.ts";
import { mayDo, UNDO_MS } from "../../../../core/imports/states.ts";
import type { ImportDetail, ImportRow } from "../../../../core/imports/wire.ts";
import { dayKey, formatDayAndClock } from "../../format/time.ts";
import { imports as t } from "../../i18n/he/imports.ts";
import { paths } from "../../paths.ts";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { LinkButton } from "../../ui/link-button.tsx";
import { LoadMore } from "../../ui/load-more.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Section } from "../../ui/section.tsx";
import { useNow } from "../../ui/use-now.ts";
import { useMay } from "../auth/use-may.ts";
import { useBusiness } from "../business/business-context.ts";
import { CallsSkeleton } from "../calls/calls-skeleton.tsx";
import { saveFile } from "../exports/save-file.ts";
import { Counts } from "./counts.tsx";
import { tellRefusal } from "./import-page.tsx";
import { fetchReport, importRowsQuery, useImportDeed } from "./import-queries.ts";
import { FileName } from "./file-name.tsx";
import { ProblemList } from "./problem-list.tsx";

const MINUTE_MS = 60_000;

export function ReportStep({ file }: { file: ImportDetail }) {
  const { slug, status } = useBusiness();
  const may = useMay();
  const now = useNow(MINUTE_MS);
  const [isAsking, setAsking] = useState(false);
  const wrote = file.counts.made + file.counts.changed > 0;
  const canUndo = wrote && may("leads.import") && status === "active" && mayDo("undo", file, now);
  return (
    <>
      <PageHeader
        title={<FileName>{file.fileName}</FileName>}
        note={canUndo && file.finishedAt !== null && t.undo.until(formatDayAndClock(file.finishedAt + UNDO_MS, now))}
        back={{ to: paths.imports(slug), text: t.backToFiles }}
        actions={
          <>
            {canUndo && (
              <Button onPress={() => setAsking(true)}>
                <Undo2 aria-hidden className="size-4.5 text-ink-soft" />
                {t.undo.button}
              </Button>
            )}
            <LinkButton variant="primary" to={paths.leads(slug)}>
              {t.report.toLeads}
            </LinkButton>
          </>
        }
      />
      <Section title={t.report.title}>
        <Outcome file={file} />
        {file.startedAt !== null && <Counts counts={file.counts} />}
      </Section>
      {file.startedAt !== null && <ProblemRows file={file} />}
      {canUndo && <UndoDialog file={file} isOpen={isAsking} onClose={() => setAsking(false)} />}
    </>
  );
}

function Outcome({ file: { state, startedAt, undone } }: { file: ImportDetail }) {
  const { report } = t;
  if (startedAt === null) return <p>{report.discarded}</p>;
  if (undone)
    return (
      <p>
        {report.undone(undone.removed, undone.restored)} {report.left(undone.left)}
      </p>
    );
  return state === "cancelled" ? <p>{report.cancelled}</p> : null;
}

function UndoDialog({ file, isOpen, onClose }: { file: ImportDetail; isOpen: boolean; onClose: () => void }) {
  const { businessId } = useBusiness();
  const deed = useImportDeed(businessId, file.id, { onRefused: tellRefusal });
  return (
    <ConfirmDialog
      title={t.undo.title}
      isOpen={isOpen}
      onClose={onClose}
      confirm={t.undo.button}
      confirming={t.undo.confirming}
      tone="danger"
      isPending={deed.isPending}
      onConfirm={() => deed.mutate({ deed: "undo" })}
    >
      <p>{[t.undo.made(file.counts.made), t.undo.changed(file.counts.changed)].filter(Boolean).join(" ")}</p>
      <p className="mt-2 text-ink-soft">{t.undo.kept}</p>
    </ConfirmDialog>
  );
}

function ProblemRows({ file }: { file: ImportDetail }) {
  const { businessId } = useBusiness();
  const list = useInfiniteQuery(importRowsQuery(businessId, file.id));
  const download = useMutation({
    mutationFn: () => fetchReport(businessId, file.id),
    onSuccess: (report) => saveFile(report, `${t.rows.title} ${dayKey(Date.now())}.csv`),
    onError: tellRefusal,
  });
  if (!list.data)
    return list.error ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : <CallsSkeleton />;
  const rows = list.data.pages.flatMap((page) => page.items);
  return (
    <section aria-labelledby="rows" className="mt-8">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <h2 id="rows" className="font-semibold">
          {t.rows.title}
        </h2>
        {rows.length > 0 && (
          <Button size="small" isPending={download.isPending} onPress={() => download.mutate()}>
            {!download.isPending && <Download aria-hidden className="size-4 text-ink-soft" />}
            {download.isPending ? t.rows.downloading : t.rows.download}
          </Button>
        )}
      </div>
      <Rows rows={rows} />
      <LoadMore
        hasMore={list.hasNextPage}
        isLoading={list.isFetchingNextPage}
        error={list.isFetchNextPageError ? list.error : null}
        onLoad={() => void loadNextPage(list)}
      />
    </section>
  );
}

const columnsOf = (slug: string): Column<ImportRow>[] => [
  {
    key: "row",
    title: t.rows.row,
    isHeader: true,
    isPlain: false,
    width: "md:w-20",
    cell: ({ row }) => row.toLocaleString("he-IL"),
  },
  { key: "outcome", title: t.rows.outcome, width: "md:w-28", cell: ({ outcome }) => t.outcomes[outcome] },
  { key: "why", title: t.rows.why, cell: ({ problems }) => <ProblemList problems={problems} /> },
  {
    key: "lead",
    title: t.rows.lead,
    hideTitle: true,
    isPlain: true,
    align: "end",
    width: "md:w-24",
    cell: ({ leadId, row }) =>
      leadId !== null && (
        <Link
          to={paths.lead(slug, leadId)}
          aria-label={`${t.rows.lead}, ${t.rows.row} ${row}`}
          className="rounded-sm text-accent-strong underline-offset-4 hover:underline"
        >
          {t.rows.lead}
        </Link>
      ),
  },
];

function Rows({ rows }: { rows: readonly ImportRow[] }) {
  const { slug } = useBusiness();
  return (
    <DataTable
      label={t.rows.title}
      rows={rows}
      rowKey={({ row }) => String(row)}
      empty={<p className="text-ink-soft">{t.rows.none}</p>}
      columns={columnsOf(slug)}
    />
  );
}
