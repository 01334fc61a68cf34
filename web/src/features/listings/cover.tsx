import { House } from "lucide-react";
import type { ListingSummary } from "../../../../core/listings/wire.ts";
import { cx } from "../../ui/cx.ts";
import { useBusiness } from "../business/business-context.ts";
import { photoUrl } from "./listing-queries.ts";

/** The first photo; the address stands beside it in words, so it says nothing of its own. */
export function Cover({
  listing: { id, coverId },
  className,
}: {
  listing: Pick<ListingSummary, "id" | "coverId">;
  className: string;
}) {
  const { businessId } = useBusiness();
  if (coverId === null)
    return (
      <span aria-hidden className={cx("grid place-items-center bg-sunken text-ink-faint", className)}>
        <House className="size-6" />
      </span>
    );
  return (
    <img
      src={photoUrl(businessId, id, coverId)}
      alt=""
      loading="lazy"
      className={cx("bg-sunken object-cover", className)}
    />
  );
}
