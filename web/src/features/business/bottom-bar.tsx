import { NavLink } from "react-router";
import { he } from "../../i18n/he.ts";
import { cx } from "../../ui/cx.ts";
import { useBusiness } from "./business-context.ts";
import { navItems } from "./nav-items.ts";

/** Navigation on the phone, within reach of the thumb. */
export function BottomBar() {
  const { slug } = useBusiness();
  return (
    <nav
      aria-label={he.nav.main}
      className="fixed inset-x-0 bottom-0 z-30 grid grid-cols-3 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {navItems(slug).map(({ to, shortText, Icon }) => (
        <NavLink
          key={to}
          to={to}
          className={({ isActive }) =>
            cx(
              "flex min-h-15 flex-col items-center justify-center gap-1 text-xs",
              isActive ? "font-semibold text-accent" : "text-ink-faint",
            )
          }
        >
          <Icon aria-hidden className="size-5" />
          {shortText}
        </NavLink>
      ))}
    </nav>
  );
}
