import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { GridList, GridListLoadMoreItem, isTextDropItem, useDragAndDrop } from "react-aria-components";
import { useNavigate } from "react-router";
import type { LeadCounts } from "../../../../../core/leads/counts.ts";
import type { LeadStatus } from "../../../../../core/leads/status.ts";
import { isStanding } from "../../../../../core/leads/status-rules.ts";
import type { Lead } from "../../../../../core/leads/wire.ts";
import { he } from "../../../i18n/he.ts";
import { paths } from "../../../paths.ts";
import { ErrorState } from "../../../ui/error-state.tsx";
import { Spinner } from "../../../ui/spinner.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { StatusDot } from "../../../ui/status-badge.tsx";
import { useIsInSight } from "../../../ui/use-is-in-sight.ts";
import { useMay } from "../../auth/use-may.ts";
import { useBusiness } from "../../business/business-context.ts";
import type { LeadsQuery } from "../lead-queries.ts";
import { BoardCard, CardPreview } from "./board-card.tsx";
import { columnQuery } from "./board-queries.ts";

const t = he.board;
/** What is dragged, so that nothing else of a page or of another window is taken for a lead. */
const LEAD_TYPE = "agentlocator-lead";

type Props = {
  status: LeadStatus;
  filter: LeadsQuery;
  count: LeadCounts[number] | undefined;
  /** A card was dropped here. */ onMove: (lead: Lead) => void;
};

export function BoardColumn({ status, filter, count, onMove }: Props) {
  const [element, setElement] = useState<HTMLElement | null>(null);
  const isInSight = useIsInSight(element);
  const amount = count && (count.isMore ? t.more(count.count) : t.leads(count.count));
  return (
    <section
      ref={setElement}
      aria-label={amount === undefined ? status.name : t.column(status.name, amount)}
      className="flex w-[82vw] max-w-80 shrink-0 snap-center flex-col rounded-xl border border-line bg-sunken/60 has-[[data-drop-target]]:border-accent has-[[data-drop-target]]:bg-accent-soft has-[[data-drop-target]]:ring-1 has-[[data-drop-target]]:ring-accent md:w-68"
    >
      <header className="flex items-center gap-2 px-3 pt-3 pb-2">
        <StatusDot color={status.color} />
        <h2 className="min-w-0 flex-1 truncate font-semibold">{status.name}</h2>
        <span aria-hidden className="text-sm text-ink-soft tabular-nums">
          {count && (count.isMore ? t.moreShort(count.count) : count.count.toLocaleString("he-IL"))}
        </span>
      </header>
      <Cards status={status} filter={filter} isInSight={isInSight} onMove={onMove} />
    </section>
  );
}

function Cards({ status, filter, isInSight, onMove }: Omit<Props, "count"> & { isInSight: boolean }) {
  const { businessId, slug, status: businessStatus } = useBusiness();
  const navigate = useNavigate();
  const mayMove = useMay()("leads.edit") && businessStatus === "active";
  // Columns beyond the edge are read when they come into sight.
  const [wasInSight, setWasInSight] = useState(isInSight);
  if (isInSight && !wasInSight) setWasInSight(true);
  const list = useInfiniteQuery({ ...columnQuery(businessId, status.id, filter), enabled: wasInSight });
  const leads = list.data?.pages.flatMap((page) => page.items) ?? [];
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) =>
      leads
        .filter(({ id }) => keys.has(id))
        .map((lead) => ({ [LEAD_TYPE]: JSON.stringify(lead), "text/plain": lead.name ?? he.leads.namelessLead })),
    acceptedDragTypes: isStanding(status) ? [LEAD_TYPE] : [],
    getAllowedDropOperations: () => ["move"],
    // A column is in the order of what happened last: where in it a card is dropped says nothing.
    getDropOperation: (target, types) => (target.type === "root" && types.has(LEAD_TYPE) ? "move" : "cancel"),
    onRootDrop: ({ items }) => {
      for (const item of items.filter(isTextDropItem))
        void item.getText(LEAD_TYPE).then((text) => onMove(JSON.parse(text) as Lead));
    },
    renderDragPreview: (items) => <CardPreview name={items[0]?.["text/plain"] ?? ""} />,
  });
  if (!list.data && list.error) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <GridList
      aria-label={status.name}
      onAction={(key) => void navigate(paths.lead(slug, String(key)))}
      {...(mayMove && { dragAndDropHooks })}
      renderEmptyState={() => (list.data ? <Empty isFiltered={Object.keys(filter).length > 0} /> : <CardSkeletons />)}
      className="flex h-[calc(100dvh-19rem-var(--banner-height))] min-h-80 flex-col gap-2 overflow-y-auto rounded-b-xl px-2 pb-2 outline-none md:h-[calc(100dvh-16rem-var(--banner-height))]"
    >
      {leads.map((lead) => (
        <BoardCard key={lead.id} lead={lead} isDraggable={mayMove} />
      ))}
      {list.hasNextPage && (
        <GridListLoadMoreItem
          isLoading={list.isFetchingNextPage}
          onLoadMore={() => void list.fetchNextPage()}
          className="grid place-items-center py-3"
        >
          <Spinner />
        </GridListLoadMoreItem>
      )}
    </GridList>
  );
}

const Empty = ({ isFiltered }: { isFiltered: boolean }) => (
  <p className="px-3 py-8 text-center text-sm text-pretty text-ink-soft">{isFiltered ? t.emptyFiltered : t.empty}</p>
);

const CardSkeletons = () => (
  <div className="flex flex-col gap-2">
    <Skeleton className="h-28 rounded-lg" />
    <Skeleton className="h-28 rounded-lg" />
  </div>
);
