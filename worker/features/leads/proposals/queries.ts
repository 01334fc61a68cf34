/** What was said of a lead by somebody who only spoke its number. */
import { and, desc, eq, getTableColumns, isNull, sql, type SQLWrapper } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import type { LeadProposal, ProposalDecision } from "../../../../core/leads/wire.ts";
import type { BusinessScope } from "../../../db/scope.ts";
import { leadContacts, leadProposals, leads } from "../../../db/tenant/schema.ts";
import { visibleLeads } from "../queries.ts";
import { demandOfWish, type Wish } from "../../../../core/leads/demand.ts";
import { updateLead, withLine, writeDemand } from "../intake/statements.ts";
import { rawBatch } from "../../../db/raw-batch.ts";

const { businessId: _, leadId: _lead, ...proposalColumns } = getTableColumns(leadProposals);

/** A call can say a lot; what is kept of its notes ends here, about three pages. */
const NOTES_MAX_CHARS = 4_000;
/** The latest are shown; older ones were decided about, or have been lying there for long. */
const SHOWN = 20;

const ofLead = ({ businessId }: BusinessScope, leadId: string) =>
  and(eq(leadProposals.businessId, businessId), eq(leadProposals.leadId, leadId));
const byKey = (scope: BusinessScope, leadId: string, callId: string) =>
  and(ofLead(scope, leadId), eq(leadProposals.callId, callId));

export async function findLeadOfPhone({ db, businessId }: BusinessScope, phone: string): Promise<string | null> {
  const [contact] = await db
    .select({ leadId: leadContacts.leadId })
    .from(leadContacts)
    .where(and(eq(leadContacts.businessId, businessId), eq(leadContacts.kind, "phone"), eq(leadContacts.value, phone)));
  return contact?.leadId ?? null;
}

/** Of which lead this call spoke last without being its own. */
export async function findProposedLead({ db, businessId }: BusinessScope, callId: string): Promise<string | null> {
  const [proposal] = await db
    .select({ leadId: leadProposals.leadId })
    .from(leadProposals)
    .where(and(eq(leadProposals.businessId, businessId), eq(leadProposals.callId, callId)))
    .orderBy(desc(leadProposals.saidAt))
    .limit(1);
  return proposal?.leadId ?? null;
}

/**
 * Added to what the same call said before; what was decided about already is not proposed again. The lead is news, so
 * it goes to the top of the list, and stays as it is otherwise.
 */
export async function propose(
  { db, businessId }: BusinessScope,
  { leadId, callId, now }: { leadId: string; callId: string; now: number },
  { name, dealType, area, rooms, budget, notes }: Wish & { name?: string; notes?: string },
): Promise<void> {
  const isOpen = isNull(leadProposals.decidedAt);
  const kept = <T>(said: T | undefined, column: (typeof proposalColumns)[keyof typeof proposalColumns]) =>
    said === undefined ? sql`case when ${isOpen} then ${column} end` : sql`${said}`;
  const before = sql`case when ${isOpen} then coalesce(${leadProposals.notes}, '') else '' end`;
  const all = notes === undefined ? before : withLine(before, notes);
  await db.batch([
    db
      .insert(leadProposals)
      .values({ businessId, leadId, callId, name, dealType, area, rooms, budget, notes, version: 1, saidAt: now })
      .onConflictDoUpdate({
        target: [leadProposals.businessId, leadProposals.leadId, leadProposals.callId],
        set: {
          name: kept(name, leadProposals.name),
          dealType: kept(dealType, leadProposals.dealType),
          area: kept(area, leadProposals.area),
          rooms: kept(rooms, leadProposals.rooms),
          budget: kept(budget, leadProposals.budget),
          notes: sql`nullif(substr(${all}, -${sql.raw(String(NOTES_MAX_CHARS))}), '')`,
          version: sql`${leadProposals.version} + 1`,
          saidAt: now,
          decision: null,
          decidedBy: null,
          decidedAt: null,
        },
      }),
    db
      .update(leads)
      // Of one in the bin somebody has news: it is not thrown away.
      .set({ updatedAt: now, deletedAt: null, deletedBy: null })
      .where(and(eq(leads.businessId, businessId), eq(leads.id, leadId))),
  ]);
}

