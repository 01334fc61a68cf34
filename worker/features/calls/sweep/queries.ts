/** Calls whose end was not finished, over all businesses of one tenant database: the platform's own look, no member's. */
import { sql } from "drizzle-orm";
import type { TenantDb } from "../../../db/scope.ts";

export type UnfinishedCall = { businessId: string; callId: string; callSid: string };

/** The summary's job comes within seconds; an end that is younger is being finished by its own object. */
const SETTLED_MS = 5 * 60_000;
/** Older ones are not worth a summary any more. */
const TOO_OLD_MS = 7 * 86_400_000;
/** A summary that fails is asked for again after one hour, two, four, eight, and then not any more (index in the schema). */
const ASK_AGAIN_MS = 30 * 60_000;
/** No call lasts so long: at the most an hour by the settings, and its object closes it minutes after. */
const STUCK_MS = 2 * 3_600_000;

const HAS_WORDS = sql.raw(`exists (select 1 from call_turns t where t.business_id = calls.business_id
  and t.call_id = calls.id and t.role = 'caller' and t.text <> '')`);
const UNSUMMARISED = sql.raw(`summary is null and summary_asks < 5 and status = 'ended'`);
/**
 * Whose turn it is: of each business one call before any has two, the business that was asked about longest ago first.
 * A business with thousands of calls that fail then costs another's call one sweep, not days.
 */
const FAIR_ORDER = sql.raw("place_in_business, business_served_at nulls first, since");
const FOUND = sql.raw("business_id as businessId, id as callId, call_sid as callSid");

/** Those in which the caller said nothing, and those that are too old, are not looked at again. */
export async function passOver(db: TenantDb, now: number): Promise<void> {
  await db.run(sql`update calls set summary_asks = 5 where ${UNSUMMARISED}
    and (ended_at < ${now - TOO_OLD_MS} or (ended_at < ${now - SETTLED_MS} and not ${HAS_WORDS}))`);
}

/**
 * What `passOver` has left. Marks them as asked for in the same statement, so that two sweeps at once do not both take
 * them.
 */
export function takeUnsummarised(db: TenantDb, now: number, most: number): Promise<UnfinishedCall[]> {
  return db.all<UnfinishedCall>(sql`
    update calls set summary_asked_at = ${now}, summary_asks = summary_asks + 1
    where (business_id, id) in (
      select business_id, id from (
        select business_id, id, ended_at as since, business_served_at,
          row_number() over (partition by business_id order by summary_asked_at nulls first, ended_at) as place_in_business
        from (
          select *, max(summary_asked_at) over (partition by business_id) as business_served_at
          from calls where ${UNSUMMARISED})
        where ended_at < ${now - SETTLED_MS}
          and (summary_asked_at is null or summary_asked_at < ${now} - ${ASK_AGAIN_MS} * (1 << summary_asks)))
      order by ${FAIR_ORDER} limit ${most})
    returning ${FOUND}`);
}

/** Whose jobs could not be sent: the ask does not count, so that an outage of the queue uses up nobody's asks. */
export async function giveBackAsks(db: TenantDb, unsent: UnfinishedCall[]): Promise<void> {
  const keys = JSON.stringify(unsent.map(({ businessId, callId }) => [businessId, callId]));
  await db.run(sql`update calls set summary_asks = summary_asks - 1 where summary_asks > 0 and (business_id, id) in (
    select value ->> 0, value ->> 1 from json_each(${keys}))`);
}

/**
 * Calls that have no end although they must have had one. They are marked as asked about, so that some that cannot be
 * closed do not keep the others from being asked in the next sweep. Two sweeps may take the same: closing is safe to
 * repeat.
 */
export function takeStuck(db: TenantDb, now: number, most: number): Promise<UnfinishedCall[]> {
  return db.all<UnfinishedCall>(sql`
    update calls set summary_asked_at = ${now}
    where (business_id, id) in (
      select business_id, id from (
        select business_id, id, started_at as since,
          max(summary_asked_at) over (partition by business_id) as business_served_at,
          row_number() over (partition by business_id order by summary_asked_at nulls first, started_at) as place_in_business
        from calls where status <> 'ended' and started_at < ${now - STUCK_MS})
      order by ${FAIR_ORDER} limit ${most})
    returning ${FOUND}`);
}
