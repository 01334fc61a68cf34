/**
 * A line of the audit log as a statement, to stand in the same batch as the change and right after it: it is written if
 * that change changed a row, and not if somebody else was faster (`changes()` counts the rows of the statement before).
 */
import { sql, type SQL } from "drizzle-orm";
import type { Actor, AuditEntry } from "../../../core/audit/actions.ts";
import type { DirectoryDb } from "../../db/directory/client.ts";
import { auditLog as directoryAuditLog } from "../../db/directory/schema.ts";
import type { BusinessScope } from "../../db/scope.ts";
import { selectRow } from "../../db/select-row.ts";
import { auditLog } from "../../db/tenant/schema.ts";

export type AuditDeps = { now(): number; newId(): string };

/** Who it was, for lines that are made in SQL. */
export const actorColumns = ({ userId, name, impersonator, address, userAgent }: Actor) => ({
  actorId: userId,
  actorName: name,
  impersonatorId: impersonator?.userId ?? null,
  impersonatorName: impersonator?.name ?? null,
  address,
  userAgent,
});

function values(deps: AuditDeps, actor: Actor, { action, record, data }: AuditEntry) {
  return {
    id: deps.newId(),
    at: deps.now(),
    ...actorColumns(actor),
    action,
    recordType: record.type,
    recordId: record.id,
    recordLabel: record.label,
    data,
  };
}

/**
 * Of a change in the business's own database. It stands right after the statement that it tells of, and no other before
 * that one may have changed leads, their tags or demands: their triggers write a full-text index, which is put on disk
 * when the next statement begins, and `changes()` is 1 from then on, whatever came of the statement before.
 */
export function auditInTenant(deps: AuditDeps, { db, businessId }: BusinessScope, actor: Actor, entry: AuditEntry) {
  const line = values(deps, actor, entry);
  return db.insert(auditLog).select(sql`${selectRow(auditLog, { ...line, businessId })} where changes() > 0`);
}

/**
 * The same before the change, which is to meet `count` rows; none is written for none. `counted`: the name under which
 * `data` says how many.
 */
export function auditBefore(
  deps: AuditDeps,
  { db, businessId }: BusinessScope,
  actor: Actor,
  entry: AuditEntry,
  { counted, count }: { counted: string; count: SQL },
) {
  const line = values(deps, actor, entry);
  const data = sql`json_set(${JSON.stringify(line.data)}, ${`$.${counted}`}, ${count})`;
  return db.insert(auditLog).select(sql`${selectRow(auditLog, { ...line, businessId, data })} where ${count} > 0`);
}

/** Of something that changed nothing, as something that was taken out. */
export async function noteInTenant(
  deps: AuditDeps,
  { db, businessId }: BusinessScope,
  actor: Actor,
  entry: AuditEntry,
) {
  await db.insert(auditLog).values({ ...values(deps, actor, entry), businessId });
}

type Place = { directory: DirectoryDb } & AuditDeps;

const directoryRow = (line: ReturnType<typeof values>, businessId: string | null) =>
  selectRow(directoryAuditLog, { ...line, businessId });

/** Of a change in the directory. `businessId`: whose managers may read it; null: the platform's admins alone. */
export const auditInDirectory = (deps: Place, actor: Actor, businessId: string | null, entry: AuditEntry) =>
  deps.directory
    .insert(directoryAuditLog)
    .select(sql`${directoryRow(values(deps, actor, entry), businessId)} where changes() > 0`);

/** Of a change to somebody's account, in each of their businesses; the platform's alone where they belong to none. */
export const auditInEach = (deps: Place, actor: Actor, businessIds: readonly string[], entry: AuditEntry) =>
  (businessIds.length > 0 ? businessIds : [null]).map((id) => auditInDirectory(deps, actor, id, entry));

/** Of something that changed nothing, an attempt that was refused for one. */
export const noteInDirectory = (deps: Place, actor: Actor, businessId: string | null, entry: AuditEntry) =>
  deps.directory.insert(directoryAuditLog).select(directoryRow(values(deps, actor, entry), businessId));
