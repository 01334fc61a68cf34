import { eachOnce } from "./each-once.ts";
import { readListingMore, type ListingMore } from "./queries.ts";
import { LISTING_STATES, whenOf } from "./words.ts";
import { readablePhone } from "../../../core/imports/csv.ts";
import { dayInIsrael } from "../../../core/listings/exclusivity.ts";
import { FEATURE_WORDS } from "../../../core/listings/features.ts";
import { DEAL_WORDS, PROPERTY_WORDS } from "../../../core/listings/kinds.ts";
import type { ListingFilter, ListingSummary } from "../../../core/listings/wire.ts";
import type { BusinessScope } from "../../db/scope.ts";
import type { Deps } from "../../deps.ts";
import { countListings, listListings } from "../listings/queries.ts";
import { MOST_BY_TEXT } from "../listings/most-by-text.ts";
import { listAddresses } from "../people/queries.ts";
import { searchIds } from "../search-index/service.ts";
import type { Exported } from "./service.ts";

/** D1 takes 100 parameters. */
const PAGE = 90;
const COUNTED_MOST = 1_000_000;

const HEADERS = [
  "עסקה",
  "סוג הנכס",
  "מצב",
  "עיר",
  "שכונה",
  "רחוב",
  "מספר בית",
  "חדרים",
  "שטח במ״ר",
  "קומה",
  "מתוך קומות",
  "מחיר",
  "מאפיינים",
  "תאריך כניסה",
  "בלעדיות מ־",
  "בלעדיות עד",
  "סוכן",
  "בעל הנכס",
  "טלפון בעל הנכס",
  "משפט לעוזר",
  "תיאור",
  "נוצר",
  "עודכן",
] as const;

export async function exportListings(
  deps: Deps,
  scope: BusinessScope,
  { query, ...filter }: ListingFilter,
): Promise<Exported> {
  const found = query ? await searchIds(scope, query, ["listing"], MOST_BY_TEXT) : undefined;
  const asked = { filter, today: dayInIsrael(deps.now()), ...(found && { among: found.listing }) };
  const colleagues = await listAddresses(deps.directory, scope.businessId);
  const names = new Map(colleagues.map(({ userId, name }) => [userId, name]));
  return {
    headers: HEADERS,
    rows: await countListings(scope, asked, COUNTED_MOST),
    pages: pagesOf(scope, asked, names),
  };
}

type Asked = Omit<Parameters<typeof listListings>[1], "page">;

async function* pagesOf(scope: BusinessScope, asked: Asked, names: ReadonlyMap<string, string>) {
  const pages = eachOnce((cursor) => listListings(scope, { ...asked, page: { limit: PAGE, cursor } }));
  for await (const listings of pages) {
    const more = await readListingMore(
      scope,
      listings.map(({ id }) => id),
    );
    yield listings.map((listing) => cellsOf(listing, more.get(listing.id), names));
  }
}

function cellsOf(
  listing: ListingSummary,
  more: ListingMore | undefined,
  names: ReadonlyMap<string, string>,
): (string | number | null)[] {
  return [
    DEAL_WORDS[listing.deal],
    PROPERTY_WORDS[listing.kind],
    LISTING_STATES[listing.deal][listing.state],
    listing.city,
    listing.neighbourhood,
    listing.street,
    listing.houseNumber,
    listing.rooms,
    listing.size,
    listing.floor,
    listing.floors,
    listing.price,
    listing.features.map((feature) => FEATURE_WORDS[feature]).join(", "),
    listing.entryDate,
    listing.exclusiveFrom,
    listing.exclusiveUntil,
    (listing.agentId && names.get(listing.agentId)) ?? null,
    more?.ownerName ?? null,
    more?.ownerPhone ? readablePhone(more.ownerPhone) : null,
    more?.assistantLine ?? null,
    more?.description ?? null,
    whenOf(listing.createdAt),
    whenOf(listing.updatedAt),
  ];
}
