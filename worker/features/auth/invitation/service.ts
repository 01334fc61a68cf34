/** An invitation is taken up: by a new person, who chooses a password, or by an account that is there already. */
import {
  findOpenInvitation,
  findTakenUp,
  insertMembershipBehind,
  insertSessionBehind,
  insertUserBehind,
  useForAccount,
  useForNewcomer,
  type OpenInvitation,
} from "./queries.ts";
import { issue, type Entry } from "../issue.ts";
import { AGAIN_WITHIN_MS, signIn, whoeverChose } from "../service.ts";
import { hashToken } from "../hash-token.ts";
import { newSession } from "../new-session.ts";
import { hashPassword } from "../password.ts";
import type { SignedIn } from "../signed-in.ts";
import { linkCounters } from "../throttle/limits.ts";
import { forgive, throttle } from "../throttle/service.ts";
import type { Actor, AuditEntry, Client } from "../../../../core/audit/actions.ts";
import { CodedError } from "../../../../core/contract/errors.ts";
import type { Deps } from "../../../deps.ts";
import { auditInDirectory } from "../../audit/lines.ts";
import { isForeignPassword } from "../../people/queries.ts";
import { passwordIsForeign } from "../../people/rights.ts";

const gone = () => new CodedError("not_found", "the invitation is used, withdrawn or over");
const hasAccount = () =>
  new CodedError("conflict", "this address has an account: sign in with it, then join", {
    details: [{ field: "email", problem: "has an account" }],
  });

/** Throws `not_found` for a link that is unknown, used, withdrawn or over. */
export async function lookAtInvitation(deps: Deps, token: string, { address }: Client): Promise<OpenInvitation> {
  const admitted = await throttle(deps, linkCounters(deps.config.JWT_SECRET, address));
  const found = await findOpenInvitation(deps.directory, hashToken(token), deps.now());
  if (!found) throw gone();
  await forgive(deps, admitted);
  return found;
}

function assertActive({ businessStatus }: OpenInvitation): void {
  if (businessStatus !== "active") throw new CodedError("forbidden", "the business is suspended");
}

/**
 * Makes the account, the membership and the session at once. Throws `conflict` where the address has an account: whoever
 * holds the link must not get into that with a password of their own. The same again with the same password, because the
 * answer was lost, is a sign-in.
 */
export async function acceptInvitation(
  deps: Deps,
  given: { token: string; name: string; password: string },
  client: Client,
): Promise<Entry> {
  const again = async () => {
    const before = await findTakenUp(deps.directory, hashToken(given.token), deps.now() - AGAIN_WITHIN_MS);
    if (!before) return undefined;
    const { email } = before;
    return whoeverChose(signIn(deps, { email, password: given.password, deviceCookie: undefined }, client), gone);
  };
  const entry = await again();
  if (entry) return entry;
  const invitation = await lookAtInvitation(deps, given.token, client);
  if (invitation.accountId !== null) throw hasAccount();
  assertActive(invitation);
  const passwordHash = await hashPassword(given.password);
  const now = deps.now();
  const { email, businessId, role } = invitation;
  const user = { id: deps.newId(), email, name: given.name, passwordHash, createdAt: now };
  const { row, refreshToken } = newSession(deps, user.id, client);
  const actor = { ...client, userId: user.id, name: user.name, impersonator: null };
  const [used] = await deps.directory.batch([
    useForNewcomer(deps.directory, hashToken(given.token), now),
    insertUserBehind(deps.directory, user),
    insertMembershipBehind(deps.directory, { userId: user.id, businessId, role, createdAt: now }),
    auditInDirectory(deps, actor, businessId, joined(user, invitation)),
    insertSessionBehind(deps.directory, row),
  ]);
  if (used.length === 0) {
    const entered = await again();
    if (entered) return entered;
    const { accountId } = await lookAtInvitation(deps, given.token, client);
    throw accountId === null ? gone() : hasAccount();
  }
  return { issued: await issue(deps, row.id, refreshToken), passwordHash };
}

/**
 * Throws `forbidden` for an invitation that was sent to another address than the one that is signed in, and `conflict`
 * while the password of that account is one that a manager of another business may know.
 */
export async function joinBusiness(
  deps: Deps,
  token: string,
  { session, actor }: { session: SignedIn; actor: Actor },
): Promise<void> {
  const { user } = session;
  // The answer to the first time was lost: they are in.
  const before = await findTakenUp(deps.directory, hashToken(token), deps.now() - AGAIN_WITHIN_MS);
  if (before?.userId === user.id) return;
  const invitation = await lookAtInvitation(deps, token, actor);
  if (invitation.email !== user.email)
    throw new CodedError("forbidden", `the invitation is for another address than ${user.email}`);
  assertActive(invitation);
  const now = deps.now();
  const { businessId, role } = invitation;
  const [used] = await deps.directory.batch([
    useForAccount(deps.directory, hashToken(token), user.id, now),
    // Before the membership, which changes nothing for who is a member already: the invitation is used up all the same.
    auditInDirectory(deps, actor, businessId, joined(user, invitation)),
    insertMembershipBehind(deps.directory, { userId: user.id, businessId, role, createdAt: now }),
  ]);
  if (used.length === 1) return;
  throw (await isForeignPassword(deps.directory, user.id, now)) ? passwordIsForeign("password") : gone();
}

const joined = (user: { id: string; name: string }, { email, role }: OpenInvitation): AuditEntry => ({
  action: "person.joined",
  record: { type: "person", id: user.id, label: user.name },
  data: { email, role },
});
