import { useInfiniteQuery, type InfiniteData, type UseInfiniteQueryResult } from "@tanstack/react-query";
import { Building2, ScrollText } from "lucide-react";
import { useSearchParams } from "react-router";
import { loadNextPage } from "../../../api/next-page.ts";
import { AUDIT_KINDS } from "../../../../../core/audit/kinds.ts";
import type { PlatformAuditLine } from "../../../../../core/audit/wire.ts";
import { toldNames } from "../../../format/told-name.ts";
import { he } from "../../../i18n/he.ts";
import { paths } from "../../../paths.ts";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { ErrorState } from "../../../ui/error-state.tsx";
import { LoadMore } from "../../../ui/load-more.tsx";
import { PageHeader } from "../../../ui/page-header.tsx";
import { useTitle } from "../../../ui/use-title.ts";
import { isNarrowed, platformFilterOf, searchOf, type PlatformFilter } from "../../audit/audit-filter.ts";
import { AuditFilters } from "../../audit/audit-filters.tsx";
import { toldApart } from "../../audit/told-apart.ts";
import { AuditLog } from "../../audit/audit-log.tsx";
import { platformAuditQuery } from "../admin-queries.ts";
import { BusinessFilter } from "./business-filter.tsx";
import { TableSkeleton } from "../table-skeleton.tsx";

const texts = he.admin.audit;

const businessOf = ({ business }: PlatformAuditLine) =>
  business && (
    <span className="inline-flex min-w-0 items-center gap-1.5 text-ink-faint">
      <Building2 aria-hidden className="size-3.5 shrink-0" />
      {business.name}
    </span>
  );

export function PlatformAuditPage() {
  useTitle(texts.title);
  return (
    <>
      <PageHeader title={texts.title} note={texts.note} />
      <Log />
    </>
  );
}

/** What stands in the databases of the businesses is theirs, and never here. */
const KINDS = AUDIT_KINDS.filter((kind) => kind !== "leads");
const EVERYTHING = platformFilterOf(new URLSearchParams());

function Log() {
  const [search, setSearch] = useSearchParams();
  const filter = platformFilterOf(search);
  const log = useInfiniteQuery(platformAuditQuery(filter));
  // To choose from: who has lately done something, whatever is narrowed to just now.
  const lately = useInfiniteQuery(platformAuditQuery(EVERYTHING));
  const people = peopleIn([...linesOf(lately.data), ...linesOf(log.data)]);
  const narrowTo = (next: PlatformFilter) => setSearch(searchOf(next), { replace: true });
  return (
    <>
      <AuditFilters
        filter={filter}
        people={people}
        arePeopleKnown
        someoneElse={texts.someoneElse}
        kinds={KINDS}
        isNarrowed={isNarrowed(filter)}
        onChange={(part) => narrowTo({ ...filter, ...part })}
        onClear={() => narrowTo(EVERYTHING)}
      >
        <BusinessFilter businessId={filter.business} onChange={(business) => narrowTo({ ...filter, business })} />
      </AuditFilters>
      <Lines log={log} filter={filter} />
    </>
  );
}

type Page = { items: PlatformAuditLine[] };
type Log = UseInfiniteQueryResult<InfiniteData<Page>>;

const linesOf = (data: InfiniteData<Page> | undefined): PlatformAuditLine[] =>
  data?.pages.flatMap(({ items }) => items) ?? [];

/** Names by user id, told from one another. */
function peopleIn(lines: readonly PlatformAuditLine[]): ReadonlyMap<string, string> {
  const people = new Map(
    lines.map(({ actor: { userId, name }, emails }) => [userId, { userId, name, email: emails[userId] ?? userId }]),
  );
  return toldNames([...people.values()].toSorted((one, other) => one.name.localeCompare(other.name, "he")));
}

function Lines({ log, filter }: { log: Log; filter: PlatformFilter }) {
  if (!log.data)
    return log.error ? <ErrorState error={log.error} onRetry={() => void log.refetch()} /> : <TableSkeleton />;
  const lines = toldApart(linesOf(log.data));
  if (lines.length === 0) {
    const none = isNarrowed(filter) ? he.audit.noneFound : texts.empty;
    return <EmptyState icon={<ScrollText aria-hidden />} {...none} />;
  }
  return (
    <>
      <AuditLog lines={lines} aside={businessOf} ofActor={({ actor }) => paths.adminAudit({ person: actor.userId })} />
      <LoadMore
        hasMore={log.hasNextPage}
        isLoading={log.isFetchingNextPage}
        error={log.isFetchNextPageError ? log.error : null}
        onLoad={() => void loadNextPage(log)}
      />
      {!log.hasNextPage && !isNarrowed(filter) && (
        <p className="mt-5 text-center text-sm text-ink-faint">{he.audit.end}</p>
      )}
    </>
  );
}
