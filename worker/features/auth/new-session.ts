import type { NewSession } from "./queries.ts";
import { hashToken } from "./hash-token.ts";
import { newRefreshToken, REFRESH_TOKEN_MS } from "./refresh-token.ts";
import type { Client } from "../../../core/audit/actions.ts";
import type { Deps } from "../../deps.ts";

/** Always a new id: a session that somebody else may have put into the browser never becomes this person's. */
export function newSession(
  deps: Pick<Deps, "now" | "newId" | "config">,
  userId: string,
  { address, userAgent }: Client,
): { row: NewSession; refreshToken: string } {
  const now = deps.now();
  const id = deps.newId();
  const refreshToken = newRefreshToken(deps.config.JWT_SECRET, id);
  return {
    row: {
      id,
      userId,
      refreshHash: hashToken(refreshToken),
      rotatedAt: now,
      createdAt: now,
      expiresAt: now + REFRESH_TOKEN_MS,
      address,
      userAgent,
    },
    refreshToken,
  };
}
