/** A lead that somebody of the office types. */
import { sql } from "drizzle-orm";
import type { At } from "./service.ts";
import { tellOfLead } from "../by.ts";
import { CodedError, invalidFields } from "../../../../core/contract/errors.ts";
import type { NewLead, NewLeadAnswer } from "../../../../core/leads/edit.ts";
import { auditBefore } from "../../audit/lines.ts";
import { listColleagues } from "../../people/queries.ts";
import { takeInByHand } from "../intake/service.ts";
import { findLeadDetail } from "../queries.ts";

/** Throws `validation_failed` when the one who is to have it is not of this business. */
export async function createLead(
  { deps, actor, scope, mayAssign }: Omit<At, "leadId"> & { mayAssign: boolean },
  { assignedTo: asked, name, notes, nextAction, demand, phones, emails }: NewLead,
): Promise<NewLeadAnswer> {
  const assignedTo = scope.onlyOf ?? asked;
  if (assignedTo !== undefined && assignedTo !== actor.userId) {
    if (!mayAssign) throw new CodedError("forbidden", "one may take it, or leave it open");
    const known = await listColleagues(deps.directory, scope.businessId, [assignedTo]);
    if (!known.some(({ userId }) => userId === assignedTo))
      throw invalidFields({ field: "assignedTo", problem: "nobody of this business" });
  }
  const by = { userId: actor.userId, name: actor.name };
  const newcomer = {
    source: "manual" as const,
    detail: null,
    author: { by: "person" as const, userId: actor.userId },
    actorName: actor.name,
    by,
    phones: phones.map(({ typed, person }) => ({ typed, ...(person !== undefined && { person }) })),
    emails,
    ...(name !== undefined && { name }),
    ...(notes !== undefined && { notes }),
    ...(nextAction !== undefined && { nextAction }),
    ...(demand !== undefined && { demand: given(demand) }),
    ...(assignedTo !== undefined && { assignedTo }),
  };
  const taken = await takeInByHand(scope, newcomer, { now: deps.now(), newId: deps.newId }, (newId) => [
    auditBefore(
      deps,
      scope,
      actor,
      {
        action: "lead.created",
        record: { type: "lead", id: newId, label: name ?? phones[0]?.typed ?? null },
        data: {},
      },
      {
        counted: "leads",
        count: sql`(select count(*) from leads where business_id = ${scope.businessId} and id = ${newId})`,
      },
    ),
  ]);
  if (taken === null) return { lead: null, existed: true };
  const lead = await findLeadDetail(scope, taken.leadId);
  if (lead) await tellOfLead({ deps, scope }, taken.leadId, lead.assignedTo);
  return { lead: lead ?? null, existed: !taken.isNew };
}

/** Without what was left open. */
function given<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
