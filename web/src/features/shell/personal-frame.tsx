import type { ReactNode } from "react";
import { Outlet } from "react-router";
import { useMay } from "../auth/use-may.ts";
import { BusinessFrame } from "../business/business-frame.tsx";
import { useLastBusiness } from "../business/use-last-business.ts";
import { Frame } from "./frame.tsx";
import { PLATFORM_ITEMS } from "./platform-items.ts";

/** For pages that belong to a person and to no business: framed by where that person has come from. */
export function PersonalFrame({ children }: { children: ReactNode }) {
  const business = useLastBusiness();
  const may = useMay();
  if (business) return <BusinessFrame business={business}>{children}</BusinessFrame>;
  const kind = may("businesses.read") ? "platform" : "nowhere";
  return (
    <Frame place={{ kind }} items={PLATFORM_ITEMS}>
      {children}
    </Frame>
  );
}

export const PersonalShell = () => (
  <PersonalFrame>
    <Outlet />
  </PersonalFrame>
);
