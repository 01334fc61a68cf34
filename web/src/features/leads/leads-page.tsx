import { useInfiniteQuery } from "@tanstack/react-query";
import { UserRoundPlus } from "lucide-react";
import { useSearchParams } from "react-router";
import { seesOnlyOwn } from "../../../../core/auth/permissions.ts";
import { UNASSIGNED } from "../../../../core/leads/wire.ts";
import { he } from "../../i18n/he.ts";
import { paths, type LeadsFilter } from "../../paths.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { LinkButton } from "../../ui/link-button.tsx";
import { LoadMore } from "../../ui/load-more.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { SegmentedLinks } from "../../ui/segmented-links.tsx";
import { useTitle } from "../../ui/use-title.ts";
import { useMay } from "../auth/use-may.ts";
import { useSession } from "../auth/session-context.ts";
import { useBusiness } from "../business/business-context.ts";
import { CallsSkeleton } from "../calls/calls-skeleton.tsx";
import { leadListQuery } from "./lead-queries.ts";
import { LeadRow } from "./lead-row.tsx";

const FILTERS = ["all", "mine", "none"] as const;
const EMPTY = { all: he.leads.empty, mine: he.leads.emptyMine, none: he.leads.emptyNone };

export function LeadsPage() {
  useTitle(he.leads.title);
  const { role, agentsSee } = useBusiness();
  const [search] = useSearchParams();
  const ownOnly = seesOnlyOwn(role, agentsSee);
  const filter = FILTERS.find((each) => each === search.get("of")) ?? "all";
  return (
    <>
      <PageHeader title={he.leads.title} actions={<NewLeadLink />} />
      {/* Who sees their own alone has nothing to choose. */}
      {!ownOnly && <Filters current={filter} />}
      <LeadList filter={ownOnly ? "mine" : filter} />
    </>
  );
}

function NewLeadLink() {
  const { slug, status } = useBusiness();
  const may = useMay()("leads.create") && status === "active";
  if (!may) return null;
  return (
    <LinkButton to={paths.newLead(slug)} variant="primary">
      {he.leads.newLead}
    </LinkButton>
  );
}

function Filters({ current }: { current: LeadsFilter }) {
  const { slug } = useBusiness();
  const t = he.leads.filter;
  return (
    <div className="mb-5">
      <SegmentedLinks
        label={t.label}
        items={FILTERS.map((each) => ({ to: paths.leads(slug, each), text: t[each], isCurrent: each === current }))}
      />
    </div>
  );
}

function LeadList({ filter }: { filter: LeadsFilter }) {
  const { businessId } = useBusiness();
  const { user } = useSession();
  const assignedTo = { all: null, mine: user.id, none: UNASSIGNED }[filter];
  const list = useInfiniteQuery(leadListQuery(businessId, assignedTo));
  if (!list.data) {
    return list.error ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : <CallsSkeleton />;
  }
  const leads = list.data.pages.flatMap((page) => page.items);
  if (leads.length === 0) return <EmptyState icon={<UserRoundPlus aria-hidden />} {...EMPTY[filter]} />;
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
