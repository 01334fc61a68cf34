import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import type { ComponentType } from "react";
import { loadNextPage } from "../../api/next-page.ts";
import { ErrorState } from "../../ui/error-state.tsx";
import { LoadMore } from "../../ui/load-more.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";

type List = Pick<
  UseInfiniteQueryResult<InfiniteData<unknown>>,
  "data" | "error" | "refetch" | "hasNextPage" | "isFetchingNextPage" | "isFetchNextPageError" | "fetchNextPage"
>;

type Props<Found> = {
  title: string;
  /** In the place of the rows. */ none: string;
  list: List;
  /** Of the list; undefined: not there yet. */ items: Found[] | undefined;
  idOf: (found: Found) => string;
  Row: ComponentType<{ found: Found }>;
};

/** What was found of one kind: the best first, and more of it on demand. */
export function FoundSection<Found>({ title, none, list, items, idOf, Row }: Props<Found>) {
  return (
    <section aria-label={title} className="mb-8">
      <h2 className="mb-2 text-sm font-semibold text-ink-soft">{title}</h2>
      {!items && !list.error && <Skeleton className="h-40" />}
      {!items && list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {items?.length === 0 && <p className="py-3 text-ink-faint">{none}</p>}
      {items && items.length > 0 && (
        <ul className="overflow-hidden rounded-xl border border-line bg-surface">
          {items.map((found) => (
            <Row key={idOf(found)} found={found} />
          ))}
        </ul>
      )}
      <LoadMore
        hasMore={list.hasNextPage}
        isLoading={list.isFetchingNextPage}
        error={list.isFetchNextPageError ? list.error : null}
        onLoad={() => void loadNextPage(list)}
      />
    </section>
  );
}
