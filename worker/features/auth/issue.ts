/** What a browser is given for a session: tokens that end with it at the latest. */
import { signAccessToken, type Token } from "./access-token.ts";
import { findSignedIn } from "./queries.ts";
import type { SignedIn } from "./signed-in.ts";
import { CodedError } from "../../../core/contract/errors.ts";
import type { Deps } from "../../deps.ts";

export type Issued = { signedIn: SignedIn; access: Token; refresh: Token };

/** Of who has just shown or chosen their password. */
export type Entry = { issued: Issued; passwordHash: string };

/** Throws `unauthorized` when the session is over. */
export async function issue(deps: Deps, sessionId: string, refreshToken: string): Promise<Issued> {
  const now = deps.now();
  const signedIn = await findSignedIn(deps.directory, sessionId, now);
  if (!signedIn) throw new CodedError("unauthorized", "the session is over");
  const { user, expiresAt } = signedIn;
  return {
    signedIn,
    access: await signAccessToken(deps.config.JWT_SECRET, { userId: user.id, sessionId }, now, expiresAt),
    refresh: { token: refreshToken, lifeMs: expiresAt - now },
  };
}
