/** A person decides about what was said of a lead by somebody whom nobody knows. */
import { decide, findProposal, reopen } from "./queries.ts";
import type { Actor, AuditAction } from "../../../../core/audit/actions.ts";
import { CodedError } from "../../../../core/contract/errors.ts";
import type { Lead, ProposalDecision, ProposalReopening } from "../../../../core/leads/wire.ts";
import type { BusinessScope } from "../../../db/scope.ts";
import type { Deps } from "../../../deps.ts";
import { auditInTenant } from "../../audit/lines.ts";
import { tellOfLead } from "../by.ts";
import { findLead } from "../queries.ts";

type Named = { leadId: string; callId: string };

/** Throws `not_found`, and `conflict` when it was decided about, or more was said, since it was read. */
export async function decideProposal(
  deps: Deps,
  actor: Actor,
  scope: BusinessScope,
  named: Named,
  { decision, version }: ProposalDecision,
): Promise<Lead> {
  const { lead, proposal } = await found(scope, named);
  const line = lineOf(deps, actor, scope, lead, {
    action: decision === "applied" ? "lead.proposal_applied" : "lead.proposal_dismissed",
    callId: named.callId,
  });
  const done =
    proposal.version === version &&
    (await decide(
      scope,
      lead.id,
      proposal,
      { decision, by: actor.userId, now: deps.now(), newId: deps.newId() },
      line,
    ));
  if (!done && !(await isDecidedSo(scope, named, { decision, version, by: actor.userId })))
    throw new CodedError("conflict", "it was decided about, or more was said, meanwhile");
  return told(deps, scope, lead);
}

/** Throws `not_found`, and `conflict` when it is not dismissed any more, or more was said, since it was read. */
export async function reopenProposal(
  deps: Deps,
  actor: Actor,
  scope: BusinessScope,
  named: Named,
  { version }: ProposalReopening,
): Promise<Lead> {
  const { lead } = await found(scope, named);
  const line = lineOf(deps, actor, scope, lead, { action: "lead.proposal_reopened", callId: named.callId });
  if (!(await reopen(scope, { ...named, version }, line)))
    throw new CodedError("conflict", "it is not dismissed any more, or more was said, meanwhile");
  return told(deps, scope, lead);
}

async function found(scope: BusinessScope, { leadId, callId }: Named) {
  const lead = await findLead(scope, leadId);
  const proposal = lead && (await findProposal(scope, leadId, callId));
  if (!proposal) throw new CodedError("not_found", "there is no such proposal");
  return { lead, proposal };
}

type Line = { action: Extract<AuditAction, `lead.proposal_${string}`>; callId: string };

const lineOf = (deps: Deps, actor: Actor, scope: BusinessScope, lead: Lead, { action, callId }: Line) =>
  auditInTenant(deps, scope, actor, {
    action,
    record: { type: "lead", id: lead.id, label: lead.name ?? lead.phone ?? lead.phoneTyped },
    data: { callId },
  });

async function told(deps: Deps, scope: BusinessScope, lead: Lead): Promise<Lead> {
  await tellOfLead({ deps, scope }, lead.id, lead.assignedTo);
  return (await findLead(scope, lead.id)) ?? lead;
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
