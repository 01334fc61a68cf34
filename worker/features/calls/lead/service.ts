/** Making a lead of a caller whom the assistant has not written down: through the one intake, like every other. */
import type { Actor } from "../../../../core/audit/actions.ts";
import type { LeadOfCallBody } from "../../../../core/calls/wire.ts";
import { isWithheld } from "../../../../core/calls/withheld.ts";
import { CodedError, invalidFields } from "../../../../core/contract/errors.ts";
import type { Lead } from "../../../../core/leads/wire.ts";
import { normalisePhone } from "../../../adapters/phone.ts";
import type { BusinessScope } from "../../../db/scope.ts";
import type { Deps } from "../../../deps.ts";
import { auditInTenant } from "../../audit/lines.ts";
import { findLeadOfPhone } from "../../leads/proposals/queries.ts";
import { saveLead } from "../../leads/intake/service.ts";
import { findLead } from "../../leads/queries.ts";
import { otherEndOf } from "../../../../core/calls/other-end.ts";
import { findCall } from "../queries.ts";
import { linkFreeCall } from "./queries.ts";

/**
 * Of a call that is over: while it goes on, the assistant may be writing the lead itself. Pressed twice it is one lead,
 * because there is one lead a number; who withholds theirs needs a number given.
 */
export async function makeLeadOfCall(
  deps: Deps,
  actor: Actor,
  scope: BusinessScope,
  callId: string,
  { name, phone }: LeadOfCallBody,
): Promise<Lead> {
  const call = await findCall(scope, callId);
  if (!call) throw new CodedError("not_found", "there is no such call");
  if (call.lead) return call.lead;
  if (call.status !== "ended") throw new CodedError("conflict", "the call still goes on");
  const from = otherEndOf(call);
  const typed = isWithheld(from) ? phone : undefined;
  const number = normalisePhone(typed ?? from).e164;
  if (number === null) throw invalidFields({ field: "phone", problem: "no telephone number" });

  const given = { ...(name !== undefined && { name }), ...(typed !== undefined && { phone: typed }) };
  const tools = { now: deps.now(), newId: deps.newId };
  const saved = await saveLead(scope, { source: "call", callId, from, leadId: null }, given, tools);
  // A number that was typed for a caller who showed none may be of a lead that is there: the person here says that it is
  // them, so the call is theirs; the name that was typed waits beside the lead as a proposal.
  const leadId = saved.leadId ?? (await findLeadOfPhone(scope, number));
  if (leadId === null) throw new CodedError("conflict", "the lead was changed in the meantime");
  const line = auditInTenant(deps, scope, actor, {
    action: "lead.created",
    record: { type: "lead", id: leadId, label: name ?? typed ?? from },
    data: { callId },
  });
  await linkFreeCall(scope, callId, leadId, line);
  const lead = (await findCall(scope, callId))?.lead ?? (await findLead(scope, leadId));
  if (!lead) throw new CodedError("not_found", "the lead is somebody else's");
  return lead;
}
