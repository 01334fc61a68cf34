import { and, gt, inArray, sql, type SQL } from "drizzle-orm";
import type { Counter } from "./limits.ts";
import type { DirectoryDb } from "../../../db/directory/client.ts";
import { throttles } from "../../../db/directory/schema.ts";
import { selectRow } from "../../../db/select-row.ts";

export type Counted = typeof throttles.$inferSelect;

const withUnless = ({ unless, ...counter }: Counter) => (unless ? [counter, unless] : [counter]);
const keysOf = (counters: Counter[]): string[] => counters.flatMap(withUnless).map(({ key }) => key);

/** That this counter, as it is now, lets nothing more through. One above its limit says so; it grows no further. */
const isOver = ({ key, limit }: Pick<Counter, "key" | "limit">, now: number): SQL =>
  sql`exists (select 1 from throttles where key = ${key} and ends_at > ${now} and count > ${limit})`;

/**
 * Counts one attempt in each counter, but in none behind one that is over its limit; answers with how they stand. Counted
 * before the attempt is looked at, because many that come at once would all be let through by a count made after.
 */
export async function countAttempt(db: DirectoryDb, counters: Counter[], now: number): Promise<Counted[]> {
  const counting = counters.flatMap((counter, index) => {
    const before = counters.slice(0, index).map((one) => isOver(one, now));
    const open = before.length === 0 ? sql`true` : sql`not (${sql.join(before, sql` or `)})`;
    return withUnless(counter).map(({ key, limit, windowMs }) =>
      db
        .insert(throttles)
        .select(sql`${selectRow(throttles, { key, count: 1, endsAt: now + windowMs })} where ${open}`)
        .onConflictDoUpdate({
          target: throttles.key,
          set: {
            count: sql`case when throttles.ends_at <= ${now} then 1 else throttles.count + 1 end`,
            endsAt: sql`case when throttles.ends_at <= ${now} then excluded.ends_at else throttles.ends_at end`,
          },
          setWhere: sql`throttles.ends_at <= ${now} or throttles.count <= ${limit}`,
        }),
    );
  });
  const [first, ...rest] = counting;
  if (!first) return [];
  const results = await db.batch([
    first,
    ...rest,
    db
      .select()
      .from(throttles)
      .where(inArray(throttles.key, keysOf(counters))),
  ]);
  return results.at(-1) as Counted[];
}

/** The attempt was a good one. */
export async function uncountAttempt(db: DirectoryDb, counters: Counter[], now: number): Promise<void> {
  await db
    .update(throttles)
    .set({ count: sql`${throttles.count} - 1` })
    .where(and(inArray(throttles.key, keysOf(counters)), gt(throttles.endsAt, now), gt(throttles.count, 0)));
}
