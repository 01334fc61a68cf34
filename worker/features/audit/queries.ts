/**
 * Reading the audit log. A business's lines stand in two databases, each beside what it tells of: its own data's in the
 * tenant database, people's in the directory. Ids are random and lines never move, so one place in time and id is a
 * place in both.
 */
import { and, desc, eq, getTableColumns } from "drizzle-orm";
import type { AuditLine, PlatformAuditLine } from "../../../core/audit/wire.ts";
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
export async function listBusinessLines(scope: BusinessScope, directory: DirectoryDb, page: PageQuery) {
  const [ofTenant, ofDirectory]: [Row[], Row[]] = await Promise.all([
    scope.db
      .select(tenantColumns)
      .from(tenantLog)
      .where(and(eq(tenantLog.businessId, scope.businessId), after(tenantLog.at, tenantLog.id, page.cursor)))
      .orderBy(desc(tenantLog.at), desc(tenantLog.id))
      .limit(page.limit + 1),
    directory
      .select(directoryColumns)
      .from(directoryLog)
      .where(and(eq(directoryLog.businessId, scope.businessId), after(directoryLog.at, directoryLog.id, page.cursor)))
      .orderBy(desc(directoryLog.at), desc(directoryLog.id))
      .limit(page.limit + 1),
  ]);
  const lines = [...ofTenant, ...ofDirectory].map(lineOf).toSorted(latestFirst);
  return pageFrom(lines, page.limit, positionOf);
}

/** Latest first: every line of the directory, of all businesses and of none. What stands in tenants stays theirs. */
export async function listPlatformLines(directory: DirectoryDb, page: PageQuery) {
  const rows = await directory
    .select({ line: directoryColumns, business: { id: businesses.id, name: businesses.name } })
    .from(directoryLog)
    .leftJoin(businesses, eq(businesses.id, directoryLog.businessId))
    .where(after(directoryLog.at, directoryLog.id, page.cursor))
    .orderBy(desc(directoryLog.at), desc(directoryLog.id))
    .limit(page.limit + 1);
  const lines = rows.map(({ line, business }): PlatformAuditLine => ({ ...lineOf(line), business }));
  return pageFrom(lines, page.limit, positionOf);
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
  };
}
