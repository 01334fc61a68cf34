import { ChevronsUpDown } from "lucide-react";
import { he } from "../../i18n/he.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { MenuButton } from "../../ui/menu-button.tsx";
import { onDemand } from "../../ui/parts.ts";
import { useSession } from "../auth/session-context.ts";

const list = onDemand(() => import("./account-menu-list.tsx").then((file) => file.AccountMenuList));
const NO_PROPS = {};

/** Who is signed in; behind it their own page, the look, and the way out. */
export function AccountMenu() {
  const { user } = useSession();
  return (
    <MenuButton
      menu={list}
      props={NO_PROPS}
      className="flex min-h-12 w-full min-w-0 items-center gap-2.5 rounded-lg px-2 text-start transition-colors hover:bg-surface active:bg-surface"
    >
      <Avatar name={user.name} />
      <span className="min-w-0 flex-1 truncate">{user.name}</span>
      <span className="sr-only">, {he.nav.account}</span>
      <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-ink-faint" />
    </MenuButton>
  );
}
