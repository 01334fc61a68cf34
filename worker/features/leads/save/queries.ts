/** Saving what a caller said of themselves: one lead a phone number, whatever order things come in. */
import { and, eq, sql } from "drizzle-orm";
import type { BusinessScope } from "../../../db/scope.ts";
import { leads } from "../../../db/tenant/schema.ts";

export type LeadDetails = {
  name?: string;
  /** Set only on a lead that has none, and only when it is nobody else's. */
  phone?: string;
  phoneTyped?: string;
  dealType?: "buy" | "rent" | "sell" | "let";
  area?: string;
  rooms?: number;
  budget?: number;
  /** Added to what is there, not in its place. */
  notes?: string;
  nextAction?: string;
};

export type NewLead = { id: string; phone: string | null; source: "call" | "whatsapp" | "form"; now: number };

/** New words go under the old ones, once. */
function addedNotes(notes: string) {
  return sql`case when ${leads.notes} is null or ${leads.notes} = '' then ${notes}
    when instr(${leads.notes}, ${notes}) > 0 then ${leads.notes} else ${leads.notes} || char(10) || ${notes} end`;
}

function freePhone(businessId: string, phone: string) {
  return sql`case when ${leads.phone} is null and not exists
    (select 1 from leads as other where other.business_id = ${businessId} and other.phone = ${phone}) then ${phone} else ${leads.phone} end`;
}

function changesOf(businessId: string, { notes, phone, ...plain }: LeadDetails, now: number) {
  return {
    ...plain,
    ...(phone !== undefined && { phone: freePhone(businessId, phone) }),
    ...(notes !== undefined && { notes: addedNotes(notes) }),
    updatedAt: now,
  };
}

/**
 * Creates the lead of this phone, or updates it, in one statement: two calls at the same moment end in one row.
 * Without a phone there is nothing to recognise it by, and it is a new one.
 */
export async function saveLeadOfPhone(
  scope: BusinessScope,
  lead: NewLead,
  details: Omit<LeadDetails, "phone">,
): Promise<string> {
  const rows = await scope.db
    .insert(leads)
    .values({
      businessId: scope.businessId,
      id: lead.id,
      phone: lead.phone,
      phoneTyped: lead.phone,
      status: "new",
      source: lead.source,
      ...details,
      createdAt: lead.now,
      updatedAt: lead.now,
    })
    .onConflictDoUpdate({
      target: [leads.businessId, leads.phone],
      set: changesOf(scope.businessId, details, lead.now),
    })
    .returning({ id: leads.id });
  const row = rows[0];
  if (!row) throw new Error("the lead was neither written nor found");
  return row.id;
}

/** Updates a lead already known; null when it is not this business's. */
export async function updateLead(
  scope: BusinessScope,
  leadId: string,
  details: LeadDetails,
  now: number,
): Promise<string | null> {
  const rows = await scope.db
    .update(leads)
    .set(changesOf(scope.businessId, details, now))
    .where(and(eq(leads.businessId, scope.businessId), eq(leads.id, leadId)))
    .returning({ id: leads.id });
  return rows[0]?.id ?? null;
}
