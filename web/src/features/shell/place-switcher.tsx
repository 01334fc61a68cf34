import { Building2, Check, ChevronsUpDown, ShieldCheck } from "lucide-react";
import { Button, Header, MenuSection, MenuTrigger } from "react-aria-components";
import { useLocation, useNavigate } from "react-router";
import { he } from "../../i18n/he.ts";
import { paths } from "../../paths.ts";
import { Badge } from "../../ui/badge.tsx";
import { Logo } from "../../ui/logo.tsx";
import { Menu, MenuItem } from "../../ui/menu.tsx";
import { BusinessLogo } from "../business/business-logo.tsx";
import { useSession } from "../auth/session-context.ts";
import { placeKey, placeName, placeNote, usePlaces, type Place } from "./place.ts";
import { samePage } from "./same-page.ts";

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
  const { user, impersonation } = useSession();
  const { pathname } = useLocation();
  const navigate = useNavigate();

  function follow(target: Place) {
    if (target.kind !== "business") return navigate(paths.admin());
    const from = place.kind === "business" ? place.business : null;
    const person = { platformRole: user.platformRole, impersonating: impersonation !== null };
    return navigate(samePage(pathname, from, target.business, person));
  }

  if (places.length < 2) {
    return (
      <div className="flex min-h-12 min-w-0 items-center gap-2.5 px-2">
        <Mark place={place} />
        <Name place={place} />
      </div>
    );
  }
  return (
    <MenuTrigger>
      <Button className="flex min-h-12 max-w-full min-w-0 items-center gap-2.5 rounded-lg px-2 text-start transition-colors data-hovered:bg-surface data-pressed:bg-surface md:w-full">
        <Mark place={place} />
        <Name place={place} />
        <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-ink-faint" />
        <span className="sr-only">, {he.shell.places}</span>
      </Button>
      <Menu aria-label={he.shell.places}>
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
    </MenuTrigger>
  );
}
