/** Help for people who cannot sign in. */
import { findAccount } from "./queries.ts";
import type { Actor } from "../../../../core/audit/actions.ts";
import type { SentLink } from "../../../../core/auth/wire.ts";
import { CodedError } from "../../../../core/contract/errors.ts";
import type { Deps } from "../../../deps.ts";
import { makeResetLink } from "../../auth/password-reset/service.ts";

/** Not for admins: acting as one another is what impersonation refuses them too. */
export async function resetLinkOf(deps: Deps, actor: Actor, userId: string, reason: string): Promise<SentLink> {
  const account = await findAccount(deps.directory, userId);
  if (!account) throw new CodedError("not_found", "there is no such person");
  if (account.platformRole !== null) throw new CodedError("forbidden", "nobody gets a link to an admin's account");
  return makeResetLink(deps, actor, account.target, { as: "support", businessIds: account.businessIds, reason });
}
