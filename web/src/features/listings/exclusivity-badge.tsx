import { Hourglass } from "lucide-react";
import { exclusivityOn } from "../../../../core/listings/exclusivity.ts";
import type { ListingSummary } from "../../../../core/listings/wire.ts";
import { dayKey } from "../../format/time.ts";
import { listingTexts } from "../../i18n/he/listings.ts";
import { Badge } from "../../ui/badge.tsx";
import { useNow } from "../../ui/use-now.ts";

const DAY_CHECK_MS = 60_000;
const t = listingTexts.exclusivity;

/** A warning before the agency's exclusivity ends, and after; nothing where there is nothing to do. */
export function ExclusivityBadge({
  listing,
}: {
  listing: Pick<ListingSummary, "exclusiveFrom" | "exclusiveUntil" | "state">;
}) {
  const exclusivity = exclusivityOn(dayKey(useNow(DAY_CHECK_MS)), listing);
  // Of what is sold or not offered any more nobody has to go on with it.
  if (listing.state === "closed" || listing.state === "withdrawn") return null;
  if (exclusivity.is === "ending")
    return (
      <Badge tone="warn" icon={<Hourglass aria-hidden />}>
        {t.ending(exclusivity.daysLeft)}
      </Badge>
    );
  return exclusivity.is === "over" ? <Badge tone="danger">{t.over}</Badge> : null;
}
