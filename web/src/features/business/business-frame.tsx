import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Membership } from "../../../../core/auth/wire.ts";
import { MOST_COUNTED } from "../../../../core/calls/wire.ts";
import { NEW_MATCHES_COUNTED } from "../../../../core/listings/new-matches.ts";
import { he } from "../../i18n/he.ts";
import { LiveProvider } from "../../live/live-provider.tsx";
import { waitingQuery } from "../calls/call-queries.ts";
import { newMatchesQuery } from "../listings/matches/new-matches-query.ts";
import { Frame } from "../shell/frame.tsx";
import type { NavItem } from "../shell/nav-item.ts";
import { BusinessContext } from "./business-context.ts";
import { LiveIndicator } from "./live-indicator.tsx";
import { navItems } from "./nav-items.ts";

type Waiting = NonNullable<NavItem["waiting"]>;

/** Counted up to `most` and no further: that many is said to be more. */
function waitingOf(counted: number, most: number, say: (amount: number, isMore: boolean) => string): Waiting | null {
  if (counted === 0) return null;
  const isMore = counted >= most;
  const amount = isMore ? most - 1 : counted;
  return { shown: isMore ? `${amount}+` : String(amount), text: say(amount, isMore) };
}

/** The pages of a business, with how many callers wait to be rung back, and how many matches nobody has looked at. */
function useNavItems({ businessId, slug }: Membership): NavItem[] {
  const { data: callBacks = 0 } = useQuery(waitingQuery(businessId));
  const { data: matches = 0 } = useQuery(newMatchesQuery(businessId));
  const waiting: Partial<Record<string, Waiting | null>> = {
    calls: waitingOf(callBacks, MOST_COUNTED, he.nav.callBacksWaiting),
    listings: waitingOf(matches, NEW_MATCHES_COUNTED, he.nav.matchesWaiting),
  };
  return navItems(slug).map((item) => {
    const there = waiting[item.kind];
    return there ? { ...item, waiting: there } : item;
  });
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
