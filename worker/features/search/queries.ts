/** The texts of what was found, to show where the words stand: of the rows that are shown, and of no others. */
import { and, asc, eq, inArray, lte } from "drizzle-orm";
import type { BusinessScope } from "../../db/scope.ts";
import { callTurns, demands, leadNotes, leads } from "../../db/tenant/schema.ts";

/** What is said later in a call than this is found by its words, and is not shown. */
const MOST_TURNS = 300;

type Turn = Pick<typeof callTurns.$inferSelect, "callId" | "seq" | "role" | "text">;

/** By call, in their order. `callIds`: that this person may see. */
export async function readSaid(
  { db, businessId }: BusinessScope,
  callIds: readonly string[],
): Promise<Map<string, Turn[]>> {
  if (callIds.length === 0) return new Map();
  const { callId, seq, role, text } = callTurns;
  const turns = await db
    .select({ callId, seq, role, text })
    .from(callTurns)
    .where(and(eq(callTurns.businessId, businessId), inArray(callId, [...callIds]), lte(seq, MOST_TURNS)))
    .orderBy(asc(callId), asc(seq));
  return Map.groupBy(turns, (turn) => turn.callId);
}

/** By lead: what people and the assistant have written of them; the areas stand in the row itself. `leadIds`: that this person may see. */
export async function readNoted(
  { db, businessId }: BusinessScope,
  leadIds: readonly string[],
): Promise<Map<string, (string | null)[]>> {
  if (leadIds.length === 0) return new Map();
  const ids = [...leadIds];
  const [rows, notes, wishes] = await db.batch([
    db
      .select({ id: leads.id, notes: leads.notes, nextAction: leads.nextAction })
      .from(leads)
      .where(and(eq(leads.businessId, businessId), inArray(leads.id, ids))),
    db
      .select({ leadId: leadNotes.leadId, text: leadNotes.text })
      .from(leadNotes)
      .where(and(eq(leadNotes.businessId, businessId), inArray(leadNotes.leadId, ids))),
    db
      .select({ leadId: demands.leadId, note: demands.note })
      .from(demands)
      .where(and(eq(demands.businessId, businessId), inArray(demands.leadId, ids))),
  ]);
  const notesOf = Map.groupBy(notes, ({ leadId }) => leadId);
  const wishesOf = Map.groupBy(wishes, ({ leadId }) => leadId);
  return new Map(
    rows.map((row) => [
      row.id,
      [
        ...(notesOf.get(row.id) ?? []).map(({ text }) => text),
        row.notes,
        row.nextAction,
        ...(wishesOf.get(row.id) ?? []).map(({ note }) => note),
      ],
    ]),
  );
}
