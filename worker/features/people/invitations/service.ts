/** Inviting somebody into a business. The link's secret is in the mail or the answer and nowhere else. */
import { sql, type SQL } from "drizzle-orm";
import {
  DAY_MS,
  findDailyLimit,
  findInvitation,
  findObstacle,
  insertInvitation,
  OPEN_INVITATIONS_MAX,
  PEOPLE_MAX,
  renewInvitation,
} from "./queries.ts";
import { withdrawInvitation } from "./withdrawals.ts";
import { manages } from "../queries.ts";
import { hasNoManager, isManagerOf, isPlatformAdmin, noManagerAnyMore } from "../rights.ts";
import type { Actor, AuditAction } from "../../../../core/audit/actions.ts";
import type { SentLink } from "../../../../core/auth/wire.ts";
import type { Role } from "../../../../core/auth/permissions.ts";
import { CodedError } from "../../../../core/contract/errors.ts";
import { invitationMail } from "../../../../core/people/mail-texts.ts";
import type { Invitation } from "../../../../core/people/wire.ts";
import type { SendPermit } from "../../../adapters/mail.ts";
import { breaksUnique } from "../../../db/constraint.ts";
import type { Deps } from "../../../deps.ts";
import { auditInDirectory } from "../../audit/lines.ts";
import { INVITATION_MS, invitationLink, newLinkToken } from "../../auth/link-token.ts";
import { sending } from "../../auth/sending/service.ts";

export type Inviting = { businessId: string; businessName: string };
export type Invited = { email: string; name: string | null; role: Role };
export type InvitationSent = { invitation: Invitation; sent: SentLink };

/**
 * `statements` go into a batch of the directory: the invitation and its line of the audit log, neither of which is
 * written when the address may not be invited, or `right` does not hold. `send` is for after that.
 */
export function prepareInvitation(deps: Deps, actor: Actor, given: Inviting & Invited, right: SQL) {
  const { businessId, businessName, ...invited } = given;
  const now = deps.now();
  const { token, tokenHash } = newLinkToken();
  const row = { id: deps.newId(), ...invited, createdAt: now, expiresAt: now + INVITATION_MS };
  const invitation: Invitation = { ...row, invitedBy: actor.name, invitedByEmail: null };
  const statements = [
    insertInvitation(deps.directory, { ...row, businessId, tokenHash, invitedBy: actor.userId }, right),
    line(deps, actor, businessId, "person.invited", invitation),
  ] as const;
  return {
    id: row.id,
    statements,
    invitation,
    send: (permit: SendPermit) => send(deps, actor, businessName, invitation, { token, permit }),
  };
}

/**
 * Throws `conflict` when they are a member, are invited already, or too many wait; `rate_limited` when the business has
 * invited too many since yesterday, or too much was sent by this person or to this address.
 */
export async function invite(deps: Deps, actor: Actor, to: Inviting, invited: Invited): Promise<InvitationSent> {
  const right = isManagerOf(actor.userId, to.businessId);
  const { statements, invitation, send } = prepareInvitation(deps, actor, { ...to, ...invited }, right);
  return sending(deps, { to: invited.email, by: actor.userId, share: to.businessId }, async (permit) => {
    const [written] = await deps.directory.batch(statements);
    if (written.length === 1) return { invitation, sent: await send(permit) };
    throw await whyNot(deps, { businessId: to.businessId, userId: actor.userId }, invited.email);
  });
}

async function whyNot(deps: Deps, by: { businessId: string; userId: string }, email: string): Promise<CodedError> {
  if (!(await manages(deps.directory, by))) return noManagerAnyMore();
  const obstacle = await findObstacle(deps.directory, by.businessId, email);
  const limitedSince = await findDailyLimit(deps.directory, by.businessId, deps.now());
  if (obstacle === "too_many" && limitedSince !== null) {
    const retryAfterMs = limitedSince + DAY_MS - deps.now();
    return new CodedError("rate_limited", "too many invitations since yesterday", { retryAfterMs });
  }
  return new CodedError("conflict", OBSTACLES[obstacle], { details: [{ field: "email", problem: obstacle }] });
}

const OBSTACLES = {
  member: "somebody with this address belongs to the business already",
  invited: "somebody with this address is invited already; renew the link instead",
  too_many: `${OPEN_INVITATIONS_MAX} invitations wait already; withdraw some first`,
  full: `the business has ${PEOPLE_MAX} people with those who are invited; remove who has left first`,
} as const;

