import { useInfiniteQuery } from "@tanstack/react-query";
import { House, LayoutGrid, ListFilter, Plus, Rows3, Trash2 } from "lucide-react";
import { useNavigate, useSearchParams } from "react-router";
import { loadNextPage } from "../../api/next-page.ts";
import { listingTexts as t } from "../../i18n/he/listings.ts";
import { paths } from "../../paths.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { LinkButton } from "../../ui/link-button.tsx";
import { LoadMore } from "../../ui/load-more.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useTitle } from "../../ui/use-title.ts";
import { useMay } from "../auth/use-may.ts";
import { useBusiness } from "../business/business-context.ts";
import { ExportButton } from "../exports/export-button.tsx";
import type { Asked } from "../exports/use-export.ts";
import { ListingCard } from "./listing-card.tsx";
import { ListingFilters } from "./listing-filters.tsx";
import { listingListQuery } from "./listing-queries.ts";
import { readNarrowing, type ListingsNarrowing } from "./listings-narrowing.ts";
import { MatchesLink } from "./matches/matches-link.tsx";
import { ListingsTable } from "./listings-table.tsx";
import { ViewSwitch } from "./view-switch.tsx";

export function ListingsPage() {
  useTitle(t.title);
  const { slug } = useBusiness();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const narrowing = readNarrowing(search);
  const view = search.get("view") === "table" ? "table" : "cards";
  const go = (next: ListingsNarrowing, as: "cards" | "table" = view) =>
    void navigate(paths.listings(slug, { ...next, ...(as === "table" && { view: "table" }) }), { replace: true });
  return (
    <>
      <PageHeader
        title={t.title}
        actions={
          <>
            <ViewSwitch
              value={view}
              options={[
                { value: "cards", text: t.view.cards, icon: <LayoutGrid aria-hidden className="size-4" /> },
                { value: "table", text: t.view.table, icon: <Rows3 aria-hidden className="size-4" /> },
              ]}
              onChange={(as) => go(narrowing, as)}
            />
            <MatchesLink />
            <ExportButton asked={{ kind: "listings", filter: filterOf(narrowing) }} />
            <AddButton />
          </>
        }
      />
      <ListingFilters key={slug} narrowing={narrowing} onChange={(next) => go(next)} />
      <List narrowing={narrowing} view={view} />
    </>
  );
}

/** What `readNarrowing` has read is what the schema allows. */
const filterOf = (narrowing: ListingsNarrowing) => narrowing as Extract<Asked, { kind: "listings" }>["filter"];

function AddButton() {
  const { slug } = useBusiness();
  if (!useMay()("listings.change")) return null;
  return (
    <LinkButton to={paths.newListing(slug)} variant="primary">
      <Plus aria-hidden className="size-4" />
      {t.add}
    </LinkButton>
  );
}

function List({ narrowing, view }: { narrowing: ListingsNarrowing; view: "cards" | "table" }) {
  const { businessId } = useBusiness();
  const list = useInfiniteQuery(listingListQuery(businessId, narrowing));
  if (!list.data)
    return list.error ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : <CardsSkeleton />;
  const listings = list.data.pages.flatMap((page) => page.items);
  if (listings.length === 0) return <Nothing narrowing={narrowing} />;
  return (
    <>
      {view === "table" ? (
        <ListingsTable listings={listings} />
      ) : (
        <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
          {listings.map((listing) => (
            <ListingCard key={listing.id} listing={listing} />
          ))}
        </ul>
      )}
      <LoadMore
        hasMore={list.hasNextPage}
        isLoading={list.isFetchingNextPage}
        error={list.isFetchNextPageError ? list.error : null}
        onLoad={() => void loadNextPage(list)}
      />
    </>
  );
}

function Nothing({ narrowing }: { narrowing: ListingsNarrowing }) {
  if (narrowing.bin) return <EmptyState icon={<Trash2 aria-hidden />} {...t.emptyBin} />;
  if (Object.keys(narrowing).length > 0) return <EmptyState icon={<ListFilter aria-hidden />} {...t.emptyNarrowed} />;
  return <EmptyState icon={<House aria-hidden />} {...t.empty} action={<AddButton />} />;
}

const CardsSkeleton = () => (
  <div aria-hidden className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
    {[0, 1, 2].map((each) => (
      <Skeleton key={each} className="h-72 rounded-xl" />
    ))}
  </div>
);
