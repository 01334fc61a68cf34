import { Check, LogOut, UserRound } from "lucide-react";
import { Header, MenuSection, Separator } from "react-aria-components";
import { useNavigate } from "react-router";
import { he } from "../../i18n/he.ts";
import { paths } from "../../paths.ts";
import { Ltr } from "../../ui/ltr.tsx";
import { Menu, MenuItem } from "../../ui/menu.tsx";
import type { MenuState } from "../../ui/menu-button.tsx";
import { useSession } from "../auth/session-context.ts";
import { useLeave } from "../auth/use-leave.ts";
import { chooseTheme, THEMES, useTheme } from "./theme.ts";

/** One's own page, the look, and the way out. */
export function AccountMenuList({ menu }: { menu: MenuState }) {
  const { user } = useSession();
  const navigate = useNavigate();
  const leave = useLeave();
  const theme = useTheme();
  return (
    <Menu aria-label={he.nav.account} placement="top start" state={menu}>
      <MenuSection>
        <Header className="px-3 pt-2 pb-1.5 text-sm">
          <span className="block truncate font-medium">{user.name}</span>
          <Ltr className="block truncate text-end text-xs text-ink-faint">{user.email}</Ltr>
        </Header>
        <MenuItem textValue={he.shell.account} onAction={() => void navigate(paths.account())}>
          <UserRound aria-hidden className="size-[1.125rem] text-ink-faint" />
          {he.shell.account}
        </MenuItem>
      </MenuSection>
      <Separator className="my-1 border-t border-line" />
      <MenuSection selectionMode="single" disallowEmptySelection selectedKeys={[theme]}>
        <Header className="px-3 pt-1 pb-1 text-xs text-ink-faint">{he.shell.theme}</Header>
        {THEMES.map((each) => (
          <MenuItem key={each} id={each} textValue={he.shell.themes[each]} onAction={() => chooseTheme(each)}>
            <span className="min-w-0 flex-1">{he.shell.themes[each]}</span>
            {each === theme && <Check aria-hidden className="size-4 text-accent" />}
          </MenuItem>
        ))}
      </MenuSection>
      <Separator className="my-1 border-t border-line" />
      <MenuItem textValue={he.nav.signOut} onAction={leave}>
        <LogOut aria-hidden className="size-[1.125rem] text-ink-faint" />
        {he.nav.signOut}
      </MenuItem>
    </Menu>
  );
}
