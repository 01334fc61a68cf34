/** Whose names may stand in a business's log, and their e-mails. */
import { eq, isNotNull, sql, type SQL } from "drizzle-orm";
import type { DirectoryDb } from "../../../db/directory/client.ts";
import { auditLog as directoryLog, memberships, users } from "../../../db/directory/schema.ts";
import type { BusinessScope } from "../../../db/scope.ts";
import { auditLog as tenantLog } from "../../../db/tenant/schema.ts";

export type Account = { userId: string; name: string; email: string };

const account = { userId: users.id, name: users.name, email: users.email };

/** More people than this do not work in one business over the years; beyond them names are told apart within a page. */
const MOST_ACTORS = 500;

/** One look into the index for each of them, however many lines they have: SQLite has no skip scan over a prefix. */
function actorsIn(log: typeof directoryLog | typeof tenantLog, businessId: string): SQL {
  const next = (later: SQL) =>
    sql`(select min(${log.actorId}) from ${log} where ${log.businessId} = ${businessId}${later})`;
  return sql`with recursive actor(id) as (
    select ${next(sql``)}
    union all select ${next(sql` and ${log.actorId} > actor.id`)} from actor where actor.id is not null
    limit ${MOST_ACTORS})
    select id from actor where id is not null`;
}

/** User ids of all who ever did something that stands in the tenant's part of the log. */
const tenantActors = async ({ db, businessId }: BusinessScope): Promise<string[]> =>
  (await db.all<{ id: string }>(actorsIn(tenantLog, businessId))).map(({ id }) => id);

/** Accounts by id; what is none is left out. One parameter, however many. */
export const accountsOf = (directory: DirectoryDb, userIds: readonly string[]) =>
  directory
    .select(account)
    .from(users)
    .where(sql`${users.id} in (select value from json_each(${JSON.stringify(userIds)}))`);

/** Everybody of the business, who ever acted in it, and the platform's admins. */
export async function accountsAround(
  scope: BusinessScope,
  directory: DirectoryDb,
  named: readonly string[],
): Promise<Account[]> {
  const acted = [...new Set([...(await tenantActors(scope)), ...named])];
  return (
    await directory.batch([
      directory
        .select(account)
        .from(memberships)
        .innerJoin(users, eq(users.id, memberships.userId))
        .where(eq(memberships.businessId, scope.businessId)),
      directory
        .select(account)
        .from(users)
        .where(sql`${users.id} in (${actorsIn(directoryLog, scope.businessId)})`),
      directory.select(account).from(users).where(isNotNull(users.platformRole)),
      accountsOf(directory, acted),
    ])
  ).flat();
}
