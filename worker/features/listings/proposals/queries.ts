/** What agents are told of: pairs of a home and a wish, by the time at which they were proposed. */
import { and, desc, eq, inArray, sql } from "drizzle-orm";
import type { MatchPair, MatchReason, MatchState } from "../../../../core/listings/match-wire.ts";
import type { Position } from "../../../db/keyset.ts";
import type { BusinessScope } from "../../../db/scope.ts";
import { demands, leads, matchPending } from "../../../db/tenant/schema.ts";
import { visibleLeads } from "../../leads/queries.ts";
import { listingsInList } from "../queries.ts";

type Pair = { listingId: string; demandId: string };
/** `place`: its row, which tells those of one moment apart. */
export type ProposalRow = Pair & { place: number; state: MatchState; reason: MatchReason | null; at: number };

/**
 * Notes pairs that are there still, and says how many are news. What was decided about one stays; of one that was only
 * looked at a lower price is news again.
 */
export async function propose(
  { db, businessId }: BusinessScope,
  pairs: readonly Pair[],
  reason: MatchReason,
  now: number,
): Promise<number> {
  if (pairs.length === 0) return 0;
  const rows = await db.all(sql`insert into match_proposals (business_id, listing_id, demand_id, state, reason, at)
    select ${businessId}, it.value ->> 'listingId', it.value ->> 'demandId', 'new', ${reason}, cast(${now} as integer)
    from json_each(${JSON.stringify(pairs)}) as it
    where exists (select 1 from demands where demands.business_id = ${businessId}
        and demands.id = it.value ->> 'demandId' and demands.is_active = 1)
      and exists (select 1 from listings where listings.business_id = ${businessId}
        and listings.id = it.value ->> 'listingId' and listings.state = 'active' and listings.deleted_at is null)
    on conflict do update set state = 'new', reason = excluded.reason, at = excluded.at, decided_by = null,
      decided_at = null
      where excluded.reason = 'price_drop' and match_proposals.state in ('new', 'seen')
    returning demand_id`);
  return rows.length;
}

/** The latest first, from behind `after` on. Whose they are is not asked here. */
export function findProposals(
  { db, businessId }: BusinessScope,
  states: readonly MatchState[],
  after: Position | undefined,
  most: number,
): Promise<ProposalRow[]> {
  const behind = after ? sql`and (at, rowid) < (${after.at}, ${Number(after.id)})` : sql``;
  // Each state is a stretch of the index, read from its end.
  const ofState = (state: MatchState) => sql`select * from (select rowid as place, listing_id as listingId,
      demand_id as demandId, state, reason, at
    from match_proposals where business_id = ${businessId} and state = ${state} ${behind}
    order by at desc, rowid desc limit ${most})`;
  return db.all(sql`${sql.join(states.map(ofState), sql` union all `)} order by at desc, place desc limit ${most}`);
}

/** Wishes, with their leads, that this person may see; and homes on the market. Of those that the pairs name. */
export async function readPairs(scope: BusinessScope, pairs: readonly Pair[]) {
  const { db, businessId } = scope;
  const ids = (all: string[]) => sql`(select value from json_each(${JSON.stringify([...new Set(all)])}))`;
  // No batch: of columns that have one name in two tables it keeps the last.
  const [wishes, homes] = await Promise.all([
    db
      .select({ demand: demands, lead: { id: leads.id, name: leads.name, phone: leads.phone } })
      .from(demands)
      .innerJoin(leads, and(visibleLeads(scope), eq(leads.id, demands.leadId)))
      .where(
        and(
          eq(demands.businessId, businessId),
          sql`${demands.id} in ${ids(pairs.map(({ demandId }) => demandId))}`,
          eq(demands.isActive, true),
        ),
      ),
    listingsInList(scope, sql`in ${ids(pairs.map(({ listingId }) => listingId))}`),
  ]);
  return {
    wishes: new Map(wishes.map((wish) => [wish.demand.id, wish])),
    homes: new Map(homes.map((home) => [home.id, home])),
  };
}

/** Of leads that this person may see; says how many were new before. */
export async function markSeen(
  scope: BusinessScope,
  pairs: readonly MatchPair[],
  by: string,
  now: number,
): Promise<number> {
  const { db, businessId } = scope;
  const rows = await db.all(sql`update match_proposals set state = 'seen', decided_by = ${by},
      decided_at = cast(${now} as integer)
    where business_id = ${businessId} and state = 'new'
      and (listing_id, demand_id) in (select it.value ->> 'listingId', it.value ->> 'demandId'
        from json_each(${JSON.stringify(pairs)}) as it)
      and exists (select 1 from demands as wish join leads on leads.business_id = wish.business_id
          and leads.id = wish.lead_id
        where wish.business_id = ${businessId} and wish.id = match_proposals.demand_id and ${visibleLeads(scope)})
    returning demand_id`);
  return rows.length;
}

export type Pending = { demandId: string; changes: number };

export const findPending = ({ db, businessId }: BusinessScope, most: number): Promise<Pending[]> =>
  db
    .select({ demandId: matchPending.demandId, changes: matchPending.changes })
    .from(matchPending)
    .where(eq(matchPending.businessId, businessId))
    .orderBy(desc(matchPending.demandId))
    .limit(most);

/** 90 at most. */
export const findWishes = ({ db, businessId }: BusinessScope, ids: readonly string[]) =>
  db
    .select()
    .from(demands)
    .where(and(eq(demands.businessId, businessId), inArray(demands.id, [...ids]), eq(demands.isActive, true)));

/** What has changed since it was read stays. */
export async function forgetPending({ db, businessId }: BusinessScope, looked: readonly Pending[]): Promise<void> {
  await db.run(sql`delete from match_pending where business_id = ${businessId}
    and (demand_id, changes) in (select it.value ->> 'demandId', it.value ->> 'changes'
      from json_each(${JSON.stringify(looked)}) as it)`);
}
