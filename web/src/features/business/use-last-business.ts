import type { Membership } from "../../../../core/auth/wire.ts";
import { useSession } from "../auth/session-context.ts";
import { lastBusiness } from "./last-business.ts";

/** The business looked at last, else the first one; undefined for people who belong to none. */
export function useLastBusiness(): Membership | undefined {
  const { memberships } = useSession();
  return memberships.find(({ slug }) => slug === lastBusiness.get()) ?? memberships[0];
}
