import { insertShare, listShares, revokeShare, type ShareRow } from "./queries.ts";
import { newSecret, shareToken } from "./token.ts";
import type { Actor } from "../../../../core/audit/actions.ts";
import { CodedError, invalidFields } from "../../../../core/contract/errors.ts";
import type { ListingShare } from "../../../../core/listings/wire.ts";
import type { BusinessScope } from "../../../db/scope.ts";
import type { Deps } from "../../../deps.ts";
import { lineOf, liveListing, tellOf } from "../service.ts";

const shown = ({ businessId, id, secret, withAddress, createdByName, createdAt }: ShareRow): ListingShare => ({
  id,
  token: shareToken(businessId, secret),
  withAddress,
  createdBy: createdByName,
  createdAt,
});

/** Throws `not_found`. */
export async function sharesOf(scope: BusinessScope, listingId: string): Promise<ListingShare[]> {
  await liveListing(scope, listingId);
  return (await listShares(scope, listingId)).map(shown);
}

export async function share(
  deps: Deps,
  actor: Actor,
  scope: BusinessScope,
  listingId: string,
  { withAddress }: { withAddress: boolean },
): Promise<ListingShare> {
  const listing = await liveListing(scope, listingId);
  const row = {
    id: deps.newId(),
    listingId,
    secret: newSecret(),
    withAddress,
    createdBy: actor.userId,
    createdByName: actor.name,
    createdAt: deps.now(),
    revokedAt: null,
  };
  const line = lineOf(deps, actor, scope, listing, "listing.shared", { withAddress });
  if (!(await insertShare(scope, row, line))) throw invalidFields({ field: "withAddress", problem: "too_many" });
  await tellOf(deps, scope, listingId);
  return shown({ ...row, businessId: scope.businessId });
}

/** From this moment the link shows nothing. */
export async function revoke(
  deps: Deps,
  actor: Actor,
  scope: BusinessScope,
  { listingId, shareId }: { listingId: string; shareId: string },
): Promise<void> {
  const listing = await liveListing(scope, listingId);
  const line = lineOf(deps, actor, scope, listing, "listing.share_revoked", {});
  if (!(await revokeShare(scope, listingId, shareId, deps.now(), line)))
    throw new CodedError("not_found", "there is no such link");
  await tellOf(deps, scope, listingId);
}
