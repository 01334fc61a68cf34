/** Roles, and leaving. A business always keeps somebody who can manage it. */
import { listInvitationsBy } from "./invitations/queries.ts";
import { withdrawing } from "./invitations/service.ts";
import { deleteMembership, findPerson, isNoManager, mayLeave, updateRole, type Place } from "./queries.ts";
import type { Actor, AuditAction } from "../../../core/audit/actions.ts";
import type { SentLink } from "../../../core/auth/wire.ts";
import type { Role } from "../../../core/auth/permissions.ts";
import { CodedError } from "../../../core/contract/errors.ts";
import type { Person } from "../../../core/people/wire.ts";
import type { BusinessScope } from "../../db/scope.ts";
import type { Deps } from "../../deps.ts";
import { auditInDirectory } from "../audit/lines.ts";
import { makeResetLink } from "../auth/password-reset/service.ts";
import { releaseLeadsOf } from "../leads/assignee/service.ts";

/** Throws `not_found`, and `conflict` for the last manager. */
export async function changeRole(deps: Deps, actor: Actor, place: Place, to: Role): Promise<Person> {
  const person = await member(deps, place);
  if (person.role === to) return person;
  const changed = await updateRole(deps.directory, place, { from: person.role, to }, [
    line(deps, actor, place, person, "person.role_changed", { from: person.role, to }),
    ...(await withdrawalsOf(deps, actor, place)),
  ]);
  if (!changed) throw await refusal(deps, place);
  await deps.hub(place.businessId).dropSockets({ userId: place.userId });
  return { ...person, role: to };
}

/**
 * Their leads become nobody's first, in the tenant database, so that a failure in between leaves no lead with somebody
 * who is gone; and once more at the end, for one that was given to them in this very moment.
 * Throws `not_found`, and `conflict` for the last manager.
 */
export async function removePerson(deps: Deps, actor: Actor, scope: BusinessScope, userId: string): Promise<void> {
  const place = { businessId: scope.businessId, userId };
  const person = await member(deps, place);
  if (!(await mayLeave(deps.directory, place))) throw await refusal(deps, place);
  await releaseLeadsOf(deps, scope, actor, person);
  const { email, role } = person;
  const removed = await deleteMembership(deps.directory, place, role, [
    line(deps, actor, place, person, "person.removed", { email, role }),
    ...(await withdrawalsOf(deps, actor, place)),
  ]);
  if (!removed) throw await refusal(deps, place);
  await Promise.all([releaseLeadsOf(deps, scope, actor, person), deps.hub(place.businessId).dropSockets({ userId })]);
}

/** Throws `not_found`, and `forbidden` for people whose account opens other doors than this business's. */
export async function resetLinkFor(deps: Deps, actor: Actor, place: Place): Promise<SentLink> {
  const { userId, name, email, resetAllowed } = await member(deps, place);
  if (!resetAllowed) throw new CodedError("forbidden", "this account belongs to others too; support can make a link");
  return makeResetLink(deps, actor, { userId, name, email }, place.businessId);
}

async function member(deps: Deps, place: Place): Promise<Person> {
  const person = await findPerson(deps.directory, place);
  if (!person) throw new CodedError("not_found", "there is no such person in this business");
  return person;
}

/** Who manages no more cannot come back by a link that they made. */
async function withdrawalsOf(deps: Deps, actor: Actor, place: Place) {
  const waiting = await listInvitationsBy(deps.directory, place.businessId, place.userId);
  return waiting.flatMap((one) => withdrawing(deps, actor, place.businessId, one, isNoManager(place)));
}

const lastManager = () =>
  new CodedError("conflict", "a business needs a manager; make somebody else one first", {
    details: [{ field: "role", problem: "last_manager" }],
  });

/** Somebody was faster, or they are the last manager. */
async function refusal(deps: Deps, place: Place): Promise<CodedError> {
  const person = await member(deps, place);
  return person.role === "manager"
    ? lastManager()
    : new CodedError("conflict", "somebody else has changed this person's role meanwhile");
}

const line = (
  deps: Deps,
  actor: Actor,
  { businessId, userId }: Place,
  { name }: Person,
  action: AuditAction,
  data: Record<string, unknown>,
) => auditInDirectory(deps, actor, businessId, { action, record: { type: "person", id: userId, label: name }, data });
