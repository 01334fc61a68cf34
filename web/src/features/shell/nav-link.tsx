import { Link, useLocation } from "react-router";
import { cx } from "../../ui/cx.ts";
import { isCurrent, type NavItem } from "./nav-item.ts";
import { Waiting } from "./waiting.tsx";

/** A line of the navigation as it stands in the sidebar and in the phone's sheet. */
export function NavLink({ item, onFollow }: { item: NavItem; onFollow?: () => void }) {
  const { pathname } = useLocation();
  const current = isCurrent(item, pathname);
  return (
    <Link
      to={item.to}
      onClick={onFollow}
      aria-current={current ? "page" : undefined}
      className={cx(
        "flex min-h-11 items-center gap-3 rounded-lg px-3 transition-colors md:min-h-10",
        current
          ? "bg-surface font-semibold text-ink ring-1 ring-line"
          : "text-ink-soft hover:bg-surface/60 hover:text-ink",
      )}
    >
      <item.Icon aria-hidden className={cx("size-[1.125rem] shrink-0", current && "text-accent")} />
      <span className="min-w-0 flex-1 truncate">{item.text}</span>
      {item.waiting && <Waiting of={item.waiting} />}
    </Link>
  );
}
