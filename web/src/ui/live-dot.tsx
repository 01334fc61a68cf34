import { cx } from "./cx.ts";

/** The mark of something happening now. */
export function LiveDot({ pulsing = true, className }: { pulsing?: boolean; className?: string }) {
  return (
    <span aria-hidden className={cx("relative inline-flex size-2 shrink-0", className)}>
      {pulsing && <span className="absolute inset-0 rounded-full bg-live animate-pulse-ring" />}
      <span className="relative size-2 rounded-full bg-live" />
    </span>
  );
}
