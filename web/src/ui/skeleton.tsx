import { he } from "../i18n/he.ts";
import { cx } from "./cx.ts";

/** A grey bar in the place of a text; its size comes with `className`. */
export const Skeleton = ({ className }: { className: string }) => (
  <span aria-hidden className={cx("block rounded-md bg-sunken animate-shimmer", className)} />
);

export const LoadingNote = () => (
  <span role="status" className="sr-only">
    {he.common.loading}
  </span>
);
