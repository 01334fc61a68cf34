/**
 * The one way by which a conversation's words become a lead; used by calls now and by every other way in later.
 *
 * A number that the channel shows is who they are. A number that they only speak may be anybody's: it makes a new lead,
 * but of one that is there already it changes nothing. What was said then stands beside that lead as a proposal, until a
 * person applies or dismisses it.
 */
import type { BusinessScope } from "../../../db/scope.ts";
import { normalisePhone, type PhoneProblem } from "../../../adapters/phone.ts";
import { findLeadOfPhone, findProposedLead, propose } from "../proposals/queries.ts";
import { saveLeadOfPhone, updateOwnLead, type LeadDetails, type NewLead } from "./queries.ts";

export type LeadSource = {
  source: "call";
  callId: string;
  /** The address they came from, as the channel says it. */ from: string;
  /** Known from this conversation. */ leadId: string | null;
};

export type SavedLead = {
  /** The lead that was written; null: what was said stands as a proposal, and no lead was changed. */
  leadId: string | null;
  /** What is wrong with the number that was named; it is kept as it was said, and should be asked for again. */
  phoneProblem: PhoneProblem | null;
};

type Given = Omit<LeadDetails, "callBackPhone" | "phoneTyped">;
type Tools = { now: number; newId(): string };

/**
 * Another number than the one they came from is kept as it was said and in the notes, and becomes the lead's own only
 * when the channel showed none. Half a number is kept as it was said, and nothing else.
 */
export async function saveLead(
  scope: BusinessScope,
  origin: LeadSource,
  given: Given,
  tools: Tools,
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
  const { callId, leadId, source } = origin;
  if (leadId !== null) {
    const own = from === null && named?.e164 ? { phone: named.e164 } : {};
    const updated = await updateOwnLead(scope, leadId, { ...all, ...own }, { callId, shown: from, now: tools.now });
    if (updated) return { leadId: updated, phoneProblem };
  }
  const made = { id: tools.newId(), callId, source, now: tools.now };
  if (from !== null) {
    const saved = await saveLeadOfPhone(scope, { ...made, phone: from, phoneIs: "shown" }, all);
    if (saved === null) throw new Error("the lead was neither written nor found");
    return { leadId: saved, phoneProblem };
  }
  return {
    leadId: await saveSpoken(scope, { ...made, phone: named?.e164 ?? null, phoneIs: "spoken" }, all),
    phoneProblem,
  };
}

/** Of a caller who shows no number. Null: it became a proposal. */
async function saveSpoken(scope: BusinessScope, lead: NewLead, details: LeadDetails): Promise<string | null> {
  // Without a number they go on speaking of whom they spoke of before, in this same call.
  const spokenOf = lead.phone === null ? await findProposedLead(scope, lead.callId) : null;
  if (spokenOf === null) {
    const saved = await saveLeadOfPhone(scope, lead, details);
    if (saved !== null || lead.phone === null) return saved;
  }
  const leadId = spokenOf ?? (lead.phone === null ? null : await findLeadOfPhone(scope, lead.phone));
  if (leadId === null) throw new Error("the lead was neither written nor found");
  await propose(scope, { leadId, callId: lead.callId, now: lead.now }, details);
  return null;
}
