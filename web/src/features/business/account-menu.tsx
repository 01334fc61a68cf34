import { Check, ChevronsUpDown, LogOut } from "lucide-react";
import { Button, Header, MenuSection, MenuTrigger, Separator } from "react-aria-components";
import { useNavigate } from "react-router";
import { he } from "../../i18n/he.ts";
import { paths } from "../../paths.ts";
import { Ltr } from "../../ui/ltr.tsx";
import { Logo } from "../../ui/logo.tsx";
import { Menu, MenuItem } from "../../ui/menu.tsx";
import { useSession } from "../auth/session-context.ts";
import { useBusiness } from "./business-context.ts";
import { useLeave } from "./use-leave.ts";

/** The name of the business; behind it the other ones, who is signed in, and the way out. */
export function AccountMenu() {
  const { user, memberships } = useSession();
  const current = useBusiness();
  const navigate = useNavigate();
  const leave = useLeave();
  return (
    <MenuTrigger>
      <Button className="flex min-h-11 max-w-full min-w-0 items-center md:w-full gap-2.5 rounded-lg px-2 text-start transition-colors data-hovered:bg-surface data-pressed:bg-surface">
        <Logo className="size-7 shrink-0" />
        <span className="min-w-0 truncate font-semibold md:flex-1">{current.name}</span>
        <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-ink-faint" />
        <span className="sr-only">{he.nav.account}</span>
      </Button>
      <Menu aria-label={he.nav.account}>
        {memberships.length > 1 && (
          <MenuSection>
            <Header className="px-3 pt-2 pb-1 text-xs text-ink-faint">{he.nav.switchBusiness}</Header>
            {memberships.map((business) => (
              <MenuItem
                key={business.businessId}
                textValue={business.name}
                onAction={() => void navigate(paths.calls(business.slug))}
              >
                <span className="min-w-0 flex-1 truncate">{business.name}</span>
                {business.businessId === current.businessId && <Check aria-hidden className="size-4 text-accent" />}
              </MenuItem>
            ))}
          </MenuSection>
        )}
        {memberships.length > 1 && <Separator className="my-1 border-t border-line" />}
        <MenuSection>
          <Header className="px-3 pt-2 pb-1.5 text-sm">
            <span className="block truncate font-medium">{user.name}</span>
            <span className="block truncate text-xs text-ink-faint">
              {he.nav.role[current.role]} · <Ltr>{user.email}</Ltr>
            </span>
          </Header>
          <MenuItem textValue={he.nav.signOut} onAction={leave}>
            <LogOut aria-hidden className="size-4 text-ink-faint" />
            {he.nav.signOut}
          </MenuItem>
        </MenuSection>
      </Menu>
    </MenuTrigger>
  );
}
