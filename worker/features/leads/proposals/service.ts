/** A person decides about what was said of a lead by somebody whom nobody knows. */
import { decide, findProposal } from "./queries.ts";
import type { Actor } from "../../../../core/audit/actions.ts";
import { CodedError } from "../../../../core/contract/errors.ts";
import type { Lead, ProposalDecision } from "../../../../core/leads/wire.ts";
import type { BusinessScope } from "../../../db/scope.ts";
import type { Deps } from "../../../deps.ts";
import { auditInTenant } from "../../audit/lines.ts";
import { findLead } from "../queries.ts";

/** Throws `not_found`, and `conflict` when it was decided about, or more was said, since it was read. */
export async function decideProposal(
  deps: Deps,
  actor: Actor,
  scope: BusinessScope,
  { leadId, callId }: { leadId: string; callId: string },
  { decision, version }: ProposalDecision,
): Promise<Lead> {
  const lead = await findLead(scope, leadId);
  const proposal = lead && (await findProposal(scope, leadId, callId));
  if (!proposal) throw new CodedError("not_found", "there is no such proposal");
  const line = auditInTenant(deps, scope, actor, {
    action: decision === "applied" ? "lead.proposal_applied" : "lead.proposal_dismissed",
    record: { type: "lead", id: leadId, label: lead.name ?? lead.phone ?? lead.phoneTyped },
    data: { callId },
  });
  const done =
    proposal.version === version &&
    (await decide(scope, leadId, proposal, { decision, by: actor.userId, now: deps.now(), newId: deps.newId() }, line));
  if (!done && !(await isDecidedSo(scope, { leadId, callId }, { decision, version, by: actor.userId })))
    throw new CodedError("conflict", "it was decided about, or more was said, meanwhile");
  // Dashboards that show this lead read it again. It is done, whether they hear of it or not.
  const event = { type: "lead.changed", leadId } as const;
  await deps
    .hub(scope.businessId)
    .publish([event], lead.assignedTo)
    .catch((cause: unknown) => deps.log.error("decision_not_told", { cause }));
  return (await findLead(scope, leadId)) ?? lead;
}

/** By the same person, the same way: the answer was lost, or the button pressed twice. */
async function isDecidedSo(
  scope: BusinessScope,
  { leadId, callId }: { leadId: string; callId: string },
  { decision, version, by }: ProposalDecision & { by: string },
): Promise<boolean> {
  const now = await findProposal(scope, leadId, callId);
  return now?.version === version && now.decision === decision && now.decidedBy === by;
}
