import type { ReactNode } from "react";
import { PlaceSwitcher } from "./place-switcher.tsx";
import type { Place } from "./place.ts";
import { PaletteIcon } from "./palette/palette-button.tsx";

/** The phone's head: whose business this is, whether somebody is on the line, and the search. */
export const TopBar = ({ place, status }: { place: Place; status: ReactNode }) => (
  <header className="flex items-center justify-between gap-2 border-b border-line bg-sunken/55 px-2 py-1 md:hidden print:hidden">
    <div className="min-w-0 flex-1">
      <PlaceSwitcher place={place} />
    </div>
    {status && <div className="shrink-0">{status}</div>}
    <PaletteIcon />
  </header>
);
