/** Giving a lead to one of the business's people. Leads are in the tenant database, people in the directory. */
import { clearAssignee, countTheirs, listLiveCallsOf, setAssignee } from "./queries.ts";
import type { Actor } from "../../../../core/audit/actions.ts";
import { CodedError, invalidFields } from "../../../../core/contract/errors.ts";
import type { LeadMove } from "../../../../core/contract/hub-listener.ts";
import type { Lead } from "../../../../core/leads/wire.ts";
import type { Colleague } from "../../../../core/people/wire.ts";
import type { BusinessScope } from "../../../db/scope.ts";
import type { Deps } from "../../../deps.ts";
import { auditBefore, auditInTenant } from "../../audit/lines.ts";
import { listColleagues } from "../../people/queries.ts";
import { tellOfLead } from "../by.ts";
import { findLead } from "../queries.ts";

type Named = Pick<Colleague, "userId" | "name">;

/** Throws `not_found`, `validation_failed` when they are not of this business, `conflict` when somebody was faster. */
export async function assignLead(
  deps: Deps,
  actor: Actor,
  scope: BusinessScope,
  leadId: string,
  to: string | null,
): Promise<Lead> {
  const lead = await findLead(scope, leadId);
  if (!lead) throw new CodedError("not_found", "there is no such lead");
  const from = lead.assignedTo;
  const asked = [from, to].filter((id) => id !== null);
  const known = asked.length > 0 ? await listColleagues(deps.directory, scope.businessId, asked) : [];
  if (to !== null && !isAmong(known, to)) throw notOfThisBusiness();
  if (from === to) {
    // It may be asked again because the first time got no further than the write.
    await tellOfLead({ deps, scope }, leadId, to);
    return lead;
  }

  const line = auditInTenant(deps, scope, actor, {
    action: "lead.assigned",
    record: { type: "lead", id: leadId, label: lead.name ?? lead.phone ?? lead.phoneTyped },
    data: { from: nameOf(known, from), to: nameOf(known, to) },
  });
  const changed = await setAssignee(scope, leadId, { from, to, now: deps.now() }, line);
  if (!changed) throw new CodedError("conflict", "somebody else has given this lead away meanwhile");

  await tellDashboards(deps, scope, { leadId, from, to });
  if (to !== null) await giveBackIfGone(deps, actor, scope, known, to);
  await tellLiveCalls(deps, scope, leadId, { from, to });
  return changed;
}

/** A database has one writer: whatever else is to be written waits for so many and not for all of somebody's. */
export const RELEASED_AT_ONCE = 2_000;

/**
 * All leads of a person who leaves the business, in pieces: each stands with its line of the audit log, which says how
 * many it were. A failure in between leaves the rest theirs; asked again, it goes on there.
 */
export async function releaseLeadsOf(deps: Deps, scope: BusinessScope, actor: Actor, { userId, name }: Named) {
  const line = () =>
    auditBefore(
      deps,
      scope,
      actor,
      {
        action: "lead.assigned",
        record: { type: "person", id: userId, label: name },
        data: { from: { userId, name }, to: null },
      },
      { counted: "leads", count: countTheirs(scope, userId, RELEASED_AT_ONCE) },
    );
  try {
    while (await clearAssignee(scope, userId, RELEASED_AT_ONCE, line()));
  } finally {
    // Once for all pieces: each time they are told, every open list is asked for again.
    await tellDashboards(deps, scope, { leadId: null, from: userId, to: null });
  }
}

/**
 * Removing a person takes the membership away and then the leads; giving a lead writes the lead and then looks for the
 * membership. Whichever order they meet in, one of the two sees the other.
 */
async function giveBackIfGone(deps: Deps, actor: Actor, scope: BusinessScope, known: Named[], to: string) {
  const now = await listColleagues(deps.directory, scope.businessId, [to]);
  if (isAmong(now, to)) return;
  await releaseLeadsOf(deps, scope, actor, known.find(({ userId }) => userId === to) ?? { userId: to, name: "" });
  throw notOfThisBusiness();
}

/** What is written is written: a dashboard that is not told finds out when it asks again. */
async function tellDashboards(deps: Deps, { businessId }: BusinessScope, move: LeadMove): Promise<void> {
  try {
    await deps.hub(businessId).leadMoved(move);
  } catch (cause) {
    deps.log.error("dashboards_not_told_of_assignee", { cause });
  }
}

/**
 * A call that goes on is heard by whoever may see its lead now. One of the two has missed its beginning and the other
 * will miss its end: their dashboards connect anew and read what there is for them.
 */
async function tellLiveCalls(
  deps: Deps,
  scope: BusinessScope,
  leadId: string,
  { from, to }: { from: string | null; to: string | null },
): Promise<void> {
  const callSids = await listLiveCallsOf(scope, leadId);
  if (callSids.length === 0) return;
  const told = await Promise.allSettled([
    ...callSids.map((callSid) => deps.callSession(callSid).leadAssigned(to)),
    ...[from, to].flatMap((userId) => (userId === null ? [] : [deps.hub(scope.businessId).dropSockets({ userId })])),
  ]);
  for (const one of told)
    if (one.status === "rejected") deps.log.error("call_not_told_of_assignee", { cause: one.reason });
}

const isAmong = (colleagues: Named[], id: string): boolean => colleagues.some(({ userId }) => userId === id);

const nameOf = (known: Named[], userId: string | null) =>
  userId === null ? null : { userId, name: known.find((one) => one.userId === userId)?.name ?? "" };

const notOfThisBusiness = () => invalidFields({ field: "userId", problem: "nobody of this business" });
