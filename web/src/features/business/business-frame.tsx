import type { ReactNode } from "react";
import type { Membership } from "../../../../core/auth/wire.ts";
import { LiveProvider } from "../../live/live-provider.tsx";
import { Frame } from "../shell/frame.tsx";
import { BusinessContext } from "./business-context.ts";
import { LiveIndicator } from "./live-indicator.tsx";
import { navItems } from "./nav-items.ts";

/** The frame of one business, with its live socket. */
export const BusinessFrame = ({ business, children }: { business: Membership; children: ReactNode }) => (
  <BusinessContext value={business}>
    <LiveProvider key={business.businessId} businessId={business.businessId}>
      <Frame place={{ kind: "business", business }} items={navItems(business.slug)} status={<LiveIndicator />}>
        {children}
      </Frame>
    </LiveProvider>
  </BusinessContext>
);
