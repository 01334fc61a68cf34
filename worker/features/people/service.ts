/** Roles, and leaving. A business always keeps somebody who can manage it. */
import { withdrawalsBy } from "./invitations/withdrawals.ts";
import { deleteMembership, findPerson, isForeignPassword, manages, updateRole, type Place } from "./queries.ts";
import { noManagerAnyMore, passwordIsForeign } from "./rights.ts";
import type { Actor, AuditAction } from "../../../core/audit/actions.ts";
import type { SentLink } from "../../../core/auth/wire.ts";
import type { Role } from "../../../core/auth/permissions.ts";
import { CodedError } from "../../../core/contract/errors.ts";
import type { Person } from "../../../core/people/wire.ts";
import type { BusinessScope } from "../../db/scope.ts";
import type { Deps } from "../../deps.ts";
import { auditInDirectory } from "../audit/lines.ts";
import { makeResetLink } from "../auth/password-reset/service.ts";
import { dropSockets } from "../business/drop-sockets.ts";
import { releaseLeadsOf } from "../leads/assignee/service.ts";

/**
 * Throws `not_found`, and `conflict` for the last manager, and for who is to become one while their password is one that
 * a manager may know.
 */
export async function changeRole(deps: Deps, actor: Actor, place: Place, to: Role): Promise<Person> {
  const person = await member(deps, place);
  // Asked for again, what follows is done again: it may be what failed.
  if (person.role === to) {
    await dropSockets(deps, place.businessId, { userId: place.userId });
    return person;
  }
  const changed = await updateRole(deps.directory, actor, place, { from: person.role, to, now: deps.now() }, [
    line(deps, actor, place, person, "person.role_changed", { from: person.role, to }),
    ...withdrawalsBy(deps, actor, place),
  ]);
  if (!changed) throw await refusal(deps, actor, place, to);
  await dropSockets(deps, place.businessId, { userId: place.userId });
  // A manager's account opens other doors, and so may one that was a manager's a moment ago.
  return { ...person, role: to, resetAllowed: false };
}

/**
 * Their leads, which are in another database, become nobody's when they are gone and not before: the removal can still
 * be refused. A failure in between is mended by asking again, which ends in `not_found` all the same.
 * Throws `not_found`, and `conflict` for the last manager.
 */
export async function removePerson(deps: Deps, actor: Actor, scope: BusinessScope, userId: string): Promise<void> {
  const place = { businessId: scope.businessId, userId };
  const person = await findPerson(deps.directory, place, deps.now());
  if (!person) {
    await clearUpAfter(deps, actor, scope, { userId, name: "" });
    throw noSuchPerson();
  }
  const { email, role } = person;
  const removed = await deleteMembership(deps.directory, actor, place, { role, now: deps.now() }, [
    line(deps, actor, place, person, "person.removed", { email, role }),
    ...withdrawalsBy(deps, actor, place),
  ]);
  if (!removed) throw await refusal(deps, actor, place);
  await clearUpAfter(deps, actor, scope, person);
}

async function clearUpAfter(
  deps: Deps,
  actor: Actor,
  scope: BusinessScope,
  gone: Pick<Person, "userId" | "name">,
): Promise<void> {
  await dropSockets(deps, scope.businessId, { userId: gone.userId });
  await releaseLeadsOf(deps, scope, actor, gone);
}

/**
 * Throws `not_found`, and `forbidden` for people whose account opens other doors than an agent's of this business. Not
 * for managers, oneself among them: an open dashboard must not become an account whose password nobody was asked for.
 */
export async function resetLinkFor(deps: Deps, actor: Actor, place: Place): Promise<SentLink> {
  const { userId, name, email, resetAllowed } = await member(deps, place);
  if (!resetAllowed) throw new CodedError("forbidden", "support alone can make a link for this account");
  const { businessId } = place;
  return makeResetLink(deps, actor, { userId, name, email }, { as: "manager", businessId });
}

async function member(deps: Deps, place: Place): Promise<Person> {
  const person = await findPerson(deps.directory, place, deps.now());
  if (!person) throw noSuchPerson();
  return person;
}

const noSuchPerson = () => new CodedError("not_found", "there is no such person in this business");

const lastManager = () =>
  new CodedError("conflict", "a business needs a manager; make somebody else one first", {
    details: [{ field: "role", problem: "last_manager" }],
  });

/** Somebody was faster, they are the last manager, or must not become one yet. */
async function refusal(deps: Deps, actor: Actor, place: Place, to?: Role): Promise<CodedError> {
  if (!(await manages(deps.directory, { ...place, userId: actor.userId }))) return noManagerAnyMore();
  const person = await member(deps, place);
  if (to === "manager" && (await isForeignPassword(deps.directory, place.userId, deps.now())))
    return passwordIsForeign("role");
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
