/** Managers change the stages of their business. */
import { insertStatus, listStatuses, orderStatuses, updateStatus } from "./queries.ts";
import type { Actor, AuditAction } from "../../../../core/audit/actions.ts";
import { changesBetween } from "../../../../core/audit/changes.ts";
import { CodedError, invalidFields } from "../../../../core/contract/errors.ts";
import type { LeadStatus, StatusFields, StatusPatch } from "../../../../core/leads/status.ts";
import {
  FIRST_STATUS,
  isLastOfKind,
  isNameTaken,
  isStanding,
  STATUSES_MAX,
} from "../../../../core/leads/status-rules.ts";
import type { BusinessScope } from "../../../db/scope.ts";
import type { Deps } from "../../../deps.ts";
import { auditInTenant } from "../../audit/lines.ts";

export type Manager = { deps: Deps; actor: Actor; scope: BusinessScope };

/** Somebody else changes the same few rows once in a blue moon; whoever loses so often in a row is told. */
const TRIES = 3;

/**
 * What is decided by all the statuses that there are, and written if they are the same still. `attempt` answers with
 * null where they are not: then all is read and decided anew.
 */
export async function whileTheyStand<Answer>(
  { scope }: Manager,
  attempt: (read: LeadStatus[]) => Promise<Answer | null>,
): Promise<Answer> {
  for (let one = 0; one < TRIES; one++) {
    const answer = await attempt(await listStatuses(scope));
    if (answer !== null) return answer;
  }
  throw new CodedError("conflict", "others are changing the statuses at this moment");
}

/** Throws `validation_failed` for a name that is taken, `conflict` when there are as many as there may be. */
export async function createStatus(by: Manager, given: StatusFields): Promise<LeadStatus[]> {
  const { deps, scope } = by;
  const fields = consistent(given);
  await whileTheyStand(by, async (read) => {
    if (read.length >= STATUSES_MAX) throw new CodedError("conflict", `there are ${STATUSES_MAX} statuses already`);
    if (isNameTaken(read, fields.name)) throw nameTaken();
    const id = deps.newId();
    const line = lineOf(by, "lead_status.created", { id, label: fields.name });
    return (await insertStatus(scope, read, { ...fields, id }, line)) || null;
  });
  return told(by);
}

/** Throws `not_found`, and `validation_failed` naming `name` or `kind`. */
export async function changeStatus(by: Manager, statusId: string, patch: StatusPatch): Promise<LeadStatus[]> {
  await whileTheyStand(by, async (read) => {
    const before = read.find(({ id }) => id === statusId);
    // One that is being deleted is as good as gone.
    if (!before || !isStanding(before)) throw noSuchStatus();
    const { id: _, position: _position, movesTo: _movesTo, ...fields } = before;
    const after = consistent({
      name: patch.name ?? fields.name,
      color: patch.color ?? fields.color,
      kind: patch.kind ?? fields.kind,
      mayContact: patch.mayContact ?? fields.mayContact,
      asksReason: patch.asksReason ?? fields.asksReason,
    });
    if (isNameTaken(read, after.name, statusId)) throw nameTaken();
    if (after.kind !== before.kind) {
      if (statusId === FIRST_STATUS)
        throw invalidFields({ field: "kind", problem: "leads begin in it: it stays open" });
      if (isLastOfKind(read, statusId)) throw invalidFields({ field: "kind", problem: "the last of its kind" });
    }
    const changes = changesBetween(fields, after);
    if (Object.keys(changes).length === 0) return true;
    const line = lineOf(by, "lead_status.changed", { id: statusId, label: after.name }, { changes });
    return (await updateStatus(by.scope, read, statusId, after, line)) || null;
  });
  return told(by);
}

/** Throws `conflict` when these are not all that there are: somebody has made or deleted one meanwhile. */
export async function reorderStatuses(by: Manager, ids: readonly string[]): Promise<LeadStatus[]> {
  await whileTheyStand(by, async (read) => {
    const known = new Set(read.map(({ id }) => id));
    const given = new Set(ids);
    if (given.size !== ids.length || given.size !== known.size || ids.some((id) => !known.has(id)))
      throw new CodedError("conflict", "these are not all the statuses that there are");
    if (read.every(({ id }, place) => ids[place] === id)) return true;
    const names = ids.map((id) => read.find((status) => status.id === id)?.name ?? "").join(", ");
    const line = lineOf(by, "lead_status.ordered", { id: by.scope.businessId, label: names });
    return (await orderStatuses(by.scope, read, ids, line)) || null;
  });
  return told(by);
}

/** Only what is lost has a reason. */
const consistent = (fields: StatusFields): StatusFields => ({
  ...fields,
  asksReason: fields.kind === "lost" && fields.asksReason,
});

export const lineOf = (
  { deps, scope, actor }: Manager,
  action: AuditAction,
  { id, label }: { id: string; label: string },
  data: Record<string, unknown> = {},
) => auditInTenant(deps, scope, actor, { action, record: { type: "lead_status", id, label }, data });

/** All of them as they are now, after everybody's dashboards were told. */
async function told({ deps, scope }: Manager): Promise<LeadStatus[]> {
  await tellOfSettings(deps, scope);
  return listStatuses(scope);
}

/** It is done, whether they hear of it or not. */
export async function tellOfSettings(deps: Deps, { businessId }: BusinessScope): Promise<void> {
  await deps
    .hub(businessId)
    .announce({ type: "lead_settings.changed" })
    .catch((cause: unknown) => deps.log.error("dashboards_not_told_of_statuses", { cause }));
}

export const noSuchStatus = () => new CodedError("not_found", "there is no such status");
const nameTaken = () => invalidFields({ field: "name", problem: "another status has this name" });
