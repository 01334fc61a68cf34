/** A new password by a link that is good once and for an hour. */
import {
  deleteResetLink,
  dropOlderLinks,
  findAccount,
  findOpenReset,
  findUsedReset,
  giveToOwner,
  insertResetLink,
  isKeptFromSupport,
  markResetAsked,
  setPasswordBehind,
  useResetLink,
} from "./queries.ts";
import { hashToken } from "../hash-token.ts";
import { newLinkToken, RESET_LINK_MS, resetLink } from "../link-token.ts";
import { hashPassword } from "../password.ts";
import { dropResetLinks, passwordIs } from "../password-change/queries.ts";
import { findOnlyBusiness } from "../queries.ts";
import { AGAIN_WITHIN_MS, provePassword, whoeverChose } from "../service.ts";
import { tellOfNewPassword } from "../password-change/service.ts";
import { permitQuietly, sending } from "../sending/service.ts";
import { endingOf, sessionsOf } from "../sessions/queries.ts";
import { closeDashboards } from "../sessions/service.ts";
import { linkCounters, resetMailCounters } from "../throttle/limits.ts";
import { admit, forgive, isRefused, throttle } from "../throttle/service.ts";
import type { Actor, Client } from "../../../../core/audit/actions.ts";
import { resetMail } from "../../../../core/auth/mail-texts.ts";
import type { SentLink } from "../../../../core/auth/wire.ts";
import { CodedError } from "../../../../core/contract/errors.ts";
import type { SendPermit } from "../../../adapters/mail.ts";
import type { Deps } from "../../../deps.ts";
import { auditInDirectory, auditInEach } from "../../audit/lines.ts";

type Target = { userId: string; name: string; email: string };

const linkMail = (deps: Deps, permit: SendPermit, { name }: Target, link: string) =>
  deps.mail.send(permit, resetMail({ name, link }));

/** `businessIds`: those of the person, whose managers all read of it. */
type Helper = { as: "manager"; businessId: string } | { as: "support"; businessIds: readonly string[]; reason: string };

/**
 * A manager or somebody of support (`actor`) makes a link for another person; earlier ones are dead. Where no mail goes
 * out they are shown it, which opens the account to them: a business that keeps support out keeps it out here too.
 * Throws `forbidden` when they may not help this person, at the moment of the write, and `rate_limited` when too much
 * was sent.
 */
export const makeResetLink = (deps: Deps, actor: Actor, target: Target, helper: Helper): Promise<SentLink> =>
  sending(
    deps,
    { to: target.email, by: actor.userId, share: helper.as === "manager" ? helper.businessId : "support" },
    (permit) => makeLink(deps, actor, target, { helper, permit }),
  );

async function makeLink(
  deps: Deps,
  actor: Actor,
  target: Target,
  { helper, permit }: { helper: Helper; permit: SendPermit },
): Promise<SentLink> {
  const { directory } = deps;
  const now = deps.now();
  const expiresAt = now + RESET_LINK_MS;
  const { token, tokenHash } = newLinkToken();
  const { userId, name, email } = target;
  const showable = helper.as === "manager" || !(await isKeptFromSupport(directory, userId));
  if (!showable && deps.mail.off) throw keptOut();
  const lines = auditInEach(deps, actor, helper.as === "manager" ? [helper.businessId] : helper.businessIds, {
    action: "person.reset_link_made",
    record: { type: "person", id: userId, label: name },
    data: helper.as === "manager" ? { email } : { email, reason: helper.reason },
  });
  const right = { madeBy: actor.userId, businessId: helper.as === "manager" ? helper.businessId : null };
  const [made] = await directory.batch([
    insertResetLink(directory, { tokenHash, userId, now, expiresAt }, right),
    ...lines,
    dropOlderLinks(directory, { tokenHash, userId }),
  ]);
  if (made.length === 0) throw new CodedError("forbidden", "only who may help this person makes them a link");
  const link = resetLink(deps.config.PUBLIC_URL, token);
  const mailed = await linkMail(deps, permit, target, link);
  if (!mailed && !showable) {
    await deleteResetLink(directory, tokenHash);
    throw keptOut();
  }
  const answered = markResetAsked(directory, userId, null);
  if (mailed) await directory.batch([giveToOwner(directory, tokenHash), answered]);
  else await answered;
  return { mailed, link: mailed ? null : link, expiresAt };
}

