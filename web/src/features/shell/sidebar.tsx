import type { ReactNode } from "react";
import { he } from "../../i18n/he.ts";
import { AccountMenu } from "./account-menu.tsx";
import type { NavItem } from "./nav-item.ts";
import { NavLink } from "./nav-link.tsx";
import { PlaceSwitcher } from "./place-switcher.tsx";
import type { Place } from "./place.ts";
import { PaletteButton } from "./palette/palette-button.tsx";

type Props = { place: Place; items: readonly NavItem[]; status: ReactNode };

/** The desk's frame: where one is, where one can go, and who one is. */
export const Sidebar = ({ place, items, status }: Props) => (
  <header className="sticky top-(--banner-height) hidden h-[calc(100dvh-var(--banner-height))] flex-col border-l border-line bg-sunken/55 p-3 md:flex print:hidden">
    <PlaceSwitcher place={place} />
    <div className="mt-3">
      <PaletteButton />
    </div>
    <nav aria-label={he.nav.main} className="mt-3 flex min-h-0 flex-1 flex-col gap-0.5 overflow-y-auto p-0.5">
      {items.map((item) => (
        <NavLink key={item.kind} item={item} />
      ))}
    </nav>
    {status && <div className="px-3 pb-1">{status}</div>}
    <div className="mt-1 border-t border-line pt-2">
      <AccountMenu />
    </div>
  </header>
);
