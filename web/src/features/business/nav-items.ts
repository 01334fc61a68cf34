import { PhoneCall, SlidersHorizontal, Users, type LucideIcon } from "lucide-react";
import { he } from "../../i18n/he.ts";
import { paths } from "../../paths.ts";

export type NavItem = { to: string; text: string; shortText: string; Icon: LucideIcon };

export const navItems = (slug: string): NavItem[] => [
  { to: paths.calls(slug), text: he.nav.calls, shortText: he.nav.calls, Icon: PhoneCall },
  { to: paths.leads(slug), text: he.nav.leads, shortText: he.nav.leads, Icon: Users },
  { to: paths.settings(slug), text: he.nav.settings, shortText: he.nav.settingsShort, Icon: SlidersHorizontal },
];
