import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { he } from "../../i18n/he.ts";
import { paths, type CallsFilter } from "../../paths.ts";
import { ErrorState } from "../../ui/error-state.tsx";
import { LoadMore } from "../../ui/load-more.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { SegmentedLinks } from "../../ui/segmented-links.tsx";
import { useTitle } from "../../ui/use-title.ts";
import { useBusiness } from "../business/business-context.ts";
import { CallList } from "./call-list.tsx";
import { callListQuery, liveCallsQuery } from "./call-queries.ts";
import { CallsSkeleton } from "./calls-skeleton.tsx";

const FILTERS = ["all", "live", "call-back"] as const satisfies readonly CallsFilter[];

export function CallsPage() {
  const { businessId, slug } = useBusiness();
  const [search] = useSearchParams();
  const filter = FILTERS.find((name) => name === search.get("filter")) ?? "all";
  const live = useQuery(liveCallsQuery(businessId));
  const liveAmount = live.data?.length ?? 0;
  useTitle(liveAmount > 0 ? `(${liveAmount}) ${he.calls.title}` : he.calls.title);
  const items = FILTERS.map((name) => ({
    to: paths.calls(slug, name),
    text: he.calls.filters[name],
    isCurrent: name === filter,
    ...(name === "live" && { count: liveAmount }),
  }));
  return (
    <>
      <PageHeader title={he.calls.title} />
      <div className="mb-5">
        <SegmentedLinks label={he.calls.filterLabel} items={items} />
      </div>
      {filter === "live" ? <LiveCalls /> : <ListedCalls key={filter} filter={filter} />}
    </>
  );
}

function LiveCalls() {
  const { businessId } = useBusiness();
  const { data, error, refetch } = useQuery(liveCallsQuery(businessId));
  if (data) return <CallList filter="live" listed={[]} live={data} />;
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return <CallsSkeleton />;
}

const NONE: [] = [];

function ListedCalls({ filter }: { filter: "all" | "call-back" }) {
  const { businessId } = useBusiness();
  const { data: live } = useQuery(liveCallsQuery(businessId));
  const list = useInfiniteQuery(callListQuery(businessId, filter));
  if (list.data) {
    const listed = list.data.pages.flatMap((page) => page.items);
    return (
      <>
        <CallList filter={filter} listed={listed} live={filter === "all" ? (live ?? NONE) : NONE} />
        <LoadMore
          hasMore={list.hasNextPage}
          isLoading={list.isFetchingNextPage}
          error={list.isFetchNextPageError ? list.error : null}
          onLoad={() => void list.fetchNextPage()}
        />
      </>
    );
  }
  if (list.error) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  return <CallsSkeleton />;
}
