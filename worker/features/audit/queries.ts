/**
 * Reading the audit log. A business's lines stand in two databases, each beside what it tells of: its own data's in the
 * tenant database, people's in the directory. Ids are random and lines never move, so one place in time and id is a
 * place in both.
 */
import { and, desc, eq, getTableColumns, gte, inArray, lt, sql, type SQL } from "drizzle-orm";
import type { AuditAction } from "../../../core/audit/actions.ts";
import { actionsOf } from "../../../core/audit/kinds.ts";
import type { AuditFilter, AuditLine, PlatformAuditFilter, PlatformAuditLine } from "../../../core/audit/wire.ts";
import type { PageQuery } from "../../../core/contract/paging.ts";
import type { DirectoryDb } from "../../db/directory/client.ts";
import { auditLog as directoryLog, businesses } from "../../db/directory/schema.ts";
import { after, pageFrom } from "../../db/keyset.ts";
import type { BusinessScope } from "../../db/scope.ts";
import { auditLog as tenantLog } from "../../db/tenant/schema.ts";

type Row = Omit<typeof directoryLog.$inferSelect, "businessId">;

const { businessId: _tenant, ...tenantColumns } = getTableColumns(tenantLog);
const { businessId: _directory, ...directoryColumns } = getTableColumns(directoryLog);

/** Latest first, the business's own and those of the directory that are about it. */
export async function listBusinessLines(
  scope: BusinessScope,
  directory: DirectoryDb,
  page: PageQuery,
  filter: AuditFilter = {},
) {
  const ofTenant = (actions: AuditAction[] | null) =>
    scope.db
      .select(tenantColumns)
      .from(tenantLog)
      .where(and(eq(tenantLog.businessId, scope.businessId), narrowed(tenantLog, page, filter, actions)))
      .orderBy(desc(tenantLog.at), desc(tenantLog.id))
      .limit(page.limit + 1);
  const ofDirectory = (actions: AuditAction[] | null) =>
    directory
      .select(directoryColumns)
      .from(directoryLog)
      .where(and(eq(directoryLog.businessId, scope.businessId), narrowed(directoryLog, page, filter, actions)))
      .orderBy(desc(directoryLog.at), desc(directoryLog.id))
      .limit(page.limit + 1);
  const found: Row[][] = (
    await Promise.all([
      scope.db.batch(atLeastOne(readsFor(filter).map(ofTenant))),
      directory.batch(atLeastOne(readsFor(filter).map(ofDirectory))),
    ])
  ).flat();
  return pageFrom(found.flat().map(lineOf).toSorted(latestFirst), page.limit, positionOf);
}

/**
 * Which actions are read together: those of a kind one by one. Each then lies in its index in the order of time, of
 * everybody or of one person, and a rare kind is found without going through the whole log.
 */
const readsFor = ({ kind }: AuditFilter): (AuditAction[] | null)[] =>
  kind === undefined ? [null] : actionsOf(kind).map((action) => [action]);

function narrowed(
  log: typeof tenantLog | typeof directoryLog,
  page: PageQuery,
  { actor, since, until }: AuditFilter,
  actions: AuditAction[] | null,
): SQL | undefined {
  return and(
    // Said to be rare, or a span of time beside it makes SQLite read all of that span along the index of times.
    actor === undefined ? undefined : sql`unlikely(${eq(log.actorId, actor)})`,
    actions === null ? undefined : sql`unlikely(${inArray(log.action, actions)})`,
    since === undefined ? undefined : gte(log.at, since),
    until === undefined ? undefined : lt(log.at, until),
    after(log.at, log.id, page.cursor),
  );
}

function atLeastOne<Item>(items: Item[]): [Item, ...Item[]] {
  const [first, ...rest] = items;
  if (first === undefined) throw new Error("nothing to read");
  return [first, ...rest];
}

const businessName = sql<string | null>`${businesses.name}`.as("business_name");

/** Latest first: lines of the directory, of all businesses and of none. What stands in tenants stays theirs. */
export async function listPlatformLines(directory: DirectoryDb, page: PageQuery, filter: PlatformAuditFilter = {}) {
  const { business } = filter;
  const ofBusiness = business === undefined ? undefined : eq(directoryLog.businessId, business);
  const read = (actions: AuditAction[] | null) =>
    directory
      // Under names of their own: a batch answers by name, and a line has an id too.
      .select({ ...directoryColumns, ofId: directoryLog.businessId, ofName: businessName })
      .from(directoryLog)
      .leftJoin(businesses, eq(businesses.id, directoryLog.businessId))
      .where(and(ofBusiness, narrowed(directoryLog, page, filter, actions)))
      .orderBy(desc(directoryLog.at), desc(directoryLog.id))
      .limit(page.limit + 1);
  const rows = (await directory.batch(atLeastOne(readsFor(filter).map(read)))).flat();
  const lines = rows.map(({ ofId, ofName, ...row }): PlatformAuditLine => {
    const of = ofId === null || ofName === null ? null : { id: ofId, name: ofName };
    return { ...lineOf(row), business: of };
  });
  return pageFrom(lines.toSorted(latestFirst), page.limit, positionOf);
}

const positionOf = ({ at, id }: AuditLine) => ({ at, id });

/** As the databases order them: ids by their bytes. */
const latestFirst = (one: AuditLine, other: AuditLine): number =>
  other.at - one.at || (one.id < other.id ? 1 : one.id > other.id ? -1 : 0);

function lineOf(row: Row): AuditLine {
  const { id, at, action, address, userAgent, data } = row;
  const impersonator =
    row.impersonatorId === null ? null : { userId: row.impersonatorId, name: row.impersonatorName ?? "" };
  return {
    id,
    at,
    action,
    actor: { userId: row.actorId, name: row.actorName },
    impersonator,
    address,
    userAgent,
    record: { type: row.recordType, id: row.recordId, label: row.recordLabel },
    data,
    emails: {},
  };
}
