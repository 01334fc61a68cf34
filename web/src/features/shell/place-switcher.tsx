import { ChevronsUpDown } from "lucide-react";
import { he } from "../../i18n/he.ts";
import { Logo } from "../../ui/logo.tsx";
import { MenuButton } from "../../ui/menu-button.tsx";
import { onDemand } from "../../ui/parts.ts";
import { BusinessLogo } from "../business/business-logo.tsx";
import { placeName, placeNote, usePlaces, type Place } from "./place.ts";

const list = onDemand(() => import("./place-list.tsx").then((file) => file.PlaceList));

/** The logo of the business; ours where it has none. */
function Mark({ place }: { place: Place }) {
  const ours = <Logo className="size-8 shrink-0" />;
  if (place.kind !== "business") return ours;
  return <BusinessLogo business={place.business} className="size-8 rounded-lg" fallback={ours} />;
}

const Name = ({ place }: { place: Place }) => (
  <span className="min-w-0 md:flex-1">
    <span className="block truncate leading-tight font-semibold">{placeName(place)}</span>
    <span className="block truncate text-xs leading-tight text-ink-faint">{placeNote(place)}</span>
  </span>
);

/** The business that is looked at, and for people of several ones the way to the others. */
export function PlaceSwitcher({ place }: { place: Place }) {
  const places = usePlaces();
  if (places.length < 2) {
    return (
      <div className="flex min-h-12 min-w-0 items-center gap-2.5 px-2">
        <Mark place={place} />
        <Name place={place} />
      </div>
    );
  }
  return (
    <MenuButton
      menu={list}
      props={{ place }}
      className="flex min-h-12 max-w-full min-w-0 items-center gap-2.5 rounded-lg px-2 text-start transition-colors hover:bg-surface active:bg-surface md:w-full"
    >
      <Mark place={place} />
      <Name place={place} />
      <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-ink-faint" />
      <span className="sr-only">, {he.shell.places}</span>
    </MenuButton>
  );
}
