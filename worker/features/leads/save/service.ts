/**
 * The one way by which a conversation's words become a lead; used by calls now and by every other way in later.
 */
import type { BusinessScope } from "../../../db/scope.ts";
import { normalisePhone } from "../../../adapters/phone.ts";
import { saveLeadOfPhone, updateLead, type LeadDetails } from "./queries.ts";

export type LeadSource = {
  source: "call";
  /** The address they came from, as the channel says it. */ from: string;
  /** Known from this conversation. */ leadId: string | null;
};

/**
 * The number they came from is who they are. Another number that they name is kept as typed and in the notes, and
 * becomes the lead's own only when the channel showed none.
 */
export async function saveLead(
  scope: BusinessScope,
  origin: LeadSource,
  given: LeadDetails & { phone?: string },
  tools: { now: number; newId(): string },
): Promise<string> {
  const { phone: typed, ...details } = given;
  const from = normalisePhone(origin.from).e164;
  const named = typed === undefined ? null : normalisePhone(typed).e164;
  const other = typed !== undefined && (from === null || named !== from);
  const all: LeadDetails = {
    ...details,
    ...(other && { phoneTyped: typed }),
    ...(other && from !== null && { notes: [details.notes, `טלפון לחזרה: ${typed}`].filter(Boolean).join("\n") }),
  };
  if (origin.leadId !== null) {
    const own = from === null && named !== null ? { phone: named } : {};
    const updated = await updateLead(scope, origin.leadId, { ...all, ...own }, tools.now);
    if (updated) return updated;
  }
  return saveLeadOfPhone(
    scope,
    { id: tools.newId(), phone: from ?? named, source: origin.source, now: tools.now },
    all,
  );
}
