import type { Context } from "hono";
import type { ScopeEnv } from "../../context.ts";
import type { MembershipWithPlace } from "../auth/signed-in.ts";

/** In the business that the request is about, behind the membership check. */
export function membershipHere({ var: { session, place } }: Pick<Context<ScopeEnv>, "var">): MembershipWithPlace {
  const membership = session.memberships.find(({ businessId }) => businessId === place.businessId);
  if (!membership) throw new Error("the request was not checked for membership");
  return membership;
}

export const businessName = (c: Pick<Context<ScopeEnv>, "var">): string => membershipHere(c).name;
