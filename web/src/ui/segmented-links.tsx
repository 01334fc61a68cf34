import { useLayoutEffect, useRef } from "react";
import { Link } from "react-router";
import { cx } from "./cx.ts";

type Props = {
  label: string;
  items: ReadonlyArray<{ to: string; text: string; isCurrent: boolean; count?: number | string }>;
};

/** Of the neighbour so much is seen that there is one. */
const EDGE_PX = 24;

/** A filter made of links, so that a filtered list has an address and the back button works. */
export function SegmentedLinks({ label, items }: Props) {
  const nav = useRef<HTMLElement>(null);
  const current = items.find(({ isCurrent }) => isCurrent)?.to;
  // Where they do not all fit, the one that is looked at is in sight. By hand: `scrollIntoView` would move the page too.
  useLayoutEffect(() => {
    const link = nav.current?.querySelector("[aria-current]")?.getBoundingClientRect();
    const box = nav.current?.getBoundingClientRect();
    if (!nav.current || !link || !box) return;
    if (link.left < box.left) nav.current.scrollLeft += link.left - box.left - EDGE_PX;
    if (link.right > box.right) nav.current.scrollLeft += link.right - box.right + EDGE_PX;
  }, [current]);
  return (
    <nav
      ref={nav}
      aria-label={label}
      className="inline-flex max-w-full overflow-x-auto rounded-lg border border-line bg-sunken p-0.5"
    >
      {items.map(({ to, text, isCurrent, count }) => (
        <Link
          key={to}
          to={to}
          replace
          aria-current={isCurrent ? "page" : undefined}
          className={cx(
            "flex min-h-11 items-center gap-2 rounded-md px-3.5 text-sm whitespace-nowrap -outline-offset-2 transition-colors md:min-h-8",
            isCurrent ? "bg-surface font-semibold text-ink ring-1 ring-line" : "text-ink-soft hover:text-ink",
          )}
        >
          {text}
          {count ? <span className="text-xs font-medium text-accent">{count}</span> : null}
        </Link>
      ))}
    </nav>
  );
}
