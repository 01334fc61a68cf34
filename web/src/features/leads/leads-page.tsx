import { useInfiniteQuery } from "@tanstack/react-query";
import { UserRoundPlus } from "lucide-react";
import { he } from "../../i18n/he.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { LoadMore } from "../../ui/load-more.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { useTitle } from "../../ui/use-title.ts";
import { useBusiness } from "../business/business-context.ts";
import { CallsSkeleton } from "../calls/calls-skeleton.tsx";
import { leadListQuery } from "./lead-queries.ts";
import { LeadRow } from "./lead-row.tsx";

export function LeadsPage() {
  useTitle(he.leads.title);
  return (
    <>
      <PageHeader title={he.leads.title} />
      <LeadList />
    </>
  );
}

function LeadList() {
  const { businessId } = useBusiness();
  const list = useInfiniteQuery(leadListQuery(businessId));
  if (!list.data) {
    return list.error ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : <CallsSkeleton />;
  }
  const leads = list.data.pages.flatMap((page) => page.items);
  if (leads.length === 0) return <EmptyState icon={<UserRoundPlus aria-hidden />} {...he.leads.empty} />;
  return (
    <>
      <ul className="overflow-hidden rounded-xl border border-line bg-surface">
        {leads.map((lead) => (
          <LeadRow key={lead.id} lead={lead} />
        ))}
      </ul>
      <LoadMore
        hasMore={list.hasNextPage}
        isLoading={list.isFetchingNextPage}
        error={list.isFetchNextPageError ? list.error : null}
        onLoad={() => void list.fetchNextPage()}
      />
    </>
  );
}
