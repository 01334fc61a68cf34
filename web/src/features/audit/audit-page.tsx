import { useInfiniteQuery, useQuery, type InfiniteData, type UseInfiniteQueryResult } from "@tanstack/react-query";
import { ScrollText } from "lucide-react";
import { useSearchParams } from "react-router";
import { loadNextPage } from "../../api/next-page.ts";
import { AUDIT_KINDS } from "../../../../core/audit/kinds.ts";
import type { AuditLine } from "../../../../core/audit/wire.ts";
import { toldNames } from "../../format/told-name.ts";
import { he } from "../../i18n/he.ts";
import { paths } from "../../paths.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { LoadMore } from "../../ui/load-more.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { useTitle } from "../../ui/use-title.ts";
import { useBusiness } from "../business/business-context.ts";
import { CallsSkeleton } from "../calls/calls-skeleton.tsx";
import { peopleQuery } from "../people/people-queries.ts";
import { filterOf, isNarrowed, searchOf } from "./audit-filter.ts";
import { AuditFilters } from "./audit-filters.tsx";
import { AuditLog } from "./audit-log.tsx";
import { auditQuery } from "./audit-queries.ts";

/** Who did what in this business. Managers only: routes.tsx asks. */
export function AuditPage() {
  useTitle(he.audit.title);
  return (
    <>
      <PageHeader title={he.audit.title} note={he.audit.subtitle} />
      <Log />
    </>
  );
}

function Log() {
  const { businessId, slug } = useBusiness();
  const [search, setSearch] = useSearchParams();
  const filter = filterOf(search);
  const log = useInfiniteQuery(auditQuery(businessId, filter));
  const people = useQuery(peopleQuery(businessId));
  return (
    <>
      <AuditFilters
        filter={filter}
        people={toldNames(people.data?.people ?? [])}
        arePeopleKnown={people.data !== undefined}
        someoneElse={he.audit.filter.notHere}
        kinds={AUDIT_KINDS}
        isNarrowed={isNarrowed(filter)}
        onChange={(part) => setSearch(searchOf({ ...filter, ...part }), { replace: true })}
        onClear={() => setSearch({}, { replace: true })}
      />
      <Lines log={log} isNarrowed={isNarrowed(filter)} ofActor={({ actor }) => paths.audit(slug, actor.userId)} />
    </>
  );
}

type LinesProps = {
  log: UseInfiniteQueryResult<InfiniteData<{ items: AuditLine[] }>>;
  isNarrowed: boolean;
  ofActor: (line: AuditLine) => string;
};

function Lines({ log, isNarrowed: narrowed, ofActor }: LinesProps) {
  if (!log.data)
    return log.error ? <ErrorState error={log.error} onRetry={() => void log.refetch()} /> : <CallsSkeleton />;
  const lines = log.data.pages.flatMap((page) => page.items);
  if (lines.length === 0) {
    return <EmptyState icon={<ScrollText aria-hidden />} {...(narrowed ? he.audit.noneFound : he.audit.empty)} />;
  }
  return (
    <>
      <AuditLog lines={lines} ofActor={ofActor} />
      <LoadMore
        hasMore={log.hasNextPage}
        isLoading={log.isFetchingNextPage}
        error={log.isFetchNextPageError ? log.error : null}
        onLoad={() => void loadNextPage(log)}
      />
      {!log.hasNextPage && !narrowed && <p className="mt-5 text-center text-sm text-ink-faint">{he.audit.end}</p>}
    </>
  );
}
