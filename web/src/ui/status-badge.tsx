import type { ReactNode } from "react";
import type { StatusColor } from "../../../core/leads/status-rules.ts";
import { cx } from "./cx.ts";

/** Written out whole: Tailwind finds its classes by reading. */
const COLORS: Record<StatusColor, string> = {
  grey: "bg-status-grey",
  blue: "bg-status-blue",
  teal: "bg-status-teal",
  green: "bg-status-green",
  yellow: "bg-status-yellow",
  orange: "bg-status-orange",
  red: "bg-status-red",
  purple: "bg-status-purple",
};

/** A dot in a colour that the business has chosen; never alone, because colours alone say nothing to many. */
export const StatusDot = ({ color }: { color: StatusColor }) => (
  <span aria-hidden className={cx("size-2 shrink-0 rounded-full", COLORS[color])} />
);

export function StatusBadge({ color, children }: { color: StatusColor; children: ReactNode }) {
  return (
    <span className="inline-flex max-w-full items-center gap-1.5 rounded-md border border-line bg-sunken px-2 py-0.5 text-xs font-medium whitespace-nowrap text-ink-soft">
      <StatusDot color={color} />
      <span className="truncate">{children}</span>
    </span>
  );
}
