/** What fits what, both ways, of what one may see; and noting it for the agent. */
import {
  decide,
  demandsOfLead,
  findDemandCandidates,
  findListingCandidates,
  MOST_CANDIDATES,
  proposalsOf,
  summariesOf,
} from "./queries.ts";
import { CodedError } from "../../../../core/contract/errors.ts";
import { PRICE_STRETCH, ROOMS_STRETCH, scoreMatch, SIZE_STRETCH } from "../../../../core/listings/match.ts";
import type { DemandMatch, ListingMatch, MatchState } from "../../../../core/listings/match-wire.ts";
import type { BusinessScope } from "../../../db/scope.ts";
import type { Deps } from "../../../deps.ts";
import { findListing } from "../queries.ts";

/** The best; nobody rings more people about one home. */
const MOST_SHOWN = 40;
const STRETCH = { price: PRICE_STRETCH, rooms: ROOMS_STRETCH, size: SIZE_STRETCH };

type Wish = NonNullable<Awaited<ReturnType<typeof demandsOfLead>>>[number];
const isSought = ({ dealType }: Wish) => dealType === "buy" || dealType === "rent";

/** Of whom nothing is known but that they buy or rent, every home would fit: that is no news to anybody. */
export const asksMore = ({ verdicts }: { verdicts: readonly { criterion: string }[] }): boolean =>
  verdicts.some(({ criterion }) => criterion !== "deal");

const byScore = (one: { score: number }, other: { score: number }) => other.score - one.score;

/** Throws `not_found`. None for one that is not offered. */
export async function matchesOfListing(
  scope: BusinessScope,
  listingId: string,
): Promise<{ items: DemandMatch[]; hasMore: boolean }> {
  const listing = await findListing(scope, listingId);
  if (!listing || listing.deletedAt !== null) throw new CodedError("not_found", "there is no such listing");
  if (listing.state !== "active") return { items: [], hasMore: false };
  const [candidates, proposals] = await Promise.all([
    findDemandCandidates(scope, listing),
    proposalsOf(scope, { listingId }),
  ]);
  const known = new Map(proposals.map((one) => [one.demandId, one]));
  const items = candidates
    .flatMap(({ demand, lead }): DemandMatch[] => {
      const match = scoreMatch(listing, demand);
      if (!match) return [];
      const { businessId: _, provenance: _from, lastCall: _call, ...shown } = demand;
      const { state = "new", reason = null } = known.get(demand.id) ?? {};
      return [{ ...match, leadId: lead.id, demand: shown, lead, state, reason }];
    })
    .toSorted(byScore);
  return {
    items: items.slice(0, MOST_SHOWN),
    hasMore: items.length > MOST_SHOWN || candidates.length > MOST_CANDIDATES,
  };
}

/** Throws `not_found` for a lead that one may not see. */
export async function matchesOfLead(
  scope: BusinessScope,
  leadId: string,
): Promise<{ items: ListingMatch[]; hasMore: boolean }> {
  const wishes = await demandsOfLead(scope, leadId);
  if (!wishes) throw new CodedError("not_found", "there is no such lead");
  const sought = wishes.filter(isSought);
  const [candidates, proposals] = await Promise.all([
    Promise.all(sought.map((wish) => findListingCandidates(scope, wish, STRETCH))),
    sought.length === 0 ? [] : proposalsOf(scope, { demandIds: sought.map(({ id }) => id) }),
  ]);
  const known = new Map(proposals.map((one) => [`${one.listingId} ${one.demandId}`, one]));
  const scored = sought
    .flatMap((wish, at) =>
      (candidates[at] ?? []).flatMap((listing) => {
        const match = scoreMatch(listing, wish);
        return match ? [{ ...match, demandId: wish.id, listingId: listing.id }] : [];
      }),
    )
    .toSorted(byScore);
  const best = scored.slice(0, MOST_SHOWN);
  const summaries = await summariesOf(
    scope,
    best.map(({ listingId }) => listingId),
  );
  const byId = new Map(summaries.map((summary) => [summary.id, summary]));
  const items = best.flatMap(({ listingId, demandId, ...match }): ListingMatch[] => {
    const listing = byId.get(listingId);
    if (!listing) return [];
    const { state = "new", reason = null } = known.get(`${listingId} ${demandId}`) ?? {};
    return [{ ...match, demandId, listing, state, reason }];
  });
  return {
    items,
    hasMore: scored.length > MOST_SHOWN || candidates.some((rows) => rows.length > MOST_CANDIDATES),
  };
}

/** The homes that fit a wish best, by their ids. */
export async function bestHomesOf(scope: BusinessScope, wish: Wish, most: number): Promise<string[]> {
  if (!isSought(wish)) return [];
  const homes = await findListingCandidates(scope, wish, STRETCH);
  return homes
    .flatMap((home) => {
      const match = scoreMatch(home, wish);
      return match && asksMore(match) ? [{ id: home.id, score: match.score }] : [];
    })
    .toSorted(byScore)
    .slice(0, most)
    .map(({ id }) => id);
}

export async function decideMatch(
  deps: Pick<Deps, "now">,
  scope: BusinessScope,
  by: string,
  pair: { listingId: string; demandId: string },
  state: MatchState,
): Promise<void> {
  if (!(await decide(scope, pair, { state, by, now: deps.now() })))
    throw new CodedError("not_found", "there is no such match");
}
