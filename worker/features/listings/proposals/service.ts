/** Telling agents of new matches: noting them, what they have looked at, and how many are left. */
import {
  findPending,
  findProposals,
  findWishes,
  forgetPending,
  markSeen,
  propose,
  readPairs,
  type ProposalRow,
} from "./queries.ts";
import { scoreMatch } from "../../../../core/listings/match.ts";
import {
  type MatchPair,
  type MatchReason,
  type MatchState,
  type Proposal,
  type ProposalList,
} from "../../../../core/listings/match-wire.ts";
import { NEW_MATCHES_COUNTED } from "../../../../core/listings/new-matches.ts";
import type { PageQuery } from "../../../../core/contract/paging.ts";
import { cursorOf, positionOf } from "../../../db/keyset.ts";
import type { BusinessScope } from "../../../db/scope.ts";
import type { Deps } from "../../../deps.ts";
import { asksMore, bestHomesOf, matchesOfListing } from "../matches/service.ts";

/** Read at once; of these those are shown that one may see, and that fit still. */
const WINDOW = 100;
/** Beyond so many of other people's a page ends, and the next one goes on. */
const MOST_WINDOWS = 10;
/** Looked at by one request; the next one goes on. */
const WISHES_AT_ONCE = 10;
/** So many homes are proposed for one wish. */
const MOST_FOR_A_WISH = 10;

const STATES: Readonly<Record<ProposalList, readonly MatchState[]>> = {
  open: ["new", "seen"],
  sent: ["sent"],
  dismissed: ["dismissed"],
};

type Told = Pick<Deps, "now" | "log" | "hub">;

/**
 * A home that is offered now, or for less: its pairs are noted, of all leads of the business. What is written stands
 * without it; whoever looks at the listing sees its matches all the same.
 */
export async function noteMatches(
  deps: Told,
  scope: BusinessScope,
  listingId: string,
  reason: MatchReason,
): Promise<void> {
  try {
    const { items } = await matchesOfListing({ ...scope, onlyOf: null }, listingId);
    // The last one that is written stands first in lists.
    const pairs = items
      .filter(asksMore)
      .map(({ demand }) => ({ listingId, demandId: demand.id }))
      .toReversed();
    if ((await propose(scope, pairs, reason, deps.now())) > 0) await tellOfMatches(deps, scope);
  } catch (cause) {
    deps.log.error("matches_not_noted", { listingId, cause });
  }
}

/** What somebody looks for since the last time: the homes that fit it best are noted. */
async function noteNewWishes(deps: Told, scope: BusinessScope): Promise<void> {
  try {
    const looked = await findPending(scope, WISHES_AT_ONCE);
    if (looked.length === 0) return;
    const wishes = await findWishes(
      scope,
      looked.map(({ demandId }) => demandId),
    );
    const pairs = await Promise.all(
      wishes.map(async (wish) =>
        (await bestHomesOf(scope, wish, MOST_FOR_A_WISH))
          .map((listingId) => ({ listingId, demandId: wish.id }))
          .toReversed(),
      ),
    );
    const news = await propose(scope, pairs.flat(), "new_demand", deps.now());
    await forgetPending(scope, looked);
    if (news > 0) await tellOfMatches(deps, scope);
  } catch (cause) {
    deps.log.error("wishes_not_noted", { businessId: scope.businessId, cause });
  }
}

export async function readProposals(
  deps: Told,
  scope: BusinessScope,
  list: ProposalList,
  page: PageQuery,
): Promise<{ items: Proposal[]; nextCursor: string | null }> {
  await noteNewWishes(deps, scope);
  return pageOfProposals(scope, STATES[list], page);
}

/** How many nobody has looked at, of those that this person may see. */
export async function countNewMatches(deps: Told, scope: BusinessScope): Promise<number> {
  await noteNewWishes(deps, scope);
  const { items } = await pageOfProposals(scope, ["new"], { limit: NEW_MATCHES_COUNTED });
  return items.length;
}

async function pageOfProposals(scope: BusinessScope, states: readonly MatchState[], { limit, cursor }: PageQuery) {
  const items: Proposal[] = [];
  let after = cursor === undefined ? undefined : positionOf(cursor);
  for (let window = 0; window < MOST_WINDOWS; window++) {
    const rows = await findProposals(scope, states, after, WINDOW);
    if (rows.length === 0) return { items, nextCursor: null };
    const shown = await whole(scope, rows);
    for (const [at, row] of rows.entries()) {
      after = { at: row.at, id: String(row.place) };
      const proposal = shown[at];
      if (proposal) items.push(proposal);
      const isLast = at === rows.length - 1 && rows.length < WINDOW;
      if (items.length === limit) return { items, nextCursor: isLast ? null : cursorOf(after) };
    }
    if (rows.length < WINDOW) return { items, nextCursor: null };
  }
  return { items, nextCursor: after ? cursorOf(after) : null };
}

/** Undefined in the place of those that one may not see, that are not offered or looked for, or do not fit any more. */
async function whole(scope: BusinessScope, rows: readonly ProposalRow[]): Promise<(Proposal | undefined)[]> {
  const { wishes, homes } = await readPairs(scope, rows);
  return rows.map(({ listingId, demandId, state, reason, at }) => {
    const [wish, listing] = [wishes.get(demandId), homes.get(listingId)];
    const match = wish && listing?.state === "active" ? scoreMatch(listing, wish.demand) : null;
    if (!wish || !listing || !match) return undefined;
    const { businessId: _, provenance: _from, lastCall: _call, ...demand } = wish.demand;
    const { lead } = wish;
    return { ...match, id: `${listingId} ${demandId}`, leadId: lead.id, demand, lead, listing, state, reason, at };
  });
}

export async function lookAt(deps: Told, scope: BusinessScope, by: string, pairs: readonly MatchPair[]): Promise<void> {
  if ((await markSeen(scope, pairs, by, deps.now())) > 0) await tellOfMatches(deps, scope);
}

/** Which ones is not said: not everybody may know of all of them. */
export async function tellOfMatches(
  { hub, log }: Pick<Deps, "hub" | "log">,
  { businessId }: BusinessScope,
): Promise<void> {
  try {
    await hub(businessId).announce({ type: "matches.changed" });
  } catch (cause) {
    log.error("matches_not_told", { cause });
  }
}
