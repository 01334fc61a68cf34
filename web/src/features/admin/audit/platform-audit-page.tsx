import { useInfiniteQuery } from "@tanstack/react-query";
import { Building2, ScrollText } from "lucide-react";
import type { PlatformAuditLine } from "../../../../../core/audit/wire.ts";
import { he } from "../../../i18n/he.ts";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { ErrorState } from "../../../ui/error-state.tsx";
import { LoadMore } from "../../../ui/load-more.tsx";
import { PageHeader } from "../../../ui/page-header.tsx";
import { useTitle } from "../../../ui/use-title.ts";
import { toldApart } from "../../audit/told-apart.ts";
import { AuditLog } from "../../audit/audit-log.tsx";
import { platformAuditQuery } from "../admin-queries.ts";
import { TableSkeleton } from "../table-skeleton.tsx";

const businessOf = ({ business }: PlatformAuditLine) =>
  business && (
    <span className="inline-flex min-w-0 items-center gap-1.5 text-ink-faint">
      <Building2 aria-hidden className="size-3.5 shrink-0" />
      {business.name}
    </span>
  );

export function PlatformAuditPage() {
  const texts = he.admin.audit;
  useTitle(texts.title);
  return (
    <>
      <PageHeader title={texts.title} note={texts.note} />
      <Log />
    </>
  );
}

function Log() {
  const log = useInfiniteQuery(platformAuditQuery);
  if (!log.data)
    return log.error ? <ErrorState error={log.error} onRetry={() => void log.refetch()} /> : <TableSkeleton />;
  const lines = toldApart(log.data.pages.flatMap(({ items }) => items));
  if (lines.length === 0) return <EmptyState icon={<ScrollText aria-hidden />} {...he.admin.audit.empty} />;
  return (
    <>
      <AuditLog lines={lines} aside={businessOf} />
      <LoadMore
        hasMore={log.hasNextPage}
        isLoading={log.isFetchingNextPage}
        error={log.isFetchNextPageError ? log.error : null}
        onLoad={() => void log.fetchNextPage()}
      />
      {!log.hasNextPage && <p className="mt-5 text-center text-sm text-ink-faint">{he.audit.end}</p>}
    </>
  );
}
