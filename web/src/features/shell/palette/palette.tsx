import { useQuery } from "@tanstack/react-query";
import { Search, X } from "lucide-react";
import { useState } from "react";
import { Autocomplete, Input, SearchField } from "react-aria-components";
import { useLocation, useNavigate } from "react-router";
import { he } from "../../../i18n/he.ts";
import { paths } from "../../../paths.ts";
import { IconButton } from "../../../ui/button.tsx";
import { Keys } from "../../../ui/keys.tsx";
import { Spinner } from "../../../ui/spinner.tsx";
import { useNow } from "../../../ui/use-now.ts";
import { useSettled } from "../../../ui/use-settled.ts";
import { useSession } from "../../auth/session-context.ts";
import { useMay } from "../../auth/use-may.ts";
import type { NavItem } from "../nav-item.ts";
import { placeKey, usePlaces, type Place } from "../place.ts";
import { samePage } from "../same-page.ts";
import { sectionsOf, type Entry } from "./entries.tsx";
import { businessSearchQuery, MIN_CHARS, searchQuery } from "./palette-queries.ts";
import { Results } from "./results.tsx";
import { useActions } from "./use-actions.tsx";
import { useRecentEntries } from "./use-recent-entries.tsx";

/** A pause between words, not between letters. */
const SETTLED_MS = 200;
const DAY_CHECK_MS = 60_000;

type Props = { place: Place; items: readonly NavItem[]; onClose: () => void };

/** The field and what was found; the arrows walk the list while the words stay under the fingers. */
export function Palette({ place, items, onClose }: Props) {
  const [typed, setTyped] = useState("");
  const settled = useSettled(typed.trim(), SETTLED_MS);
  const business = place.kind === "business" ? place.business : null;
  const { data, isFetching, isError } = useQuery(searchQuery(business?.businessId ?? null, settled));
  const maySeeAll = useMay()("businesses.read");
  const platform = useQuery(businessSearchQuery(maySeeAll, settled));
  const now = useNow(DAY_CHECK_MS);
  const navigate = useNavigate();
  const places = useOtherPlaces(place);
  const actions = useActions(place);
  const recent = useRecentEntries(place, typed.trim() === "", now);
  const isLong = settled.length >= MIN_CHARS;
  const isAsking = isLong && business !== null;
  const isFetchingAny = (isAsking && isFetching) || (isLong && maySeeAll && platform.isFetching);
  const isSearching = isLong && (business !== null || maySeeAll) && (isFetchingAny || settled !== typed.trim());
  const sections = sectionsOf({
    typed,
    recent,
    actions,
    items,
    places,
    found: isAsking ? data : undefined,
    businesses: isLong && maySeeAll ? platform.data : undefined,
    slug: business?.slug ?? null,
    now,
  });

  function follow(entry: Entry) {
    onClose();
    if ("to" in entry) void navigate(entry.to);
    else entry.act();
  }

  return (
    <Autocomplete inputValue={typed} onInputChange={setTyped}>
      <div className="flex items-center gap-3 border-b border-line ps-4 pe-2">
        <span aria-hidden className="text-ink-faint">
          {isSearching ? <Spinner /> : <Search className="size-4" />}
        </span>
        <SearchField aria-label={he.palette.label} autoFocus className="min-w-0 flex-1">
          <Input
            placeholder={he.palette.placeholder}
            className="min-h-14 w-full bg-transparent text-base outline-none placeholder:text-ink-faint [&::-webkit-search-cancel-button]:hidden"
          />
        </SearchField>
        <IconButton label={he.common.close} onPress={onClose}>
          <X aria-hidden className="size-5" />
        </IconButton>
      </div>
      <Results
        sections={sections}
        typed={typed}
        isSearching={isSearching}
        hasFailed={isError || platform.isError}
        onFollow={follow}
      />
      <Hints />
    </Autocomplete>
  );
}

/** Each with the page that switching to it leads to. */
function useOtherPlaces(here: Place): Array<{ place: Place; to: string }> {
  const { user, impersonation } = useSession();
  const { pathname } = useLocation();
  const person = { platformRole: user.platformRole, impersonating: impersonation !== null };
  const from = here.kind === "business" ? here.business : null;
  return usePlaces()
    .filter((place) => placeKey(place) !== placeKey(here))
    .map((place) => ({
      place,
      to: place.kind === "business" ? samePage(pathname, from, place.business, person) : paths.admin(),
    }));
}

const Hints = () => (
  <p
    aria-hidden
    className="flex gap-5 border-t border-line bg-sunken/55 px-4 py-2 text-xs text-ink-faint max-sm:hidden"
  >
    <span className="flex items-center gap-1.5">
      <Keys keys={["up", "down"]} /> {he.palette.hintMove}
    </span>
    <span className="flex items-center gap-1.5">
      <Keys keys={["enter"]} /> {he.palette.hintChoose}
    </span>
    <span className="flex items-center gap-1.5">
      <Keys keys={["escape"]} /> {he.palette.hintClose}
    </span>
  </p>
);
