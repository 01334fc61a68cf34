/**
 * A line of the audit log as a statement, to stand in the same batch as the change and right after it: it is written if
 * that change changed a row, and not if somebody else was faster (`changes()` counts the rows of the statement before).
 */
import { sql } from "drizzle-orm";
import type { Actor, AuditEntry } from "../../../core/audit/actions.ts";
import type { DirectoryDb } from "../../db/directory/client.ts";
import { auditLog as directoryAuditLog } from "../../db/directory/schema.ts";
import type { BusinessScope } from "../../db/scope.ts";
import { auditLog } from "../../db/tenant/schema.ts";

export type AuditDeps = { now(): number; newId(): string };

function values(deps: AuditDeps, actor: Actor, { action, record, data }: AuditEntry) {
  return {
    id: deps.newId(),
    at: deps.now(),
    actorId: actor.userId,
    actorName: actor.name,
    impersonatorId: actor.impersonator?.userId ?? null,
    impersonatorName: actor.impersonator?.name ?? null,
    address: actor.address,
    userAgent: actor.userAgent,
    action,
    recordType: record.type,
    recordId: record.id,
    recordLabel: record.label,
    data: JSON.stringify(data),
  };
}

/** Of a change in the business's own database. `counted`: the name under which `data` says how many rows it changed. */
export function auditInTenant(
  deps: AuditDeps,
  { db, businessId }: BusinessScope,
  actor: Actor,
  entry: AuditEntry,
  counted?: string,
) {
  const line = values(deps, actor, entry);
  const data = counted === undefined ? sql`${line.data}` : sql`json_set(${line.data}, ${`$.${counted}`}, changes())`;
  return db.insert(auditLog).select(
    sql`select ${businessId}, ${line.id}, ${line.at}, ${line.actorId}, ${line.actorName}, ${line.impersonatorId},
      ${line.impersonatorName}, ${line.address}, ${line.userAgent}, ${line.action}, ${line.recordType},
      ${line.recordId}, ${line.recordLabel}, ${data} where changes() > 0`,
  );
}

type Place = { directory: DirectoryDb } & AuditDeps;

const directoryRow = (line: ReturnType<typeof values>, businessId: string | null) =>
  sql`select ${line.id}, ${businessId}, ${line.at}, ${line.actorId}, ${line.actorName}, ${line.impersonatorId},
    ${line.impersonatorName}, ${line.address}, ${line.userAgent}, ${line.action}, ${line.recordType},
    ${line.recordId}, ${line.recordLabel}, ${line.data}`;

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
