import type { ReactNode } from "react";
import { cx } from "./cx.ts";

/** A bordered part of a page with its own heading. */
export function Section({
  title,
  aside,
  children,
  className,
}: {
  title: string;
  aside?: ReactNode;
  children: ReactNode;
  className?: string;
}) {
  return (
    <section className={cx("rounded-xl border border-line bg-surface", className)}>
      <header className="flex items-baseline justify-between gap-3 px-4 pt-3.5 pb-1.5 md:px-5">
        <h2 className="text-sm font-semibold text-ink-soft">{title}</h2>
        {aside}
      </header>
      <div className="px-4 pb-4 md:px-5">{children}</div>
    </section>
  );
}
