import { useQuery } from "@tanstack/react-query";
import { Check } from "lucide-react";
import type { ImportField } from "../../../../core/imports/fields.ts";
import type { PreviewRow } from "../../../../core/imports/wire.ts";
import { imports as t } from "../../i18n/he/imports.ts";
import { Badge } from "../../ui/badge.tsx";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { Ltr } from "../../ui/ltr.tsx";
import { LoadingNote, Skeleton } from "../../ui/skeleton.tsx";
import { useBusiness } from "../business/business-context.ts";
import { previewQuery } from "./import-queries.ts";
import { ProblemList } from "./problem-list.tsx";

type Props = { fileId: string; mapping: (ImportField | null)[]; hasHeader: boolean };

export function PreviewSection({ fileId, mapping, hasHeader }: Props) {
  const { businessId } = useBusiness();
  const { data, error, refetch } = useQuery(previewQuery(businessId, fileId, { mapping, hasHeader }));
  return (
    <section aria-labelledby="preview">
      <h2 id="preview" className="mb-3 font-semibold">
        {t.preview.title}
      </h2>
      {data ? (
        <Rows rows={data} />
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <>
          <LoadingNote />
          <Skeleton className="h-40 w-full" />
        </>
      )}
    </section>
  );
}

const COLUMNS: Column<PreviewRow>[] = [
  {
    key: "name",
    title: t.preview.name,
    isHeader: true,
    cell: ({ name, isTaken }) =>
      isTaken ? (
        <bdi>{name ?? t.preview.nameless}</bdi>
      ) : (
        <span className="font-normal text-ink-faint">{t.preview.notTaken}</span>
      ),
  },
  {
    key: "contact",
    title: t.preview.contact,
    cell: ({ phones, emails }) =>
      phones.length + emails.length === 0 ? null : (
        <span className="flex flex-wrap gap-x-3">
          {[...phones, ...emails].map((one) => (
            <Ltr key={one}>{one}</Ltr>
          ))}
        </span>
      ),
  },
  {
    key: "notes",
    title: t.preview.notes,
    cell: ({ problems }) =>
      problems.length === 0 ? (
        <Badge tone="plain" icon={<Check aria-hidden />}>
          {t.preview.fine}
        </Badge>
      ) : (
        <ProblemList problems={problems} />
      ),
  },
];

function Rows({ rows }: { rows: readonly PreviewRow[] }) {
  return <DataTable label={t.preview.title} rows={rows} rowKey={({ row }) => String(row)} columns={COLUMNS} />;
}
