import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Membership } from "../../../../core/auth/wire.ts";
import { MOST_COUNTED } from "../../../../core/calls/wire.ts";
import { he } from "../../i18n/he.ts";
import { LiveProvider } from "../../live/live-provider.tsx";
import { waitingQuery } from "../calls/call-queries.ts";
import { Frame } from "../shell/frame.tsx";
import type { NavItem } from "../shell/nav-item.ts";
import { BusinessContext } from "./business-context.ts";
import { LiveIndicator } from "./live-indicator.tsx";
import { navItems } from "./nav-items.ts";

/** The pages of a business, with how many callers wait to be rung back. */
function useNavItems({ businessId, slug }: Membership): NavItem[] {
  const { data: callBacks = 0 } = useQuery(waitingQuery(businessId));
  if (callBacks === 0) return navItems(slug);
  const isMore = callBacks >= MOST_COUNTED;
  const amount = isMore ? MOST_COUNTED - 1 : callBacks;
  const waiting = { shown: isMore ? `${amount}+` : String(amount), text: he.nav.callBacksWaiting(amount, isMore) };
  return navItems(slug).map((item) => (item.kind === "calls" ? { ...item, waiting } : item));
}

/** The frame of one business, with its live socket. */
export function BusinessFrame({ business, children }: { business: Membership; children: ReactNode }) {
  const items = useNavItems(business);
  return (
    <BusinessContext value={business}>
      <LiveProvider key={business.businessId} businessId={business.businessId}>
        <Frame place={{ kind: "business", business }} items={items} status={<LiveIndicator />}>
          {children}
        </Frame>
      </LiveProvider>
    </BusinessContext>
  );
}
