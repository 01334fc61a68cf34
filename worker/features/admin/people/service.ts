/** Help for people who cannot sign in. */
import { findAccount } from "./queries.ts";
import type { Actor } from "../../../../core/audit/actions.ts";
import type { SentLink } from "../../../../core/auth/wire.ts";
import { CodedError } from "../../../../core/contract/errors.ts";
import type { Deps } from "../../../deps.ts";
import { makeResetLink } from "../../auth/password-reset/service.ts";

/**
 * The line of the audit log goes to the managers of the person's business; of somebody who belongs to several, or to
 * none, it is the platform's. Not for admins: acting as one another is what impersonation refuses them too.
 */
export async function resetLinkOf(deps: Deps, actor: Actor, userId: string): Promise<SentLink> {
  const account = await findAccount(deps.directory, userId);
  if (!account) throw new CodedError("not_found", "there is no such person");
  if (account.platformRole !== null) throw new CodedError("forbidden", "nobody gets a link to an admin's account");
  const [only, ...others] = account.businessIds;
  return makeResetLink(deps, actor, account.target, others.length === 0 ? (only ?? null) : null);
}
