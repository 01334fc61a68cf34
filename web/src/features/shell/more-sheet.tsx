import { LogOut, UserRound } from "lucide-react";
import { Link } from "react-router";
import { he } from "../../i18n/he.ts";
import { paths } from "../../paths.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { Button } from "../../ui/button.tsx";
import { Ltr } from "../../ui/ltr.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { useSession } from "../auth/session-context.ts";
import { useLeave } from "../auth/use-leave.ts";
import type { NavItem } from "./nav-item.ts";
import { NavLink } from "./nav-link.tsx";
import { ThemeChoice } from "./theme-choice.tsx";

type Props = { items: readonly NavItem[]; isOpen: boolean; onClose: () => void };

/** What the phone's bar has no room for: further pages, one's own account, the look, and the way out. */
export function MoreSheet({ items, isOpen, onClose }: Props) {
  const { user } = useSession();
  const leave = useLeave();
  return (
    <Sheet title={he.shell.moreTitle} isOpen={isOpen} onClose={onClose}>
      {items.length > 0 && (
        <ul className="flex flex-col gap-0.5">
          {items.map((item) => (
            <li key={item.kind}>
              <NavLink item={item} onFollow={onClose} />
            </li>
          ))}
        </ul>
      )}
      <Link
        to={paths.account()}
        onClick={onClose}
        className="mt-3 flex min-h-14 items-center gap-3 rounded-lg border border-line px-3"
      >
        <Avatar name={user.name} />
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium">{user.name}</span>
          <Ltr className="block truncate text-end text-xs text-ink-faint">{user.email}</Ltr>
        </span>
        <UserRound aria-hidden className="size-[1.125rem] shrink-0 text-ink-faint" />
        <span className="sr-only">, {he.shell.account}</span>
      </Link>
      <div className="mt-4">
        <ThemeChoice />
      </div>
      <Button variant="quiet" className="mt-4 w-full" onPress={leave}>
        <LogOut aria-hidden className="size-4" />
        {he.nav.signOut}
      </Button>
    </Sheet>
  );
}
