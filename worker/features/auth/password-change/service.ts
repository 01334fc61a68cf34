import { dropResetLinks, findPasswordHash, passwordIs, replacePassword } from "./queries.ts";
import { hashPassword, verifyPassword } from "../password.ts";
import { permitQuietly } from "../sending/service.ts";
import { endingOf, sessionsOf } from "../sessions/queries.ts";
import { closeDashboards } from "../sessions/service.ts";
import { homeOf, type SignedIn } from "../signed-in.ts";
import { passwordChangeCounters, passwordCounters } from "../throttle/limits.ts";
import { forgive, throttle } from "../throttle/service.ts";
import type { Actor } from "../../../../core/audit/actions.ts";
import { newPasswordMail } from "../../../../core/auth/mail-texts.ts";
import { CodedError, invalidFields } from "../../../../core/contract/errors.ts";
import type { Deps } from "../../../deps.ts";
import { auditInDirectory } from "../../audit/lines.ts";

/**
 * Throws `validation_failed` for a wrong current password, `rate_limited` for too many of them: who finds an open
 * dashboard must not find the password too. All other sessions end, and reset links with them. Answers with the account
 * as it is by now.
 */
export async function changePassword(
  deps: Deps,
  session: SignedIn,
  actor: Actor,
  given: { currentPassword: string; newPassword: string },
): Promise<{ email: string; passwordHash: string }> {
  const { sessionId, user } = session;
  const admitted = await throttle(deps, passwordCounters(deps.config.JWT_SECRET, sessionId));
  const before = await findPasswordHash(deps.directory, user.id);
  if (before === null || !(await verifyPassword(given.currentPassword, before))) {
    throw invalidFields({ field: "currentPassword", problem: "not the password of this account" });
  }
  await forgive(deps, admitted);
  await throttle(deps, passwordChangeCounters(deps.config.JWT_SECRET, user.id));
  const after = await hashPassword(given.newPassword);
  const changed = passwordIs(user.id, after);
  const ending = endingOf(deps.directory, sessionsOf(user.id, sessionId), "password_changed", deps.now(), changed);
  const [replaced, , , , ended] = await deps.directory.batch([
    replacePassword(deps.directory, user.id, before, after),
    auditInDirectory(deps, actor, homeOf(session), {
      action: "password.changed",
      record: { type: "person", id: user.id, label: user.name },
      data: {},
    }),
    dropResetLinks(deps.directory, user.id, changed),
    ending.lines,
    ending.end,
  ]);
  if (replaced.length === 0) throw new CodedError("conflict", "the password was changed in the meantime");
  await closeDashboards(deps, ended);
  await tellOfNewPassword(deps, user);
  return { email: user.email, passwordHash: after };
}

/** Where mail goes out. The change stands whether this one does or not. */
export async function tellOfNewPassword(deps: Deps, { name, email }: { name: string; email: string }): Promise<void> {
  if (deps.mail.off) return;
  const permit = await permitQuietly(deps, { to: email, by: null, share: "warning" });
  if (permit) await deps.mail.send(permit, newPasswordMail({ name }));
}
