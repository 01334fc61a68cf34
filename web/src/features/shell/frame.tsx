import type { ReactNode } from "react";
import { ScrollRestoration } from "react-router";
import { he } from "../../i18n/he.ts";
import { AccountNews } from "../account/account-news.tsx";
import { useMay } from "../auth/use-may.ts";
import { BottomBar } from "./bottom-bar.tsx";
import type { NavItem } from "./nav-item.ts";
import { PaletteProvider } from "./palette/palette-provider.tsx";
import type { Place } from "./place.ts";
import { Sidebar } from "./sidebar.tsx";
import { TopBar } from "./top-bar.tsx";

type Props = {
  place: Place;
  /** Of these, people see what they may. */ items: readonly NavItem[];
  /** Stands in the frame, in sight always: whether somebody is on the line. */ status?: ReactNode;
  children: ReactNode;
};

/** The frame around every screen: sidebar on the desk, bars on the phone, the search palette over both. */
export function Frame({ place, items, status, children }: Props) {
  const may = useMay();
  const allowed = items.filter(({ needs }) => may(needs));
  return (
    <PaletteProvider place={place} items={allowed}>
      <a
        href="#content"
        className="sr-only z-50 rounded-lg bg-surface px-4 py-2 focus:not-sr-only focus:fixed focus:top-2 focus:right-2"
      >
        {he.common.skipToContent}
      </a>
      <div className="md:grid md:min-h-[calc(100dvh-var(--banner-height))] md:grid-cols-[15.5rem_minmax(0,1fr)] print:block">
        <Sidebar place={place} items={allowed} status={status} />
        <div className="flex min-w-0 flex-col">
          <TopBar place={place} status={status} />
          <main
            id="content"
            tabIndex={-1}
            className="mx-auto w-full max-w-6xl px-4 pt-4 pb-28 outline-none md:px-8 md:pt-8 md:pb-16 print:max-w-none print:p-0"
          >
            <AccountNews />
            {children}
          </main>
        </div>
      </div>
      <BottomBar items={allowed} />
      <ScrollRestoration />
    </PaletteProvider>
  );
}
