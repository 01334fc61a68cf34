/** Making one lead of two, and taking it back. */
import { findBoth, findMerge, mergeLeads, undoMerge } from "./queries.ts";
import type { Actor } from "../../../../core/audit/actions.ts";
import { CodedError } from "../../../../core/contract/errors.ts";
import { UNDO_DAYS, type MergeBody } from "../../../../core/leads/duplicates.ts";
import { mergedColumns } from "../../../../core/leads/merged.ts";
import type { LeadDetail } from "../../../../core/leads/wire.ts";
import type { BusinessScope } from "../../../db/scope.ts";
import type { Deps } from "../../../deps.ts";
import { auditInTenant } from "../../audit/lines.ts";
import { assigneeOfLead, findLeadDetail } from "../queries.ts";

const DAY_MS = 24 * 60 * 60_000;
export const undoableSince = (now: number): number => now - UNDO_DAYS * DAY_MS;

/** Throws `not_found`, and `conflict` when one of the two was changed since it was read, or became part of another. */
export async function mergeInto(
  deps: Deps,
  actor: Actor,
  scope: BusinessScope,
  leadId: string,
  { mergedId, choices, seen }: MergeBody,
): Promise<LeadDetail> {
  const [stays, goes] = await findBoth(scope, { stays: leadId, goes: mergedId });
  if (!stays || !goes) throw new CodedError("not_found", "one of the two leads is not there");
  if (stays.updatedAt !== seen.stays || goes.updatedAt !== seen.goes) throw changedMeanwhile();
  const by = { userId: actor.userId, name: actor.name };
  const goesName = goes.name ?? goes.phone ?? goes.phoneTyped;
  const audit = auditInTenant(deps, scope, actor, {
    action: "lead.merged",
    record: { type: "lead", id: leadId, label: stays.name ?? stays.phone ?? stays.phoneTyped },
    data: { merged: { id: mergedId, name: goesName } },
  });
  const merge = { id: deps.newId(), now: deps.now(), by, stays, goes, ...mergedColumns(stays, goes, choices) };
  if (!(await mergeLeads(scope, merge, { eventId: deps.newId(), audit, goesName }))) throw changedMeanwhile();
  await tell(deps, scope, [stays.assignedTo, goes.assignedTo]);
  const merged = await findLeadDetail(scope, leadId);
  // Whoever sees their own alone may have given it to the other's agent by their choice.
  if (!merged) throw new CodedError("not_found", "the lead is somebody else's now");
  return merged;
}

/** Throws `not_found`, and `conflict` when it was taken back already, is too long ago, or the lead became part of another. */
export async function takeBackMerge(deps: Deps, actor: Actor, scope: BusinessScope, mergeId: string): Promise<void> {
  const merge = await findMerge(scope, mergeId);
  if (!merge) throw new CodedError("not_found", "there is no such merge");
  const now = deps.now();
  if (merge.mergedAt <= undoableSince(now)) throw new CodedError("conflict", "it is too long ago to be taken back");
  const lead = await findLeadDetail(scope, merge.leadId);
  const audit = auditInTenant(deps, scope, actor, {
    action: "lead.unmerged",
    record: { type: "lead", id: merge.leadId, label: lead?.name ?? lead?.phone ?? null },
    data: { mergeId },
  });
  const by = { userId: actor.userId, name: actor.name };
  const isDone = await undoMerge(scope, merge, { now, by, eventIds: [deps.newId(), deps.newId()], audit });
  if (!isDone) throw new CodedError("conflict", "it was taken back already, or the lead has become part of another");
  // The one that is back may be another's.
  await tell(deps, scope, [lead?.assignedTo ?? null, await assigneeOfLead(scope, merge.mergedId)]);
}

const changedMeanwhile = () => new CodedError("conflict", "one of the two leads was changed meanwhile");

/** Lists and open pages read again. It is done, whether they hear of it or not. */
async function tell(deps: Deps, { businessId }: BusinessScope, owners: readonly (string | null)[]): Promise<void> {
  const event = { type: "lead.changed", leadId: null } as const;
  const told = await Promise.allSettled(
    [...new Set(owners)].map((owner) => deps.hub(businessId).publish([event], owner)),
  );
  for (const one of told)
    if (one.status === "rejected") deps.log.error("merge_not_told", { businessId, cause: one.reason });
}
