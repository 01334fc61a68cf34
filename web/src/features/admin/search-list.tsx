import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import { SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { loadNextPage } from "../../api/next-page.ts";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { LoadMore } from "../../ui/load-more.tsx";
import { SearchField } from "../../ui/search-field.tsx";
import { TableSkeleton } from "./table-skeleton.tsx";
import type { useSearchText } from "../../ui/use-search-text.ts";

type Page<Row> = { items: Row[]; nextCursor: string | null };

type Props<Row> = {
  label: string;
  search: ReturnType<typeof useSearchText>;
  /** Characters that the server takes as a search. */ longest: number;
  texts: { search: string; searchHint: string; noneFound: (query: string) => { title: string; text: string } };
  list: UseInfiniteQueryResult<InfiniteData<Page<Row>>>;
  columns: ReadonlyArray<Column<Row>>;
  rowKey: (row: Row) => string;
  /** Where there is nothing at all, not only nothing that was searched for. */ empty: ReactNode;
};

/** A long list with a search above it. What was found before stays, paler, while the next search is under way. */
export function SearchList<Row>({ search, longest, texts, list, ...table }: Props<Row>) {
  const { typed, setTyped, settle } = search;
  const isSearching = list.isPlaceholderData || (list.isFetching && list.isRefetching);
  return (
    <>
      <div className="mb-4">
        <SearchField
          label={texts.search}
          placeholder={texts.searchHint}
          maxLength={longest}
          value={typed}
          onChange={setTyped}
          onBlur={settle}
          onSubmit={settle}
          isLoading={isSearching && typed !== ""}
        />
      </div>
      <Found {...table} query={search.query} noneFound={texts.noneFound} list={list} />
    </>
  );
}

type FoundProps<Row> = Omit<Props<Row>, "search" | "longest" | "texts"> & {
  query: string;
  noneFound: Props<Row>["texts"]["noneFound"];
};

function Found<Row>({ query, noneFound, list, label, columns, rowKey, empty }: FoundProps<Row>) {
  if (!list.data) {
    return list.error ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : <TableSkeleton />;
  }
  const rows = list.data.pages.flatMap(({ items }) => items);
  if (rows.length === 0 && !list.isPlaceholderData)
    return query === "" ? <>{empty}</> : <EmptyState icon={<SearchX aria-hidden />} {...noneFound(query)} />;
  return (
    <div className={list.isPlaceholderData ? "opacity-60 transition-opacity" : undefined}>
      <DataTable label={label} columns={columns} rows={rows} rowKey={rowKey} />
      <LoadMore
        hasMore={list.hasNextPage}
        isLoading={list.isFetchingNextPage}
        error={list.isFetchNextPageError ? list.error : null}
        onLoad={() => void loadNextPage(list)}
      />
    </div>
  );
}
