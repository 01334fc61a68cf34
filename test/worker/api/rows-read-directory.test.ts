/** What is asked of the directory does not grow with years of use: of one person's lines, of one person's sessions. */
import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { rowsRead, rowsReadInDirectory } from "./support/rows-read.ts";
import { aBusiness, aUser, makeWorld, START } from "./support/world.ts";
import { listBusinessLines, listPlatformLines } from "../../../worker/features/audit/queries.ts";
import { channelAddresses } from "../../../worker/db/directory/schema.ts";
import { findNumberOwner, insertNumber, listNumbers } from "../../../worker/features/channels/numbers/queries.ts";
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

test("a business's own log of one person and a rare kind reads few rows", async () => {
  const { deps } = makeWorld();
  const { scope } = await aBusiness();
  const write = (actorId: string, action: string) =>
    scope.db.run(sql`${numbers} insert into audit_log
      (id, business_id, at, actor_id, actor_name, action, record_type, record_id, data)
      select lower(hex(randomblob(16))), ${scope.businessId}, ${START} + i, ${actorId}, 'שם', ${action}, 'lead', 'l', '{}'
      from n`);
  await write("busy", "lead.created");
  await write("somebody else", "settings.changed");
  const filter = { actor: "busy", kind: "settings" as const, since: undefined, until: undefined };
  const read = await rowsRead(scope, (measured) => listBusinessLines(measured, deps.directory, page, filter));
  expect(read).toBeLessThanOrEqual(FEW);
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

describe("the platform's numbers", () => {
  const PAGES = 3;

  // Numbers are the whole platform's: once for both tests.
  let made: ReturnType<typeof write> | undefined;
  const thousandsOfNumbers = () => (made ??= write());

  async function write() {
    const { directory } = makeWorld().deps;
    const business = await aBusiness();
    const other = await aBusiness();
    const insert = (businessId: string, start: string) =>
      directory.run(sql`${numbers} insert into channel_addresses (channel, address, business_id, created_at)
        select case when i % 2 then 'phone' else 'whatsapp' end, ${start} || (100000 + i / 2), ${businessId}, ${START} + i / 10
        from n`);
    await insert(business.id, "+972391");
    await insert(other.id, "+972392");
    return { directory, business };
  }

  test("are read a page at a time, of all and of one business, and each comes once", async () => {
    const { directory, business } = await thousandsOfNumbers();
    for (const of of [undefined, business.id]) {
      const seen: string[] = [];
      let cursor: string | undefined;
      for (let step = 0; step < PAGES; step++) {
        let next: string | null = null;
        const read = await rowsReadInDirectory(directory, async (db) => {
          const { items, nextCursor } = await listNumbers(db, {
            limit: SHOWN,
            cursor,
            businessId: of,
            query: undefined,
          });
          seen.push(...items.map(({ channel, address }) => `${channel} ${address}`));
          expect(items.map(({ createdAt }) => createdAt)).toEqual(
            items.map(({ createdAt }) => createdAt).toSorted((one, two) => two - one),
          );
          next = nextCursor;
        });
        expect(read).toBeLessThanOrEqual(4 * SHOWN);
        cursor = next ?? undefined;
      }
      expect(new Set(seen).size).toBe(PAGES * SHOWN);
    }
  });

  test("are found by their address in any channel, and assigned, without a look at the others", async () => {
    const { directory, business } = await thousandsOfNumbers();
    const address = "+972391100007";
    expect(await findNumberOwner(directory, address)).toBe(business.name);
    expect(await rowsReadInDirectory(directory, (db) => findNumberOwner(db, address))).toBeLessThanOrEqual(4);
    const row = { channel: "phone" as const, address: "+972399999999", businessId: business.id, createdAt: START };
    const line = directory.delete(channelAddresses).where(sql`false`);
    expect(await rowsReadInDirectory(directory, (db) => insertNumber(db, row, line))).toBeLessThanOrEqual(4);
    expect(await findNumberOwner(directory, row.address)).toBe(business.name);
  });
});
