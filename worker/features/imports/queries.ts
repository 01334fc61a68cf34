/** Imports as people see them: the list, one of them, and the moves from state to state. */
import { and, desc, eq, getTableColumns, inArray, sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import type { PageQuery } from "../../../core/contract/paging.ts";
import type { Mapping } from "../../../core/imports/fields.ts";
import { STATES_FOR, type DuplicatePolicy, type ImportAction, type ImportState } from "../../../core/imports/states.ts";
import type { ImportRow } from "../../../core/imports/wire.ts";
import { after, pageFrom } from "../../db/keyset.ts";
import type { BusinessScope } from "../../db/scope.ts";
import { importMappings, importRows, imports } from "../../db/tenant/schema.ts";

export type ImportRecord = typeof imports.$inferSelect;

const thisImport = ({ businessId }: BusinessScope, id: string) =>
  and(eq(imports.businessId, businessId), eq(imports.id, id));

/** Files that are still being read are nobody's yet. */
const isRead = sql`${imports.state} <> 'uploading'`;

export async function findImport(scope: BusinessScope, id: string): Promise<ImportRecord | undefined> {
  const [found] = await scope.db
    .select()
    .from(imports)
    .where(and(thisImport(scope, id), isRead));
  return found;
}

export async function insertImport(scope: BusinessScope, row: Omit<ImportRecord, "businessId">): Promise<void> {
  await scope.db.insert(imports).values({ ...row, businessId: scope.businessId });
}

export async function setRead(scope: BusinessScope, id: string, read: Partial<ImportRecord>): Promise<void> {
  await scope.db
    .update(imports)
    .set({ ...read, state: "uploaded" })
    .where(and(thisImport(scope, id), eq(imports.state, "uploading")));
}

export async function forgetUpload(scope: BusinessScope, id: string): Promise<void> {
  await scope.db.delete(imports).where(and(thisImport(scope, id), eq(imports.state, "uploading")));
}

/** Latest first; without the cells of their files. */
export async function listImports(scope: BusinessScope, page: PageQuery) {
  const { sample: _sample, columns: _columns, mapping: _mapping, ...listed } = getTableColumns(imports);
  const rows = await scope.db
    .select(listed)
    .from(imports)
    .where(and(eq(imports.businessId, scope.businessId), isRead, after(imports.createdAt, imports.id, page.cursor)))
    .orderBy(desc(imports.createdAt), desc(imports.id))
    .limit(page.limit + 1);
  return pageFrom(rows, page.limit, (row) => ({ at: row.createdAt, id: row.id }));
}

type Move = {
  action: ImportAction;
  to: ImportState;
  set: Partial<ImportRecord>;
  /** Only while it was finished after this, Unix ms. */
  finishedAfter?: number;
  line: BatchItem<"sqlite">;
};

/** False: it is in no state from which this can be done. */
export async function moveImport(
  scope: BusinessScope,
  id: string,
  { action, to, set, finishedAfter, line }: Move,
): Promise<boolean> {
  const move = scope.db
    .update(imports)
    .set({ ...set, state: to })
    .where(
      and(
        thisImport(scope, id),
        inArray(imports.state, [...STATES_FOR[action]]),
        finishedAfter === undefined
          ? undefined
          : sql`${imports.startedAt} is not null and ${imports.finishedAt} > ${finishedAfter}`,
      ),
    )
    .returning({ id: imports.id });
  const [moved] = await scope.db.batch([move, line]);
  return moved.length === 1;
}

/** What was said of a file with these headers the last time. */
export async function findMapping({ db, businessId }: BusinessScope, fingerprint: string): Promise<Mapping | null> {
  const [found] = await db
    .select({ mapping: importMappings.mapping })
    .from(importMappings)
    .where(and(eq(importMappings.businessId, businessId), eq(importMappings.fingerprint, fingerprint)));
  return found?.mapping ?? null;
}

export async function rememberMapping(
  { db, businessId }: BusinessScope,
  { fingerprint, mapping, now }: { fingerprint: string; mapping: Mapping; now: number },
): Promise<void> {
  await db
    .insert(importMappings)
    .values({ businessId, fingerprint, mapping, updatedAt: now })
    .onConflictDoUpdate({
      target: [importMappings.businessId, importMappings.fingerprint],
      set: { mapping, updatedAt: now },
    });
}

/** Rows of which something is to be told, in the order of the file, from `from` on. */
export function listProblemRows(
  { db, businessId }: BusinessScope,
  importId: string,
  { from, most }: { from: number; most: number },
): Promise<(Omit<ImportRow, "problems"> & { problems: ImportRow["problems"] | null })[]> {
  return db
    .select({
      row: importRows.row,
      outcome: importRows.outcome,
      leadId: importRows.leadId,
      problems: importRows.problems,
    })
    .from(importRows)
    .where(
      and(
        eq(importRows.businessId, businessId),
        eq(importRows.importId, importId),
        // As its index says it.
        sql`problems is not null`,
        sql`${importRows.row} >= ${from}`,
      ),
    )
    .orderBy(importRows.row)
    .limit(most);
}

export type StartValues = { mapping: Mapping; hasHeader: boolean; policy: DuplicatePolicy };
