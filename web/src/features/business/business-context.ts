import { createContext, use } from "react";
import type { Membership } from "../../../../core/auth/wire.ts";

/** The business that is being looked at, with the reader's role in it. */
export const BusinessContext = createContext<Membership | null>(null);

export function useBusiness(): Membership {
  const business = use(BusinessContext);
  if (!business) throw new Error("used outside of BusinessShell");
  return business;
}
