import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { UsersRound } from "lucide-react";
import { useSearchParams } from "react-router";
import { loadNextPage } from "../../../api/next-page.ts";
import { he } from "../../../i18n/he.ts";
import { duplicates as t } from "../../../i18n/he/duplicates.ts";
import { paths } from "../../../paths.ts";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { ErrorState } from "../../../ui/error-state.tsx";
import { LoadMore } from "../../../ui/load-more.tsx";
import { PageHeader } from "../../../ui/page-header.tsx";
import { SegmentedLinks } from "../../../ui/segmented-links.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { useTitle } from "../../../ui/use-title.ts";
import { useBusiness } from "../../business/business-context.ts";
import { leadStatusesQuery } from "../lead-queries.ts";
import { pairsQuery, type PairState } from "./duplicate-queries.ts";
import { PairCard } from "./pair-card.tsx";

const STATES = ["open", "dismissed"] as const;

export function DuplicatesPage() {
  useTitle(t.title);
  const { slug } = useBusiness();
  const [search] = useSearchParams();
  const state = STATES.find((each) => each === search.get("state")) ?? "open";
  return (
    <>
      <PageHeader title={t.title} note={t.note} back={{ to: paths.leads(slug), text: he.leads.back }} />
      <div className="mb-5">
        <SegmentedLinks
          label={t.filter.label}
          items={STATES.map((each) => ({
            to: paths.leadDuplicates(slug, each),
            text: t.filter[each],
            isCurrent: each === state,
          }))}
        />
      </div>
      <Pairs state={state} />
    </>
  );
}

function Pairs({ state }: { state: PairState }) {
  const { businessId } = useBusiness();
  const list = useInfiniteQuery(pairsQuery(businessId, state));
  // Without the names of the statuses there is nothing to choose between.
  const statuses = useQuery(leadStatusesQuery(businessId));
  if (!list.data || !statuses.data) {
    if (list.error) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
    if (statuses.error) return <ErrorState error={statuses.error} onRetry={() => void statuses.refetch()} />;
    return <Skeleton className="h-64" />;
  }
  const pairs = list.data.pages.flatMap((page) => page.items);
  if (pairs.length === 0)
    return <EmptyState icon={<UsersRound aria-hidden />} {...(state === "open" ? t.empty : t.emptyDismissed)} />;
  return (
    <div className="flex flex-col gap-4">
      {pairs.map((pair) => (
        <PairCard key={pair.leads.map(({ id, updatedAt }) => `${id}-${updatedAt}`).join()} pair={pair} />
      ))}
      <LoadMore
        hasMore={list.hasNextPage}
        isLoading={list.isFetchingNextPage}
        error={list.isFetchNextPageError ? list.error : null}
        onLoad={() => void loadNextPage(list)}
      />
    </div>
  );
}
