/** What the palette offers, in sections. Pure: takes what was found, gives lines. */
import type { SearchAnswer } from "../../../../../core/search/wire.ts";
import { Building2, CircleUserRound, House, PhoneCall, Search, ShieldCheck, UserRound } from "lucide-react";
import type { ReactNode } from "react";
import type { CallSummary } from "../../../../../core/calls/wire.ts";
import type { Lead } from "../../../../../core/leads/wire.ts";
import { addressLine } from "../../../../../core/listings/address.ts";
import { DEAL_WORDS } from "../../../../../core/listings/kinds.ts";
import type { ListingSummary } from "../../../../../core/listings/wire.ts";
import { formatShekels } from "../../../format/money.ts";
import { formatPhone } from "../../../format/phone.ts";
import { formatDayAndClock } from "../../../format/time.ts";
import { he } from "../../../i18n/he.ts";
import { paths } from "../../../paths.ts";
import { Ltr } from "../../../ui/ltr.tsx";
import { callerText, otherSide } from "../../calls/caller.tsx";
import { wishText } from "../../leads/lead-texts.ts";
import type { NavItem } from "../nav-item.ts";
import { placeKey, placeName, placeNote, type Place } from "../place.ts";
import { matches } from "./matches.ts";
import type { FoundBusiness } from "./palette-queries.ts";
import type { Action } from "./use-actions.tsx";

/** Leads somewhere, or does something here. */
export type Entry = { key: string; text: string; note: ReactNode; icon: ReactNode } & (
  | { to: string }
  | { act: () => void }
);
export type Section = { key: string; title: string; entries: Entry[] };

type Given = {
  typed: string;
  /** What was opened here last: while nothing is typed. */
  recent: Entry[];
  actions: readonly Action[];
  items: readonly NavItem[];
  /** Others than the one that is looked at, with where they lead to. */
  places: ReadonlyArray<{ place: Place; to: string }>;
  found: SearchAnswer | undefined;
  /** Of the platform, for its own people. */
  businesses: readonly FoundBusiness[] | undefined;
  slug: string | null;
  now: number;
};

export const iconClass = "size-[1.125rem]";

const pageEntry = ({ kind, to, text, Icon }: NavItem): Entry => ({
  key: `page-${kind}`,
  to,
  text,
  note: null,
  icon: <Icon aria-hidden className={iconClass} />,
});

/** Of everybody, and in no navigation. */
const accountEntry: Entry = {
  key: "account",
  to: paths.account(),
  text: he.shell.account,
  note: he.shell.accountNote,
  icon: <CircleUserRound aria-hidden className={iconClass} />,
};

const placeEntry = ({ place, to }: Given["places"][number]): Entry => ({
  key: `place-${placeKey(place)}`,
  to,
  text: placeName(place),
  note: placeNote(place),
  icon:
    place.kind === "platform" ? (
      <ShieldCheck aria-hidden className={iconClass} />
    ) : (
      <Building2 aria-hidden className={iconClass} />
    ),
});

export const businessEntry = ({ id, name, slug }: FoundBusiness): Entry => ({
  key: `business-${id}`,
  to: paths.adminBusiness(id),
  text: name,
  note: <Ltr>{slug}</Ltr>,
  icon: <Building2 aria-hidden className={iconClass} />,
});

export function leadEntry(lead: Lead, slug: string): Entry {
  const phone = lead.phone ?? lead.phoneTyped;
  const wish = wishText(lead.demands[0]);
  return {
    key: `lead-${lead.id}`,
    to: paths.lead(slug, lead.id),
    text: lead.name ?? he.leads.namelessLead,
    note: (
      <>
        {phone && <Ltr>{formatPhone(phone)}</Ltr>}
        {phone && wish && " · "}
        {wish}
      </>
    ),
    icon: <UserRound aria-hidden className={iconClass} />,
  };
}

export const callEntry = (call: CallSummary, slug: string, now: number): Entry => ({
  key: `call-${call.id}`,
  to: paths.call(slug, call.id),
  text: callerText(call),
  note: (
    <>
      {formatDayAndClock(call.startedAt, now)}
      {call.leadName && (
        <>
          {" · "}
          <Ltr>{formatPhone(otherSide(call))}</Ltr>
        </>
      )}
    </>
  ),
  icon: <PhoneCall aria-hidden className={iconClass} />,
});

export const listingEntry = (listing: ListingSummary, slug: string): Entry => ({
  key: `listing-${listing.id}`,
  to: paths.listing(slug, listing.id),
  text: addressLine(listing, "full"),
  note: [DEAL_WORDS[listing.deal], listing.price === null ? null : formatShekels(listing.price)]
    .filter((part) => part !== null)
    .join(" · "),
  icon: <House aria-hidden className={iconClass} />,
});

/** Of these there is a page of all results; listings have their own list. */
const hasFound = ({ leads, calls }: SearchAnswer): boolean => leads.length + calls.length > 0;

const foundEntries = ({ leads, calls, listings }: SearchAnswer, slug: string, now: number): Section[] => [
  { key: "leads", title: he.palette.leads, entries: leads.map((lead) => leadEntry(lead, slug)) },
  { key: "calls", title: he.palette.calls, entries: calls.map((call) => callEntry(call, slug, now)) },
  { key: "listings", title: he.palette.listings, entries: listings.map((listing) => listingEntry(listing, slug)) },
];

/** The palette shows a handful of each. */
const allEntry = (typed: string, slug: string): Entry => ({
  key: "all-results",
  to: paths.search(slug, typed.trim()),
  text: he.palette.allResults,
  note: null,
  icon: <Search aria-hidden className={iconClass} />,
});

const actionEntry = ({ words: _words, ...action }: Action): Entry => ({ ...action, note: null });

export function sectionsOf(given: Given): Section[] {
  const { typed, recent, actions, items, places, found, businesses = [], slug, now } = given;
  const sections = [
    { key: "recent", title: he.palette.recent, entries: typed.trim() === "" ? recent : [] },
    { key: "businesses", title: he.palette.platformBusinesses, entries: businesses.map(businessEntry) },
    ...(found && slug !== null ? foundEntries(found, slug, now) : []),
    {
      key: "all",
      title: he.palette.all,
      entries: found && slug !== null && hasFound(found) ? [allEntry(typed, slug)] : [],
    },
    {
      key: "pages",
      title: he.palette.pages,
      entries: [...items.map(pageEntry), accountEntry].filter(({ text }) => matches(text, typed)),
    },
    {
      key: "actions",
      title: he.palette.doing,
      entries: actions.filter(({ text, words }) => matches(`${text} ${words}`, typed)).map(actionEntry),
    },
    {
      key: "places",
      title: he.palette.businesses,
      entries: places.filter(({ place }) => matches(placeName(place), typed)).map(placeEntry),
    },
  ];
  return sections.filter(({ entries }) => entries.length > 0);
}
