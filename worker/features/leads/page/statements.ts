/** What the writes of a lead's page share: whose lead it is, what was there before, and the line of the timeline. */
import { sql, type SQL, type SQLWrapper } from "drizzle-orm";
import type { Author } from "../../../../core/leads/provenance.ts";
import { rawBatch } from "../../../db/raw-batch.ts";
import type { BusinessScope } from "../../../db/scope.ts";
import { insertEvent } from "../intake/statements.ts";

/** One write of a person of the office. */
export type Write = { leadId: string; now: number; by: { userId: string; name: string }; newId(): string };

export const authorOf = ({ now, by }: Write): Author => ({ by: "person", at: now, userId: by.userId });

/** The lead, if this person may see it and it is not in the bin; the same as `visibleLeads`, of a query written as text. */
export const isTheirs = ({ businessId, onlyOf }: BusinessScope, leadId: string): SQL =>
  sql`exists (select 1 from leads where leads.business_id = ${businessId} and leads.id = ${leadId}
    and leads.merged_into is null and leads.deleted_at is null
    and ${onlyOf === null ? sql`true` : sql`leads.assigned_to = ${onlyOf}`})`;

/**
 * Of a line that is shown by its time, a line `edited` of the timeline. It stands right after the statement it tells of, as
 * `auditInTenant` does, and is written if that changed a row.
 */
export const edited = ({ businessId }: BusinessScope, { leadId, now, by, newId }: Write, changes: object): SQL =>
  insertEvent(
    { businessId, now },
    { id: newId(), kind: "edited", actorId: by.userId, actorName: by.name, data: { changes } },
    sql`${leadId}`,
    sql`changes() > 0`,
  );

/** Of whom something is new is on top of the list. `condition`: that it was written. */
export const touch = ({ businessId }: BusinessScope, { leadId, now }: Write, condition: SQL): SQL =>
  sql`update leads set updated_at = ${now} where business_id = ${businessId} and id = ${leadId} and ${condition}`;

/** The first statement returns a row if it was done; whether it was. */
export async function isDone(scope: BusinessScope, statements: readonly SQLWrapper[]): Promise<boolean> {
  const [first = []] = await rawBatch<object>(scope.db, statements);
  return first.length > 0;
}

type Edits = Record<string, { from: unknown; to: unknown } | undefined>;
export type Columns<Field extends string> = Record<Field, { column: string; isJson?: true }>;

const stored = (value: unknown): string | number | null => {
  if (value === null || value === undefined) return null;
  if (typeof value === "boolean") return value ? 1 : 0;
  return typeof value === "object" ? JSON.stringify(value) : (value as string | number);
};

/** Field by field: what is set, who wrote it, and on condition of what. */
export function editOf<Field extends string>(columns: Columns<Field>, edits: Edits, author: Author) {
  const fields = (Object.keys(columns) as Field[]).filter((field) => edits[field] !== undefined);
  const sets = fields.map((field) => sql`${sql.raw(columns[field].column)} = ${stored(edits[field]?.to)}`);
  const provenance = fields.reduce(
    (inner, field) => sql`json_set(${inner}, ${sql.raw(`'$.${field}'`)}, json(${JSON.stringify(author)}))`,
    sql`coalesce(provenance, '{}')`,
  );
  const asRead = fields.map((field) => sql`${sql.raw(columns[field].column)} is ${stored(edits[field]?.from)}`);
  return {
    sets: sql.join([...sets, sql`provenance = ${provenance}`], sql`, `),
    asRead: sql.join(asRead, sql` and `),
    changes: Object.fromEntries(fields.map((field) => [field, edits[field]])),
  };
}

/** Fields of which something else than `from` stands there by now. */
export function changedSince(edits: Edits, now: Record<string, unknown>): string[] {
  return Object.entries(edits).flatMap(([field, edit]) =>
    edit !== undefined && JSON.stringify(stored(edit.from)) !== JSON.stringify(stored(now[field] ?? null))
      ? [field]
      : [],
  );
}
