import { cx } from "./cx.ts";
import { initials } from "./initials.ts";

const SIZES = { small: "size-7 text-[0.6875rem]", medium: "size-8 text-xs", large: "size-12 text-base" };

/** A person's initials. The name stands beside it always, so it says nothing to screen readers. */
export const Avatar = ({ name, size = "medium" }: { name: string; size?: keyof typeof SIZES }) => (
  <span
    aria-hidden
    className={cx(
      "inline-grid shrink-0 place-items-center rounded-full border border-accent-line bg-accent-soft font-semibold text-accent-strong select-none",
      SIZES[size],
    )}
  >
    {initials(name)}
  </span>
);
