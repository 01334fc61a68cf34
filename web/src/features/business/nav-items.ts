import { History, House, PhoneCall, SlidersHorizontal, UserCog, Users } from "lucide-react";
import { he } from "../../i18n/he.ts";
import { paths } from "../../paths.ts";
import type { NavItem } from "../shell/nav-item.ts";

/** Pages of a business. */
export const navItems = (slug: string): NavItem[] => [
  {
    kind: "calls",
    to: paths.calls(slug),
    text: he.nav.calls,
    shortText: he.nav.calls,
    Icon: PhoneCall,
    needs: "calls.read",
  },
  {
    kind: "leads",
    to: paths.leads(slug),
    text: he.nav.leads,
    shortText: he.nav.leads,
    Icon: Users,
    needs: "leads.read",
  },
  {
    kind: "listings",
    to: paths.listings(slug),
    text: he.nav.listings,
    shortText: he.nav.listings,
    Icon: House,
    needs: "listings.read",
  },
  {
    kind: "settings",
    to: paths.settings(slug),
    text: he.nav.settings,
    shortText: he.nav.settingsShort,
    Icon: SlidersHorizontal,
    needs: "assistant.read",
  },
  {
    kind: "people",
    to: paths.people(slug),
    text: he.nav.people,
    shortText: he.nav.peopleShort,
    Icon: UserCog,
    needs: "people.read",
  },
  {
    kind: "audit",
    to: paths.audit(slug),
    text: he.nav.audit,
    shortText: he.nav.auditShort,
    Icon: History,
    needs: "audit.read",
  },
];
