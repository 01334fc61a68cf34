import { useInfiniteQuery } from "@tanstack/react-query";
import { FileUp } from "lucide-react";
import { useId, useState } from "react";
import { DropZone, FileTrigger } from "react-aria-components";
import { Link, useNavigate } from "react-router";
import { loadNextPage } from "../../api/next-page.ts";
import { FILE_MAX_BYTES } from "../../../../core/imports/fields.ts";
import type { ImportSummary } from "../../../../core/imports/wire.ts";
import { formatShortDay } from "../../format/time.ts";
import { imports as t } from "../../i18n/he/imports.ts";
import { paths } from "../../paths.ts";
import { TriggerButton } from "../../ui/trigger-button.tsx";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { LoadMore } from "../../ui/load-more.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { useNow } from "../../ui/use-now.ts";
import { useTitle } from "../../ui/use-title.ts";
import { useMay } from "../auth/use-may.ts";
import { useBusiness } from "../business/business-context.ts";
import { CallsSkeleton } from "../calls/calls-skeleton.tsx";
import { FileName } from "./file-name.tsx";
import { importListQuery, useUpload } from "./import-queries.ts";
import { refusalText } from "./refusal-text.ts";
import { StateBadge } from "./state-badge.tsx";

const MINUTE_MS = 60_000;

/** Where a file is chosen, and those that were read in before. Managers only: routes.tsx asks. */
export function ImportsPage() {
  useTitle(t.title);
  const { slug, status } = useBusiness();
  const may = useMay();
  return (
    <>
      <PageHeader title={t.title} note={t.subtitle} back={{ to: paths.leads(slug), text: t.back }} />
      {may("leads.import") && status === "active" && <ChooseFile />}
      <EarlierFiles />
    </>
  );
}

/** An empty type is what some systems say of CSV; the server looks into the file itself. */
const ACCEPTED = [".csv", "text/csv", "text/tab-separated-values", "text/plain", "application/vnd.ms-excel"];

function ChooseFile() {
  const { businessId, slug } = useBusiness();
  const navigate = useNavigate();
  const upload = useUpload(businessId, ({ id }) => void navigate(paths.import(slug, id)));
  const [tooLarge, setTooLarge] = useState(false);
  const [help, trouble] = [useId(), useId()];
  const problem = tooLarge ? t.refused.too_large : upload.error ? refusalText(upload.error) : null;

  function choose(file: File | undefined) {
    if (!file) return;
    setTooLarge(file.size > FILE_MAX_BYTES);
    if (file.size <= FILE_MAX_BYTES) upload.mutate(file);
  }

  return (
    <DropZone
      aria-label={t.choose.label}
      isDisabled={upload.isPending}
      getDropOperation={() => "copy"}
      onDrop={({ items }) => {
        const dropped = items.find((item) => item.kind === "file");
        if (dropped) void dropped.getFile().then(choose);
      }}
      className="group flex flex-col items-center gap-3 rounded-xl border border-dashed border-line-strong bg-surface px-5 py-9 text-center transition-colors data-drop-target:border-solid data-drop-target:border-accent data-drop-target:bg-accent-soft data-focus-visible:outline-2 data-focus-visible:outline-accent"
    >
      <div className="grid size-12 place-items-center rounded-2xl bg-sunken text-ink-faint">
        <FileUp aria-hidden className="size-5.5" />
      </div>
      <FileTrigger acceptedFileTypes={ACCEPTED} onSelect={(files) => choose(files?.[0])}>
        <TriggerButton
          variant="primary"
          isPending={upload.isPending}
          aria-describedby={problem === null ? help : `${trouble} ${help}`}
        >
          {upload.isPending ? t.choose.reading : t.choose.button}
        </TriggerButton>
      </FileTrigger>
      <p className="text-sm text-ink-faint pointer-coarse:hidden">{t.choose.drop}</p>
      <p id={trouble} role="alert" className="font-medium text-danger empty:hidden">
        {problem}
      </p>
      <p id={help} className="max-w-prose text-sm text-pretty text-ink-soft">
        {t.choose.help}
      </p>
    </DropZone>
  );
}

function EarlierFiles() {
  const { businessId } = useBusiness();
  const list = useInfiniteQuery(importListQuery(businessId));
  if (!list.data)
    return list.error ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : <CallsSkeleton />;
  const files = list.data.pages.flatMap((page) => page.items);
  return (
    <section aria-labelledby="earlier" className="mt-8">
      <h2 id="earlier" className="mb-3 font-semibold">
        {t.earlier.title}
      </h2>
      <Files files={files} />
      <LoadMore
        hasMore={list.hasNextPage}
        isLoading={list.isFetchingNextPage}
        error={list.isFetchNextPageError ? list.error : null}
        onLoad={() => void loadNextPage(list)}
      />
    </section>
  );
}

const columnsOf = (slug: string, now: number): Column<ImportSummary>[] => [
  {
    key: "file",
    title: t.table.file,
    isHeader: true,
    cell: ({ id, fileName }) => (
      <Link to={paths.import(slug, id)} className="rounded-sm underline-offset-4 hover:underline">
        <FileName>{fileName}</FileName>
      </Link>
    ),
  },
  { key: "state", title: t.table.state, cell: ({ state }) => <StateBadge state={state} /> },
  {
    key: "result",
    title: t.table.result,
    cell: ({ counts }) => t.result(counts.made, counts.changed, counts.refused) || null,
  },
  {
    key: "by",
    title: t.table.by,
    cell: ({ createdByName, createdAt }) => (
      <span className="text-ink-soft">{t.by(createdByName, formatShortDay(createdAt, now))}</span>
    ),
  },
];

function Files({ files }: { files: readonly ImportSummary[] }) {
  const { slug } = useBusiness();
  const now = useNow(MINUTE_MS);
  return (
    <DataTable
      label={t.earlier.title}
      rows={files}
      rowKey={({ id }) => id}
      empty={<p className="max-w-prose text-ink-soft">{t.earlier.empty}</p>}
      columns={columnsOf(slug, now)}
    />
  );
}
