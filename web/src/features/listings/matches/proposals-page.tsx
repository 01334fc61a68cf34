import { useInfiniteQuery } from "@tanstack/react-query";
import { Handshake } from "lucide-react";
import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import { loadNextPage } from "../../../api/next-page.ts";
import { addressLine } from "../../../../../core/listings/address.ts";
import {
  PROPOSAL_LISTS,
  type MatchPair,
  type Proposal,
  type ProposalList,
} from "../../../../../core/listings/match-wire.ts";
import { formatAgo } from "../../../format/time.ts";
import { he } from "../../../i18n/he.ts";
import { listingTexts } from "../../../i18n/he/listings.ts";
import { paths } from "../../../paths.ts";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { ErrorState } from "../../../ui/error-state.tsx";
import { LinkButton } from "../../../ui/link-button.tsx";
import { LoadMore } from "../../../ui/load-more.tsx";
import { PageHeader } from "../../../ui/page-header.tsx";
import { PhoneActions } from "../../../ui/phone-number.tsx";
import { SegmentedLinks } from "../../../ui/segmented-links.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { useNow } from "../../../ui/use-now.ts";
import { useTitle } from "../../../ui/use-title.ts";
import { useSession } from "../../auth/session-context.ts";
import { useMay } from "../../auth/use-may.ts";
import { useBusiness } from "../../business/business-context.ts";
import { wishText } from "../../leads/lead-texts.ts";
import { Cover } from "../cover.tsx";
import { factsText, priceText } from "../listing-texts.ts";
import { MatchLine } from "./match-line.tsx";
import { useDecideMatch } from "./match-queries.ts";
import { proposalsQuery, useLookAt } from "./proposal-queries.ts";
import { useLookedAt } from "./use-looked-at.ts";

const t = listingTexts.proposals;
const AGO_STEP_MS = 60_000;

/** Homes and people who look for such: what is new, what was sent to customers, and what was dismissed. */
export function ProposalsPage() {
  useTitle(t.title);
  const { slug } = useBusiness();
  const [search] = useSearchParams();
  const list = PROPOSAL_LISTS.find((name) => name === search.get("list")) ?? "open";
  return (
    <>
      <PageHeader title={t.title} note={t.note} back={{ to: paths.listings(slug), text: listingTexts.back }} />
      <div className="mb-4">
        <SegmentedLinks
          label={t.lists.label}
          items={PROPOSAL_LISTS.map((name) => ({
            to: paths.matches(slug, name),
            text: t.lists[name],
            isCurrent: name === list,
          }))}
        />
      </div>
      <List key={list} list={list} />
    </>
  );
}

function List({ list }: { list: ProposalList }) {
  const { businessId, slug } = useBusiness();
  const proposals = useInfiniteQuery(proposalsQuery(businessId, list));
  const { data, error } = proposals;
  const mark = useMarkSeen(data?.pages.flatMap(({ items }) => items) ?? []);
  if (!data)
    return error ? (
      <ErrorState error={error} onRetry={() => void proposals.refetch()} />
    ) : (
      <Skeleton className="h-48 rounded-xl" />
    );
  const items = data.pages.flatMap((page) => page.items);
  if (items.length === 0 && !proposals.hasNextPage)
    return (
      <EmptyState
        icon={<Handshake aria-hidden />}
        {...t.empty[list]}
        {...(list === "open" && {
          action: <LinkButton to={paths.listings(slug)}>{listingTexts.back}</LinkButton>,
        })}
      />
    );
  return (
    <>
      <ul className="rounded-xl border border-line bg-surface px-4">
        {items.map((proposal) => (
          <Line key={proposal.id} proposal={proposal} lineRef={(element) => mark(proposal.id, element)} />
        ))}
      </ul>
      <LoadMore
        hasMore={proposals.hasNextPage}
        isLoading={proposals.isFetchingNextPage}
        error={proposals.isFetchNextPageError ? proposals.error : null}
        onLoad={() => void loadNextPage(proposals)}
      />
    </>
  );
}

/** New ones that stood before the eyes of whom they are for. An admin who acts as somebody else leaves them new. */
function useMarkSeen(items: readonly Proposal[]) {
  const { businessId, status } = useBusiness();
  const { impersonation } = useSession();
  const may = useMay();
  const look = useLookAt(businessId);
  const isMine = impersonation === null && status === "active" && may("matches.decide");
  return useLookedAt((names) => {
    const pairs = items.flatMap(({ id, state, listing, demand }): MatchPair[] =>
      state === "new" && names.includes(id) ? [{ listingId: listing.id, demandId: demand.id }] : [],
    );
    if (isMine && pairs.length > 0) look.mutate(pairs);
  });
}

type LineProps = { proposal: Proposal; lineRef: (element: HTMLLIElement | null) => void };

function Line({ proposal, lineRef }: LineProps) {
  const { businessId, slug } = useBusiness();
  const { lead, listing, demand, state, at } = proposal;
  const mayDecide = useMay()("matches.decide");
  const decide = useDecideMatch(businessId);
  const now = useNow(AGO_STEP_MS);
  // What was new when it came stays marked while it is looked at.
  const [wasNew] = useState(state === "new");
  return (
    <MatchLine
      lineRef={lineRef}
      match={{ ...proposal, state: wasNew && state === "seen" ? "new" : state }}
      sending={{ lead, listing }}
      onDecide={
        mayDecide ? (next) => decide.mutate({ listingId: listing.id, demandId: demand.id, state: next }) : undefined
      }
    >
      <div className="flex items-start gap-3">
        <Cover listing={listing} className="size-14 shrink-0 rounded-lg" />
        <div className="min-w-0 flex-1">
          <div className="flex flex-wrap items-center gap-x-2">
            <Link
              to={paths.lead(slug, lead.id)}
              className="min-w-0 font-medium break-words text-accent hover:underline max-md:inline-flex max-md:min-h-11 max-md:items-center"
            >
              {lead.name ?? he.leads.namelessLead}
            </Link>
            {lead.phone && <PhoneActions phone={lead.phone} />}
          </div>
          <p className="text-sm break-words text-ink-soft">{wishText(demand)}</p>
          <Link to={paths.listing(slug, listing.id)} className="block py-1 break-words hover:underline max-md:min-h-11">
            <span className="block font-medium">{addressLine(listing, "full")}</span>
            <span className="block text-sm text-ink-soft">
              {[priceText(listing), factsText(listing)].filter(Boolean).join(" · ")}
            </span>
          </Link>
          <p className="text-xs text-ink-faint">{formatAgo(at, now)}</p>
        </div>
      </div>
    </MatchLine>
  );
}
