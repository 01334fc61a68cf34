import { useEffect } from "react";
import { Outlet, ScrollRestoration, useParams } from "react-router";
import { he } from "../../i18n/he.ts";
import { LiveProvider } from "../../live/live-provider.tsx";
import { NotFoundPage } from "../../ui/not-found-page.tsx";
import { useSession } from "../auth/session-context.ts";
import { BottomBar } from "./bottom-bar.tsx";
import { BusinessContext } from "./business-context.ts";
import { lastBusiness } from "./last-business.ts";
import { Sidebar } from "./sidebar.tsx";
import { TopBar } from "./top-bar.tsx";

/** The frame around every screen of a business: sidebar on the desk, bars on the phone. */
export function BusinessShell() {
  const { slug } = useParams();
  const business = useSession().memberships.find((membership) => membership.slug === slug);

  useEffect(() => {
    if (business) lastBusiness.set(business.slug);
  }, [business]);

  if (!business) return <NotFoundPage />;
  return (
    <BusinessContext value={business}>
      <LiveProvider key={business.businessId} businessId={business.businessId}>
        <a
          href="#content"
          className="sr-only z-50 rounded-lg bg-surface px-4 py-2 focus:not-sr-only focus:fixed focus:top-2 focus:right-2"
        >
          {he.common.skipToContent}
        </a>
        <div className="md:grid md:min-h-dvh md:grid-cols-[15.5rem_minmax(0,1fr)]">
          <Sidebar />
          <div className="flex min-w-0 flex-col">
            <TopBar />
            <main
              id="content"
              tabIndex={-1}
              className="w-full max-w-6xl px-4 pt-4 pb-28 outline-none md:px-8 md:pt-8 md:pb-16"
            >
              <Outlet />
            </main>
          </div>
        </div>
        <BottomBar />
        <ScrollRestoration />
      </LiveProvider>
    </BusinessContext>
  );
}
