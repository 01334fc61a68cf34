import { NavLink } from "react-router";
import { he } from "../../i18n/he.ts";
import { cx } from "../../ui/cx.ts";
import { AccountMenu } from "./account-menu.tsx";
import { useBusiness } from "./business-context.ts";
import { LiveIndicator } from "./live-indicator.tsx";
import { navItems } from "./nav-items.ts";

export function Sidebar() {
  const { slug } = useBusiness();
  return (
    <div className="sticky top-0 hidden h-dvh flex-col border-l border-line bg-sunken/55 p-3 md:flex">
      <AccountMenu />
      <nav aria-label={he.nav.main} className="mt-4 flex flex-col gap-0.5">
        {navItems(slug).map(({ to, text, Icon }) => (
          <NavLink
            key={to}
            to={to}
            className={({ isActive }) =>
              cx(
                "flex min-h-10 items-center gap-3 rounded-lg px-3 transition-colors",
                isActive
                  ? "bg-surface font-semibold text-ink ring-1 ring-line"
                  : "text-ink-soft hover:bg-surface/60 hover:text-ink",
              )
            }
          >
            <Icon aria-hidden className="size-[1.125rem]" />
            {text}
          </NavLink>
        ))}
      </nav>
      <div className="mt-auto px-3 pb-1">
        <LiveIndicator />
      </div>
    </div>
  );
}
