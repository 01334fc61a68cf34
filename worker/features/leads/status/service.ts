/** Moving a lead from one stage to another. */
import { findWithReason, setStatus } from "./queries.ts";
import type { Actor } from "../../../../core/audit/actions.ts";
import { CodedError, invalidFields } from "../../../../core/contract/errors.ts";
import type { StatusChange, StatusChanged } from "../../../../core/leads/status.ts";
import { asksReasonOf, isStanding } from "../../../../core/leads/status-rules.ts";
import type { BusinessScope } from "../../../db/scope.ts";
import type { Deps } from "../../../deps.ts";
import { tellOfLead } from "../by.ts";
import { listStatuses } from "../statuses/queries.ts";

/**
 * Throws `not_found`, `validation_failed` naming `status` or `reason`, `conflict` when the lead is not in `from` any more
 * or the status has changed in this very moment.
 */
export async function changeLeadStatus(
  deps: Deps,
  actor: Actor,
  scope: BusinessScope,
  leadId: string,
  { status, from, reason }: StatusChange,
): Promise<StatusChanged> {
  const [known, statuses] = await Promise.all([findWithReason(scope, leadId), listStatuses(scope)]);
  if (!known) throw new CodedError("not_found", "there is no such lead");
  const to = statuses.find(({ id }) => id === status);
  if (!to || !isStanding(to)) throw invalidFields({ field: "status", problem: "leads cannot come to it" });
  if (asksReasonOf(to) && reason === undefined)
    throw invalidFields({ field: "reason", problem: "this status asks for a reason" });
  if (known.lead.status === status) {
    // There already; also when it is asked again because the first time got no further than the write.
    await tellOfLead({ deps, scope }, leadId, known.lead.assignedTo);
    return known;
  }
  if (known.lead.status !== from) throw movedMeanwhile();

  const lead = await setStatus(scope, leadId, {
    from,
    to,
    reason: to.kind === "lost" ? (reason ?? null) : null,
    now: deps.now(),
    event: { id: deps.newId(), actorId: actor.userId, actorName: actor.name },
  });
  if (!lead) throw movedMeanwhile();
  await tellOfLead({ deps, scope }, leadId, lead.assignedTo);
  return { lead, lostReason: known.lostReason };
}

const movedMeanwhile = () => new CodedError("conflict", "the lead, or the status, has changed meanwhile");
