import { Building2, Hash, LogOut, Monitor, Moon, Sun, UserPlus, UserRoundPlus, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { he } from "../../../i18n/he.ts";
import { paths } from "../../../paths.ts";
import { useLeave } from "../../auth/use-leave.ts";
import { useMay } from "../../auth/use-may.ts";
import type { Place } from "../place.ts";
import { chooseTheme, THEMES, useTheme, type Theme } from "../theme.ts";

/** Something to do from wherever one is. `words`: what else it may be called by whoever looks for it. */
export type Action = { key: string; text: string; words: string; icon: ReactNode } & (
  | { to: string }
  | { act: () => void }
);

const t = he.palette.actions;
const THEME_ICON: Record<Theme, LucideIcon> = { system: Monitor, light: Sun, dark: Moon };
const icon = (Icon: LucideIcon) => <Icon aria-hidden className="size-[1.125rem]" />;

/** Those that this person may do, here and now. */
export function useActions(place: Place): Action[] {
  const may = useMay();
  const leave = useLeave();
  const current = useTheme();
  const actions: Action[] = [];
  if (place.kind === "business" && place.business.status === "active" && may("leads.create"))
    actions.push({ key: "new-lead", ...t.newLead, icon: icon(UserPlus), to: paths.newLead(place.business.slug) });
  if (place.kind === "business" && place.business.status === "active" && may("people.change"))
    actions.push({ key: "invite", ...t.invite, icon: icon(UserRoundPlus), to: paths.invite(place.business.slug) });
  if (may("businesses.change"))
    actions.push({ key: "new-business", ...t.newBusiness, icon: icon(Building2), to: paths.adminNewBusiness() });
  if (may("numbers.change"))
    actions.push({ key: "assign-number", ...t.assignNumber, icon: icon(Hash), to: paths.adminAssignNumber() });
  for (const theme of THEMES) {
    if (theme === current) continue;
    actions.push({
      key: `theme-${theme}`,
      text: t.theme(he.shell.themes[theme]),
      words: t.themeWords,
      icon: icon(THEME_ICON[theme]),
      act: () => chooseTheme(theme),
    });
  }
  actions.push({ key: "sign-out", ...t.signOut, icon: icon(LogOut), act: leave });
  return actions;
}
