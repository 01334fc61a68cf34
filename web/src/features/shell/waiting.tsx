import { cx } from "../../ui/cx.ts";
import type { NavItem } from "./nav-item.ts";

/** How much waits behind a line of the navigation. */
export const Waiting = ({
  of: { shown, text },
  className,
}: {
  of: NonNullable<NavItem["waiting"]>;
  className?: string;
}) => (
  <span
    className={cx(
      "rounded-full border border-warn-line bg-warn-soft px-1.5 text-xs leading-5 font-semibold text-warn",
      className,
    )}
  >
    <span aria-hidden>{shown}</span>
    <span className="sr-only">, {text}</span>
  </span>
);
