import { Building2, Check, ShieldCheck } from "lucide-react";
import { Header, MenuSection } from "react-aria-components";
import { useLocation, useNavigate } from "react-router";
import { he } from "../../i18n/he.ts";
import { paths } from "../../paths.ts";
import { Badge } from "../../ui/badge.tsx";
import { Menu, MenuItem } from "../../ui/menu.tsx";
import type { MenuState } from "../../ui/menu-button.tsx";
import { BusinessLogo } from "../business/business-logo.tsx";
import { useSession } from "../auth/session-context.ts";
import { placeKey, placeName, placeNote, usePlaces, type Place } from "./place.ts";
import { samePage } from "./same-page.ts";

/** The places of this person, to switch between. */
export function PlaceList({ place, menu }: { place: Place; menu: MenuState }) {
  const places = usePlaces();
  const { user, impersonation } = useSession();
  const { pathname } = useLocation();
  const navigate = useNavigate();

  function follow(target: Place) {
    if (target.kind !== "business") return navigate(paths.admin());
    const from = place.kind === "business" ? place.business : null;
    const person = { platformRole: user.platformRole, impersonating: impersonation !== null };
    return navigate(samePage(pathname, from, target.business, person));
  }

  return (
    <Menu aria-label={he.shell.places} state={menu}>
      <MenuSection>
        <Header className="px-3 pt-2 pb-1 text-xs text-ink-faint">{he.shell.placesTitle}</Header>
        {places.map((each) => (
          <MenuItem key={placeKey(each)} textValue={placeName(each)} onAction={() => void follow(each)}>
            {each.kind === "business" ? (
              <BusinessLogo
                business={each.business}
                className="-mx-0.5 size-[1.375rem] rounded-md"
                fallback={<Building2 aria-hidden className="size-[1.125rem] shrink-0 text-ink-faint" />}
              />
            ) : (
              <ShieldCheck aria-hidden className="size-[1.125rem] shrink-0 text-ink-faint" />
            )}
            <span className="min-w-0 flex-1 py-1">
              <span className="block truncate leading-tight">{placeName(each)}</span>
              <span className="block truncate text-xs text-ink-faint">{placeNote(each)}</span>
            </span>
            {each.kind === "business" && each.business.status === "suspended" && (
              <Badge tone="warn">{he.shell.suspended}</Badge>
            )}
            {placeKey(each) === placeKey(place) && <Check aria-hidden className="size-4 shrink-0 text-accent" />}
          </MenuItem>
        ))}
      </MenuSection>
    </Menu>
  );
}