/** Of a lead that one may see, the latest first. */
export async function listProposals(scope: BusinessScope, leadId: string): Promise<LeadProposal[]> {
  return scope.db
    .select(proposalColumns)
    .from(leadProposals)
    .innerJoin(leads, and(eq(leads.businessId, leadProposals.businessId), eq(leads.id, leadProposals.leadId)))
    .where(and(visibleLeads(scope), ofLead(scope, leadId)))
    .orderBy(desc(leadProposals.saidAt), desc(leadProposals.callId))
    .limit(SHOWN);
}

export async function findProposal(
  { db, ...scope }: BusinessScope,
  leadId: string,
  callId: string,
): Promise<LeadProposal | undefined> {
  const [proposal] = await db
    .select(proposalColumns)
    .from(leadProposals)
    .where(byKey({ db, ...scope }, leadId, callId));
  return proposal;
}

/**
 * Decides about what was read, once. Applied: the lead takes it over, and the call belongs to the lead from now on.
 * False: somebody else was faster, or the caller has said more since.
 */
export async function decide(
  scope: BusinessScope,
  leadId: string,
  proposal: LeadProposal,
  { decision, by, now, newId }: Pick<ProposalDecision, "decision"> & { by: string; now: number; newId: string },
  line: BatchItem<"sqlite"> & SQLWrapper,
): Promise<boolean> {
  const { db, businessId } = scope;
  const { callId, version } = proposal;
  const decided = db
    .update(leadProposals)
    .set({ decision, decidedBy: by, decidedAt: now })
    .where(and(byKey(scope, leadId, callId), eq(leadProposals.version, version), isNull(leadProposals.decidedAt)))
    .returning({ callId: leadProposals.callId });
  if (decision === "dismissed") {
    const [rows] = await db.batch([decided, line]);
    return rows.length > 0;
  }
  // It stands after the decision in one transaction: whoever was not the one who decided changes nothing.
  const byThis = sql`exists (select 1 from lead_proposals as it where it.business_id = ${businessId}
    and it.lead_id = ${leadId} and it.call_id = ${callId} and it.version = ${version} and it.decision = 'applied'
    and it.decided_by = ${by} and it.decided_at = ${now})`;
  const author = { by: "assistant", at: proposal.saidAt, callId } as const;
  const arrival = { businessId, newId, now, author, isDecided: true };
  const { dealType, area, rooms, budget, ...rest } = saidIn(proposal);
  const wish = {
    ...(dealType && { dealType }),
    ...(area && { area }),
    ...(rooms && { rooms }),
    ...(budget && { budget }),
  };
  const lead = sql`${leadId}`;
  const [rows] = await rawBatch<object>(scope.db, [
    decided,
    line,
    updateLead(arrival, { contacts: [], ...rest }, lead, byThis),
    ...writeDemand(arrival, demandOfWish(wish), lead, byThis),
    sql`update calls set lead_id = ${leadId} where business_id = ${businessId} and id = ${callId} and lead_id is null
      and ${byThis}`,
  ]);
  return (rows?.length ?? 0) > 0;
}

/** False: it is not dismissed any more, or the caller has said more since. */
export async function reopen(
  scope: BusinessScope,
  { leadId, callId, version }: { leadId: string; callId: string; version: number },
  line: BatchItem<"sqlite">,
): Promise<boolean> {
  const reopened = scope.db
    .update(leadProposals)
    .set({ decision: null, decidedBy: null, decidedAt: null })
    .where(
      and(byKey(scope, leadId, callId), eq(leadProposals.version, version), eq(leadProposals.decision, "dismissed")),
    )
    .returning({ callId: leadProposals.callId });
  const [rows] = await scope.db.batch([reopened, line]);
  return rows.length > 0;
}

function saidIn({
  name,
  dealType,
  area,
  rooms,
  budget,
  notes,
}: LeadProposal): Wish & { name?: string; notes?: string } {
  return {
    ...(name !== null && { name }),
    ...(dealType !== null && { dealType }),
    ...(area !== null && { area }),
    ...(rooms !== null && { rooms }),
    ...(budget !== null && { budget }),
    ...(notes !== null && { notes }),
  };
}
