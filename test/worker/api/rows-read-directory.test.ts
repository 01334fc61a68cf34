/** What is asked of the directory does not grow with years of use: of one person's lines, of one person's sessions. */
import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { rowsReadInDirectory } from "./support/rows-read.ts";
import { aBusiness, aUser, makeWorld, START } from "./support/world.ts";
import { listBusinessLines, listPlatformLines } from "../../../worker/features/audit/queries.ts";
import { findSignInAddresses } from "../../../worker/features/auth/queries.ts";

const MANY = 3_000;
const SHOWN = 25;
/** Some actions of a kind are read side by side, a page of each; far below what is there. */
const FEW = 12 * SHOWN;
const page = { limit: SHOWN, cursor: undefined };
const numbers = sql`with recursive n(i) as (select 0 union all select i + 1 from n where i < ${sql.raw(String(MANY - 1))})`;

/** One person has thousands of lines, of which few are of a rare kind; everybody else has thousands of that kind. */
async function aLongLog() {
  const { deps } = makeWorld();
  const business = await aBusiness();
  const own = await aUser();
  const write = (actorId: string, action: string) =>
    deps.directory.run(sql`${numbers} insert into audit_log
      (id, business_id, at, actor_id, actor_name, action, record_type, record_id, data)
      select lower(hex(randomblob(16))), ${business.id}, ${START} + i, ${actorId}, 'שם', ${action}, 'person', 'p', '{}' from n`);
  await write(own.id, "session.ended");
  await write("somebody else", "business.renamed");
  return { ...deps, business, actor: own.id };
}

describe("the audit log of one person and one kind", () => {
  test.each(["business", "accounts"] as const)("of %s reads few rows", async (kind) => {
    const { directory, business, actor } = await aLongLog();
    const filter = { actor, kind, since: undefined, until: undefined };
    const read = (work: Parameters<typeof rowsReadInDirectory>[1]) => rowsReadInDirectory(directory, work);
    expect(await read((db) => listBusinessLines(business.scope, db, page, filter))).toBeLessThanOrEqual(FEW);
    expect(await read((db) => listPlatformLines(db, page, filter))).toBeLessThanOrEqual(FEW);
    const since = { ...filter, since: START + 1, until: START + MANY };
    expect(await read((db) => listBusinessLines(business.scope, db, page, since))).toBeLessThanOrEqual(FEW);
  });
});

test("places known by sign-in are read from the last sign-ins, whoever has thousands", async () => {
  const { directory } = makeWorld().deps;
  const { id, email } = await aUser();
  await directory.run(sql`${numbers} insert into sessions
    (id, user_id, refresh_hash, created_at, rotated_at, expires_at, address)
    select ${id} || '-' || i, ${id}, ${id} || i, ${START} + i, ${START} + i, ${START} + 1000000000,
      '192.0.2.' || (i / 1000) from n`);
  expect(await findSignInAddresses(directory, email, START)).toEqual(["192.0.2.2"]);
  const read = await rowsReadInDirectory(directory, (db) => findSignInAddresses(db, email, START));
  expect(read).toBeLessThanOrEqual(4 * 200);
});
