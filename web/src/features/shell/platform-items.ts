import { Building2, Hash, History } from "lucide-react";
import { he } from "../../i18n/he.ts";
import { paths } from "../../paths.ts";
import type { NavItem } from "./nav-item.ts";

/** Pages of the platform's own side. */
export const PLATFORM_ITEMS: readonly NavItem[] = [
  {
    kind: "businesses",
    to: paths.admin(),
    within: paths.adminBusinesses(),
    text: he.nav.businesses,
    shortText: he.nav.businesses,
    Icon: Building2,
    needs: "businesses.read",
  },
  {
    kind: "numbers",
    to: paths.adminNumbers(),
    text: he.nav.numbers,
    shortText: he.nav.numbersShort,
    Icon: Hash,
    needs: "numbers.read",
  },
  {
    kind: "audit",
    to: paths.adminAudit(),
    text: he.nav.platformAudit,
    shortText: he.nav.auditShort,
    Icon: History,
    needs: "platformAudit.read",
  },
];
