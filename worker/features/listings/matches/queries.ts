/**
 * Candidates and what was said of them. Homes are points and wishes are boxes in two R*Trees, side (the business, and
 * whether it is sold or let) × price × rooms × size, kept by triggers. Their numbers are floats of 32 bits, rounded
 * outwards, so that a candidate more may come and none is missed; the score has the last word.
 */
import { and, eq, inArray, sql } from "drizzle-orm";
import type { MatchState } from "../../../../core/listings/match-wire.ts";
import type { BusinessScope } from "../../../db/scope.ts";
import { demands, leads, listings, matchBusinesses, matchDemands, matchProposals } from "../../../db/tenant/schema.ts";
import { visibleLeads } from "../../leads/queries.ts";
import { findListingsById } from "../queries.ts";

/** So many are looked at: rows cost, and nobody reads on so far. What is beyond is told of and not looked at. */
export const MOST_CANDIDATES = 200;

type Home = { id: string; deal: "sell" | "let"; price: number | null; rooms: number | null; size: number | null };

const side = (businessId: string, isLet: boolean) =>
  sql`(select 2 * ${matchBusinesses.id} + ${sql.raw(isLet ? "1" : "0")} from ${matchBusinesses}
    where ${matchBusinesses.businessId} = ${businessId})`;

/** What is asked of one dimension: boxes that have something of `from` to `to`; null is anything. */
const meets = (name: "price" | "rooms" | "size", from: number | null, to: number | null) =>
  sql.join(
    [
      ...(to === null ? [] : [sql`and ${sql.raw(`${name}_min`)} <= ${to}`]),
      ...(from === null ? [] : [sql`and ${sql.raw(`${name}_max`)} >= ${from}`]),
    ],
    sql` `,
  );

/** Active wishes, of leads that this person may see, whose box holds the home. */
export async function findDemandCandidates(scope: BusinessScope, home: Home) {
  const { db, businessId } = scope;
  const own = side(businessId, home.deal === "let");
  const boxes = sql`(select id from demand_boxes where side_min <= ${own} and side_max >= ${own}
    ${meets("price", home.price, home.price)} ${meets("rooms", home.rooms, home.rooms)} ${meets("size", home.size, home.size)}
    limit ${MOST_CANDIDATES + 1})`;
  const rows = await db
    .select({ demand: demands, lead: { id: leads.id, name: leads.name, phone: leads.phone } })
    .from(matchDemands)
    .innerJoin(demands, and(eq(demands.businessId, businessId), eq(demands.id, matchDemands.demandId)))
    .innerJoin(leads, and(visibleLeads(scope), eq(leads.id, demands.leadId)))
    .where(and(sql`+${matchDemands.businessId} = ${businessId}`, sql`${matchDemands.id} in ${boxes}`));
  return rows;
}

type Wish = Pick<
  typeof demands.$inferSelect,
  "dealType" | "roomsMin" | "roomsMax" | "sizeMin" | "sizeMax" | "priceMax"
>;

/** Active homes in the box of a wish, which is widened here as the boxes of `demand_boxes` are. */
export async function findListingCandidates(
  scope: BusinessScope,
  wish: Wish,
  stretch: Record<"price" | "rooms" | "size", number>,
) {
  const { db, businessId } = scope;
  const { roomsMin, roomsMax, sizeMin, sizeMax, priceMax } = wish;
  const own = side(businessId, wish.dealType === "rent");
  const points = sql`select id from listing_points where side_min <= ${own} and side_max >= ${own}
    ${meets("price", null, priceMax === null ? null : priceMax * (1 + stretch.price))}
    ${meets("rooms", roomsMin === null ? null : roomsMin - stretch.rooms, roomsMax === null ? null : roomsMax + stretch.rooms)}
    ${meets("size", sizeMin === null ? null : sizeMin * (1 - stretch.size), sizeMax === null ? null : sizeMax * (1 + stretch.size))}
    limit ${MOST_CANDIDATES + 1}`;
  const rows = await db.all<{ id: string }>(
    sql`select listing_id as id from listing_order where +business_id = ${businessId} and id in (${points})`,
  );
  return db
    .select()
    .from(listings)
    .where(
      and(
        eq(listings.businessId, businessId),
        sql`${listings.id} in (select value from json_each(${JSON.stringify(rows.map(({ id }) => id))}))`,
      ),
    );
}

export const summariesOf = findListingsById;

/** Of a lead that this person may see; undefined: they may not. */
export async function demandsOfLead(scope: BusinessScope, leadId: string) {
  const [[lead], wishes] = await scope.db.batch([
    scope.db
      .select({ id: leads.id })
      .from(leads)
      .where(and(visibleLeads(scope), eq(leads.id, leadId))),
    scope.db
      .select()
      .from(demands)
      .where(and(eq(demands.businessId, scope.businessId), eq(demands.leadId, leadId), eq(demands.isActive, true))),
  ]);
  return lead && wishes;
}

type Pair = { listingId: string; demandId: string };

export async function proposalsOf(
  { db, businessId }: BusinessScope,
  by: { listingId: string } | { demandIds: string[] },
) {
  return db
    .select()
    .from(matchProposals)
    .where(
      and(
        eq(matchProposals.businessId, businessId),
        "listingId" in by ? eq(matchProposals.listingId, by.listingId) : inArray(matchProposals.demandId, by.demandIds),
      ),
    )
    .limit(1_000);
}

/** False: there is no such pair that this person may see. */
export async function decide(
  scope: BusinessScope,
  { listingId, demandId }: Pair,
  { state, by, now }: { state: MatchState; by: string; now: number },
): Promise<boolean> {
  const { db, businessId } = scope;
  const [seen] = await db
    .select({ id: demands.id })
    .from(demands)
    .innerJoin(leads, and(visibleLeads(scope), eq(leads.id, demands.leadId)))
    .innerJoin(listings, and(eq(listings.businessId, businessId), eq(listings.id, listingId)))
    .where(and(eq(demands.businessId, businessId), eq(demands.id, demandId)));
  if (!seen) return false;
  const decided = { state, decidedBy: by, decidedAt: now };
  await db
    .insert(matchProposals)
    .values({ businessId, listingId, demandId, reason: null, at: now, ...decided })
    .onConflictDoUpdate({
      target: [matchProposals.businessId, matchProposals.listingId, matchProposals.demandId],
      set: decided,
    });
  return true;
}
