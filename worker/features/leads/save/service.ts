/**
 * The one way by which a conversation's words become a lead; used by calls now and by every other way in later.
 */
import type { BusinessScope } from "../../../db/scope.ts";
import { normalisePhone, type PhoneProblem } from "../../../adapters/phone.ts";
import { saveLeadOfPhone, updateLead, type LeadDetails } from "./queries.ts";

export type LeadSource = {
  source: "call";
  /** The address they came from, as the channel says it. */ from: string;
  /** Known from this conversation. */ leadId: string | null;
};

export type SavedLead = {
  leadId: string;
  /** What is wrong with the number that was named; it is kept as it was said, and should be asked for again. */
  phoneProblem: PhoneProblem | null;
};

/**
 * The number they came from is who they are. Another number that they name is kept as it was said and in the notes, and
 * becomes the lead's own only when the channel showed none. Half a number is kept as it was said, and nothing else.
 */
export async function saveLead(
  scope: BusinessScope,
  origin: LeadSource,
  given: Omit<LeadDetails, "callBackPhone" | "phoneTyped">,
  tools: { now: number; newId(): string },
): Promise<SavedLead> {
  const { phone: typed, ...details } = given;
  const from = normalisePhone(origin.from).e164;
  const named = typed === undefined ? null : normalisePhone(typed);
  const phoneProblem = named?.problem ?? null;
  const other = named !== null && (from === null || named.e164 !== from) ? named : null;
  const all: LeadDetails = {
    ...details,
    ...(other && { phoneTyped: other.typed }),
    ...(other?.e164 && from !== null && { callBackPhone: other.typed }),
  };
  if (origin.leadId !== null) {
    const own = from === null && named?.e164 ? { phone: named.e164 } : {};
    const updated = await updateLead(scope, origin.leadId, { ...all, ...own }, tools.now);
    if (updated) return { leadId: updated, phoneProblem };
  }
  const phone = from ?? named?.e164 ?? null;
  const lead = { id: tools.newId(), phone, source: origin.source, now: tools.now };
  return { leadId: await saveLeadOfPhone(scope, lead, all), phoneProblem };
}