const keptOut = () =>
  new CodedError("forbidden", "no mail goes out, and a business of this person keeps support out", {
    details: [{ field: "userId", problem: "switched_off" }],
  });

/**
 * Somebody asks for a new password for `email`. Where no mail goes out, managers and admins are shown the wish instead.
 * Links made before stay good: else a stranger who asks could keep making dead what a manager has just passed on.
 */
export async function askForReset(deps: Deps, email: string): Promise<void> {
  const counted = await admit(deps, resetMailCounters(deps.config.JWT_SECRET, email));
  const account = await findAccount(deps.directory, email);
  if (!account) return;
  const now = deps.now();
  const permit = isRefused(counted) ? null : await permitQuietly(deps, { to: email, by: null, share: "owner" });
  // Whoever asks more often has the mails of this hour already, or somebody else has asked for them: who can help sees it.
  if (!permit) {
    await markResetAsked(deps.directory, account.userId, now);
    return;
  }
  const { token, tokenHash } = newLinkToken();
  const link = { tokenHash, userId: account.userId, now, expiresAt: now + RESET_LINK_MS };
  await insertResetLink(deps.directory, link, null);
  if (await linkMail(deps, permit, account, resetLink(deps.config.PUBLIC_URL, token))) return;
  await deleteResetLink(deps.directory, tokenHash);
  await markResetAsked(deps.directory, account.userId, now);
}

const gone = () => new CodedError("not_found", "the link is used or over");

/** Throws `not_found` for a link that is unknown, used or over. */
export async function lookAtReset(deps: Deps, token: string, { address }: Client) {
  const admitted = await throttle(deps, linkCounters(deps.config.JWT_SECRET, address));
  const found = await findOpenReset(deps.directory, hashToken(token), deps.now());
  if (!found) throw gone();
  await forgive(deps, admitted);
  return found;
}

/**
 * Sets the password and ends all sessions. Answers with whose it is, and what it has become. The same again with the same
 * password, because the answer was lost, changes nothing and answers the same.
 */
export async function confirmReset(
  deps: Deps,
  given: { token: string; newPassword: string },
  client: Client,
): Promise<{ email: string; passwordHash: string }> {
  const again = async () => {
    const before = await findUsedReset(deps.directory, hashToken(given.token), deps.now() - AGAIN_WITHIN_MS);
    if (!before) return undefined;
    const { email } = before;
    const proof = provePassword(deps, { email, password: given.newPassword, deviceCookie: undefined }, client);
    return { email, ...(await whoeverChose(proof, gone)) };
  };
  const chosen = await again();
  if (chosen) return chosen;
  const { userId, name, email } = await lookAtReset(deps, given.token, client);
  const businessId = await findOnlyBusiness(deps.directory, userId);
  const passwordHash = await hashPassword(given.newPassword);
  const now = deps.now();
  const changed = passwordIs(userId, passwordHash);
  const ending = endingOf(deps.directory, sessionsOf(userId), "password_changed", now, changed);
  const tokenHash = hashToken(given.token);
  const [used, , , , , ended] = await deps.directory.batch([
    useResetLink(deps.directory, tokenHash, now),
    setPasswordBehind(deps.directory, { userId, tokenHash, passwordHash }, now),
    auditInDirectory(deps, { ...client, userId, name, impersonator: null }, businessId, {
      action: "password.reset",
      record: { type: "person", id: userId, label: name },
      data: {},
    }),
    dropResetLinks(deps.directory, userId, changed),
    ending.lines,
    ending.end,
  ]);
  if (used.length === 0) {
    const meanwhile = await again();
    if (meanwhile) return meanwhile;
    throw gone();
  }
  await closeDashboards(deps, ended);
  await tellOfNewPassword(deps, { name, email });
  return { email, passwordHash };
}