/**
 * A new link in the place of the old one, from here on the renewer's invitation. Throws `not_found`, and `rate_limited`
 * when too much was sent.
 */
export async function renew(deps: Deps, actor: Actor, to: Inviting, id: string): Promise<InvitationSent> {
  const before = await openInvitation(deps, to.businessId, id);
  const right = isManagerOf(actor.userId, to.businessId);
  return renewAs(deps, actor, to, {
    before,
    right,
    share: to.businessId,
    refused: () => goneFor(deps, actor, to.businessId),
  });
}

/**
 * The same by the platform, for a business that has no manager yet who could: a link that was lost would keep the
 * business, and its slug, from ever being used. `email`: where it goes from now on, since it may have been mistyped.
 * Throws `not_found`, and `conflict` when there is a manager, or somebody else with this address is invited.
 */
export async function renewOfFirstManager(deps: Deps, actor: Actor, to: Inviting, id: string, email: string) {
  const before = await openInvitation(deps, to.businessId, id);
  if (before.role !== "manager") throw notFound();
  const meant = before.email === email ? before : { ...before, email, name: null };
  const right = sql`${isPlatformAdmin(actor.userId)} and ${hasNoManager(to.businessId)}`;
  const refused = async () => new CodedError("conflict", "the business has a manager, who renews invitations");
  try {
    return await renewAs(deps, actor, to, { before: meant, right, share: "support", refused });
  } catch (error) {
    if (!breaksUnique(error, "invitations.business_id")) throw error;
    throw new CodedError("conflict", OBSTACLES.invited, { details: [{ field: "email", problem: "invited" }] });
  }
}

/** `refused`: why, when the invitation is not open any more, or `right` does not hold. */
type Renewing = { before: Invitation; right: SQL; share: string; refused: () => Promise<CodedError> };

async function renewAs(
  deps: Deps,
  actor: Actor,
  { businessId, businessName }: Inviting,
  { before, right, share, refused }: Renewing,
): Promise<InvitationSent> {
  const { token, tokenHash } = newLinkToken();
  const invitation = { ...before, expiresAt: deps.now() + INVITATION_MS, invitedBy: actor.name, invitedByEmail: null };
  const { id, email, name, expiresAt } = invitation;
  return sending(deps, { to: email, by: actor.userId, share }, async (permit) => {
    const renewed = await renewInvitation(
      deps.directory,
      { businessId, id },
      { tokenHash, expiresAt, invitedBy: actor.userId, email, name },
      right,
      line(deps, actor, businessId, "invitation.renewed", invitation),
    );
    if (!renewed) throw await refused();
    return { invitation, sent: await send(deps, actor, businessName, invitation, { token, permit }) };
  });
}

/** Throws `not_found`. */
export async function withdraw(deps: Deps, actor: Actor, businessId: string, id: string): Promise<void> {
  const invitation = await openInvitation(deps, businessId, id);
  const withdrawn = await withdrawInvitation(
    deps.directory,
    { businessId, id, by: actor.userId },
    deps.now(),
    line(deps, actor, businessId, "invitation.withdrawn", invitation),
  );
  if (!withdrawn) throw await goneFor(deps, actor, businessId);
}

/** Somebody was faster with the invitation, or with the one who asks. */
const goneFor = async (deps: Deps, { userId }: Actor, businessId: string) =>
  (await manages(deps.directory, { businessId, userId })) ? notFound() : noManagerAnyMore();

const notFound = () => new CodedError("not_found", "there is no such open invitation");

async function openInvitation(deps: Deps, businessId: string, id: string): Promise<Invitation> {
  const invitation = await findInvitation(deps.directory, businessId, id);
  if (!invitation) throw notFound();
  return invitation;
}

const line = (deps: Deps, actor: Actor, businessId: string, action: AuditAction, { id, email, role }: Invitation) =>
  auditInDirectory(deps, actor, businessId, {
    action,
    record: { type: "invitation", id, label: email },
    data: { email, role },
  });

async function send(
  deps: Deps,
  actor: Actor,
  businessName: string,
  { role, expiresAt }: Invitation,
  { token, permit }: { token: string; permit: SendPermit },
): Promise<SentLink> {
  const link = invitationLink(deps.config.PUBLIC_URL, token);
  const days = Math.round(INVITATION_MS / DAY_MS);
  const mail = invitationMail({ businessName, inviterName: actor.name, role, link, days });
  const mailed = await deps.mail.send(permit, mail);
  return { mailed, link: mailed ? null : link, expiresAt };
}
