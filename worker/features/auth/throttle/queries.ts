import { and, gt, inArray, sql } from "drizzle-orm";
import type { Counter } from "./limits.ts";
import type { DirectoryDb } from "../../../db/directory/client.ts";
import { throttles } from "../../../db/directory/schema.ts";

export type Counted = typeof throttles.$inferSelect;

/** Doubling any further would leave the range of numbers, and no pause is that long. */
const MAX_DOUBLINGS = 20;

const stored = ({ key, limit, windowMs, from, growth }: Counter) => ({
  key,
  limit,
  windowMs,
  from: from ?? [{ key: null, count: 0 }],
  by: growth?.by ?? null,
  maxMs: growth?.maxMs ?? windowMs,
});

/**
 * Counts one attempt in each counter that applies, or in none when one of them is full already; answers with the keys in
 * which it was counted. One statement: what it reads is what was there before it wrote, so that attempts which come at
 * once cannot pass together, nor one that is refused move a counter.
 */
export async function countAttempt(db: DirectoryDb, counters: Counter[], now: number): Promise<string[]> {
  const rows = await db.all<{ key: string }>(sql`
    with given as (
      select value ->> 'key' as key, value ->> 'limit' as most, value ->> 'windowMs' as window_ms,
        value ->> 'by' as by, value ->> 'maxMs' as max_ms, value -> 'from' as marks
      from json_each(${JSON.stringify(counters.map(stored))})
    ),
    applying as (
      select key, most, by, window_ms, max_ms from given
      where exists (
        select 1 from json_each(given.marks) as mark
        left join throttles as there on there.key = mark.value ->> 'key' and there.ends_at > ${now}
        where coalesce(there.count, 0) >= mark.value ->> 'count'
      )
    )
    insert into throttles (key, count, ends_at)
    select applying.key,
      iif(old.ends_at > ${now}, old.count + 1, 1),
      iif(old.ends_at > ${now}, old.ends_at, ${now} + min(max_ms, window_ms << min(${MAX_DOUBLINGS}, coalesce(
        (select count from throttles as grown where grown.key = applying.by and grown.ends_at > ${now}), 0))))
    from applying left join throttles as old on old.key = applying.key
    where not exists (
      select 1 from applying as any_of join throttles as full on full.key = any_of.key
      where full.ends_at > ${now} and full.count >= any_of.most
    )
    on conflict (key) do update set count = excluded.count, ends_at = excluded.ends_at
    returning key`);
  return rows.map(({ key }) => key);
}

/** How they stand, those that run. */
export const standingOf = (db: DirectoryDb, keys: string[], now: number): Promise<Counted[]> =>
  db
    .select()
    .from(throttles)
    .where(and(inArray(throttles.key, keys), gt(throttles.endsAt, now)));

/** The attempt was a good one. */
export async function uncountAttempt(db: DirectoryDb, keys: string[], now: number): Promise<void> {
  await db
    .update(throttles)
    .set({ count: sql`${throttles.count} - 1` })
    .where(and(inArray(throttles.key, keys), gt(throttles.endsAt, now), gt(throttles.count, 0)));
}
