import { useInfiniteQuery, useQueries, useQuery } from "@tanstack/react-query";
import { ListFilter } from "lucide-react";
import { useSearchParams } from "react-router";
import { loadNextPage } from "../../api/next-page.ts";
import { MOST_COUNTED } from "../../../../core/calls/wire.ts";
import { he } from "../../i18n/he.ts";
import { paths, type CallsFilter, type CallsNarrowing } from "../../paths.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { LoadMore } from "../../ui/load-more.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { SegmentedLinks } from "../../ui/segmented-links.tsx";
import { useTitle } from "../../ui/use-title.ts";
import { useNow } from "../../ui/use-now.ts";
import { useBusiness } from "../business/business-context.ts";
import { ExportButton } from "../exports/export-button.tsx";
import { CallList, NoCalls } from "./call-list.tsx";
import { CallNarrowing } from "./call-narrowing.tsx";
import { askedOneByOne, callListQuery, growthQuery, liveCallsQuery, waitingQuery } from "./call-queries.ts";
import { narrowingQuery, readNarrowing } from "./calls-narrowing.ts";
import { CallsSkeleton } from "./calls-skeleton.tsx";

const FILTERS = ["all", "live", "call-back"] as const satisfies readonly CallsFilter[];

export function CallsPage() {
  const { businessId, slug } = useBusiness();
  const [search] = useSearchParams();
  const filter = FILTERS.find((name) => name === search.get("filter")) ?? "all";
  const live = useQuery(liveCallsQuery(businessId));
  const liveAmount = live.data?.length ?? 0;
  useTitle(liveAmount > 0 ? `(${liveAmount}) ${he.calls.title}` : he.calls.title);
  const narrowing = readNarrowing(search);
  const { data: waiting = 0 } = useQuery(waitingQuery(businessId));
  const items = FILTERS.map((name) => ({
    // The live ones are few, and are all shown.
    to: paths.calls(slug, name, name === "live" ? {} : narrowing),
    text: he.calls.filters[name],
    isCurrent: name === filter,
    ...(name === "live" && { count: liveAmount }),
    ...(name === "call-back" && { count: waiting >= MOST_COUNTED ? `${MOST_COUNTED - 1}+` : waiting }),
  }));
  return (
    <>
      <PageHeader
        title={he.calls.title}
        actions={
          filter !== "live" && (
            <ExportButton
              asked={{
                kind: "calls",
                filter: { ...(filter === "call-back" && { callBack: "true" }), ...narrowingQuery(narrowing) },
              }}
            />
          )
        }
      />
      <div className="mb-5">
        <SegmentedLinks label={he.calls.filterLabel} items={items} />
      </div>
      {filter === "live" ? (
        <LiveCalls />
      ) : (
        <>
          <CallNarrowing key={slug} filter={filter} narrowing={narrowing} />
          <ListedCalls key={filter} filter={filter} narrowing={narrowing} />
        </>
      )}
    </>
  );
}

function LiveCalls() {
  const { businessId } = useBusiness();
  const { data, error, refetch } = useQuery(liveCallsQuery(businessId));
  if (data) return <CallList empty={<NoCalls filter="live" />} listed={[]} live={data} />;
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return <CallsSkeleton />;
}

const NONE: [] = [];

/** How soon a call that is not waited for any more is left alone. */
const GROWING_STEP_MS = 15_000;

type Listed = { filter: "all" | "call-back"; narrowing: CallsNarrowing };

function ListedCalls({ filter, narrowing }: Listed) {
  const { businessId } = useBusiness();
  const { data: live } = useQuery(liveCallsQuery(businessId));
  const isNarrowed = Object.keys(narrowing).length > 0;
  const list = useInfiniteQuery(callListQuery(businessId, filter, narrowing));
  const growing = askedOneByOne(list.data, useNow(GROWING_STEP_MS));
  useQueries({ queries: growing.map((callId) => growthQuery(businessId, callId)) });
  if (list.data) {
    const listed = list.data.pages.flatMap((page) => page.items);
    return (
      <>
        <CallList
          empty={
            isNarrowed ? (
              <EmptyState icon={<ListFilter aria-hidden />} {...he.calls.narrowing.empty} />
            ) : (
              <NoCalls filter={filter} />
            )
          }
          listed={listed}
          live={filter === "all" && !isNarrowed ? (live ?? NONE) : NONE}
        />
        <LoadMore
          hasMore={list.hasNextPage}
          isLoading={list.isFetchingNextPage}
          error={list.isFetchNextPageError ? list.error : null}
          onLoad={() => void loadNextPage(list)}
        />
      </>
    );
  }
  if (list.error) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  return <CallsSkeleton />;
}
