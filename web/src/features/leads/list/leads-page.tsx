import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { ListFilter, UserRoundPlus } from "lucide-react";
import { useCallback, useEffect, useMemo, useRef } from "react";
import { useNavigationType } from "react-router";
import { he } from "../../../i18n/he.ts";
import { paths } from "../../../paths.ts";
import { Button } from "../../../ui/button.tsx";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { ErrorState } from "../../../ui/error-state.tsx";
import { LinkButton } from "../../../ui/link-button.tsx";
import { PageHeader } from "../../../ui/page-header.tsx";
import { onDemand } from "../../../ui/parts.ts";
import { useTitle } from "../../../ui/use-title.ts";
import { WhenOpen } from "../../../ui/when-open.tsx";
import { useSession } from "../../auth/session-context.ts";
import { useMay } from "../../auth/use-may.ts";
import { useBusiness } from "../../business/business-context.ts";
import { CallsSkeleton } from "../../calls/calls-skeleton.tsx";
import { rememberOrder } from "../lead-neighbours.ts";
import { leadCountQuery, leadListQuery } from "../lead-queries.ts";
import { FilterBar } from "./filter-bar.tsx";
import { LeadTable } from "./lead-table.tsx";
import { isNarrowed, sortShown, toQuery, toSearch } from "./list-filter.ts";
import { leaveList, placeOfList } from "./list-place.ts";
import { MoreActions } from "./more-actions.tsx";
import { useListFilter, type UsedFilter } from "./use-list-filter.ts";
import { useSearchKey } from "./use-list-keys.ts";
import { useSelection } from "./use-selection.ts";
import { ViewsMenu } from "./views-menu.tsx";

const t = he.leadList;

const bulkBar = onDemand(() => import("./bulk-bar.tsx").then((file) => file.BulkBar));

export function LeadsPage() {
  useTitle(he.leads.title);
  const { businessId, slug, status } = useBusiness();
  const { user } = useSession();
  const may = useMay();
  const used = useListFilter();
  const { filter } = used;
  const query = toQuery(filter, user.id);
  const { data: count } = useQuery(leadCountQuery(businessId, query));
  const list = useInfiniteQuery(leadListQuery(businessId, query, filter.sort));
  const leads = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const searchBox = useRef<HTMLDivElement>(null);
  useSearchKey(searchBox);
  useEffect(() => {
    if (leads.length > 0)
      rememberOrder(
        businessId,
        leads.map(({ id }) => id),
      );
  }, [businessId, leads]);
  const search = toSearch(filter);
  usePlace(businessId, search, leads.length > 0);
  const selection = useSelection(search);

  const { fetchNextPage } = list;
  const onMore = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  const sort = sortShown(filter, used.ownOnly, count?.isMore ?? false);
  return (
    <>
      <PageHeader
        title={he.leads.title}
        note={<p role="status">{count ? t.count(count.count, count.isMore) : "\u00a0"}</p>}
        actions={
          <>
            {status === "active" && may("leads.create") && (
              <LinkButton to={paths.newLead(slug)} variant="primary">
                {he.leads.newLead}
              </LinkButton>
            )}
            <ViewsMenu filter={filter} />
            <MoreActions query={query} />
          </>
        }
      />
      <FilterBar used={used} count={count} isLoading={list.isFetching && !list.data} searchBox={searchBox} />
      {sort === "changed" && filter.sort !== "changed" && <p className="mb-3 text-sm text-ink-soft">{t.tooManyNow}</p>}
      {list.data && leads.length === 0 && <NoLeads used={used} />}
      {leads.length > 0 && (
        <LeadTable
          key={search}
          leads={leads}
          sort={sort}
          hasMore={list.hasNextPage}
          isFetching={list.isFetchingNextPage || list.isFetchNextPageError}
          onMore={onMore}
          used={selection}
        />
      )}
      {!selection.isEmpty && (
        <WhenOpen
          of={bulkBar}
          isOpen
          onClose={selection.clear}
          props={{ used: selection, query, count, loaded: leads.length }}
        />
      )}
      {list.isFetchNextPageError && <ErrorState error={list.error} onRetry={onMore} />}
      {!list.data &&
        (list.error ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : <CallsSkeleton />)}
    </>
  );
}

/** Somebody who comes back from a lead by a link finds the list where it was left; the back button does that by itself. */
function usePlace(businessId: string, search: string, isShown: boolean): void {
  const way = useNavigationType();
  const isRestored = useRef(false);
  useEffect(() => {
    if (!isShown || isRestored.current) return;
    isRestored.current = true;
    const place = placeOfList(businessId);
    if (way === "PUSH" && place?.search === search) window.scrollTo(0, place.scrollY);
  }, [businessId, search, isShown, way]);
  useEffect(() => {
    const keep = () => leaveList(businessId, { search, scrollY: window.scrollY });
    window.addEventListener("scrollend", keep);
    return () => window.removeEventListener("scrollend", keep);
  }, [businessId, search]);
}

function NoLeads({ used: { filter, ownOnly, clear } }: { used: UsedFilter }) {
  const { slug } = useBusiness();
  if (!isNarrowed(filter, ownOnly)) {
    if (ownOnly) return <EmptyState icon={<UserRoundPlus aria-hidden />} {...t.noneOwn} />;
    const { action, ...texts } = t.none;
    return (
      <EmptyState
        icon={<UserRoundPlus aria-hidden />}
        {...texts}
        action={
          <LinkButton to={paths.calls(slug)} variant="primary">
            {action}
          </LinkButton>
        }
      />
    );
  }
  // Whose they are and nothing else: that there are none says something by itself.
  const isOnlyWhose = !isNarrowed({ ...filter, of: "all" }, ownOnly);
  const texts = isOnlyWhose ? (filter.of === "mine" ? he.leads.emptyMine : he.leads.emptyNone) : t.nothingFound;
  return (
    <EmptyState
      icon={isOnlyWhose ? <UserRoundPlus aria-hidden /> : <ListFilter aria-hidden />}
      {...texts}
      action={<Button onPress={clear}>{t.clear}</Button>}
    />
  );
}
