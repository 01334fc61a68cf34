import type { ReactNode } from "react";
import { addressLine } from "../../../../core/listings/address.ts";
import { exclusivityOn } from "../../../../core/listings/exclusivity.ts";
import { FEATURE_WORDS } from "../../../../core/listings/features.ts";
import { DEAL_WORDS, PROPERTY_WORDS } from "../../../../core/listings/kinds.ts";
import { floorOf } from "../../../../core/listings/said.ts";
import type { Listing } from "../../../../core/listings/wire.ts";
import { dayKey } from "../../format/time.ts";
import { listingTexts } from "../../i18n/he/listings.ts";
import { Section } from "../../ui/section.tsx";
import { useNow } from "../../ui/use-now.ts";
import { dayText, perMetreText, priceText } from "./listing-texts.ts";
import { AgentName } from "./listings-table.tsx";

const t = listingTexts.facts;
const DAY_CHECK_MS = 60_000;
type Row = [string, ReactNode];

export function ListingFacts({ listing }: { listing: Listing }) {
  const today = dayKey(useNow(DAY_CHECK_MS));
  const { deal, kind, rooms, size, floor, floors, entryDate, features } = listing;
  const perMetre = perMetreText(listing);
  const rows: Row[] = [
    [t.deal, `${PROPERTY_WORDS[kind]} ${DEAL_WORDS[deal]}`],
    [t.price, [priceText(listing), perMetre && `(${perMetre})`].filter(Boolean).join(" ")],
    [t.rooms, rooms?.toLocaleString("he-IL")],
    [t.size, size === null ? null : listingTexts.size(size)],
    [t.floor, floor === null ? null : floorOf(floor, floors)],
    [t.entry, entryDate && dayText(entryDate)],
    [t.features, features.map((feature) => FEATURE_WORDS[feature]).join(", ")],
    [listingTexts.exclusivity.title, exclusivityText(listing, today)],
    [t.told, addressLine(listing, listing.addressTold)],
    [t.agent, <AgentName key="agent" agentId={listing.agentId} />],
  ];
  return (
    <Section title={t.title}>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-5 gap-y-1.5">
        {rows.map(([label, value]) => (
          <div key={label} className="contents">
            <dt className="text-ink-faint">{label}</dt>
            <dd className="break-words">{value || <span className="text-ink-faint">{t.unknown}</span>}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

function exclusivityText(listing: Listing, today: string): string | null {
  const exclusivity = exclusivityOn(today, listing);
  switch (exclusivity.is) {
    case "none":
      return null;
    case "later":
      return listingTexts.exclusivity.later(dayText(exclusivity.from));
    case "over":
      return listingTexts.exclusivity.over;
    case "on":
    case "ending":
      return listingTexts.exclusivity.on(dayText(listing.exclusiveUntil ?? ""));
  }
}
