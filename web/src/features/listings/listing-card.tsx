import { Link } from "react-router";
import { addressLine } from "../../../../core/listings/address.ts";
import { DEAL_WORDS, PROPERTY_WORDS } from "../../../../core/listings/kinds.ts";
import type { ListingSummary } from "../../../../core/listings/wire.ts";
import { listingTexts as t } from "../../i18n/he/listings.ts";
import { paths } from "../../paths.ts";
import { useBusiness } from "../business/business-context.ts";
import { Cover } from "./cover.tsx";
import { ExclusivityBadge } from "./exclusivity-badge.tsx";
import { factsText, perMetreText, priceText } from "./listing-texts.ts";
import { StateBadge } from "./state-badge.tsx";

export function ListingCard({ listing }: { listing: ListingSummary }) {
  const { slug } = useBusiness();
  const perMetre = perMetreText(listing);
  return (
    <li className="min-w-0">
      <Link
        to={paths.listing(slug, listing.id)}
        className="flex h-full flex-col overflow-hidden rounded-xl border border-line bg-surface transition-colors hover:border-line-strong"
      >
        <Cover listing={listing} className="aspect-[3/2] w-full" />
        <div className="flex flex-1 flex-col gap-1 p-4">
          <div className="flex items-baseline justify-between gap-3">
            <p className="text-lg font-semibold">{priceText(listing) ?? t.noPrice}</p>
            <StateBadge listing={listing} />
          </div>
          <p className="truncate font-medium">{addressLine(listing, "full")}</p>
          <p className="text-sm text-ink-soft">
            {PROPERTY_WORDS[listing.kind]} {DEAL_WORDS[listing.deal]}
          </p>
          <p className="text-sm text-ink-soft">{factsText(listing)}</p>
          {perMetre && <p className="text-xs text-ink-faint">{perMetre}</p>}
          <div className="mt-auto flex flex-wrap gap-2 pt-2 empty:hidden">
            <ExclusivityBadge listing={listing} />
          </div>
        </div>
      </Link>
    </li>
  );
}
