/**
 * The words under which lists of listings are narrowed (FTS5 table `listing_facets`; the triggers of the tenant schema
 * write the same ones). Every word begins with its business, so that no list meets a word of another one.
 */
import { addDays, EXCLUSIVITY_WARNING_DAYS } from "./exclusivity.ts";
import type { ListingFilter } from "./wire.ts";

const codeOf = (businessId: string): string => `f${businessId.toLowerCase().replaceAll("-", "").slice(0, 10)}x`;

/** As SQLite's `hex` of a text, in small letters: of its bytes in UTF-8. */
const hex = (text: string): string =>
  encodeURIComponent(text)
    .replace(/%(..)|(.)/g, (_, byte: string | undefined, plain: string) => byte ?? plain.charCodeAt(0).toString(16))
    .toLowerCase();

/** Prices are written with nine digits. */
const PRICE_DIGITS = 9;
const PRICE_TOP = 10 ** PRICE_DIGITS - 1;

/**
 * Beginnings of nine-digit numbers that together are exactly `from` to `to`: 2,000,000 to 2,999,999 is all that begins
 * with 002. As many as a range has digits, times nine at most.
 */
export function priceBeginnings(from: number, to: number): string[] {
  const beginnings: string[] = [];
  let at = Math.max(0, Math.floor(from));
  const end = Math.min(PRICE_TOP, Math.floor(to));
  while (at <= end) {
    let size = 1;
    while (at % (size * 10) === 0 && at + size * 10 - 1 <= end && size * 10 <= 10 ** PRICE_DIGITS) size *= 10;
    const digits = String(at).padStart(PRICE_DIGITS, "0");
    beginnings.push(digits.slice(0, PRICE_DIGITS - Math.log10(size)));
    at += size;
  }
  return beginnings;
}

/** Homes with more rooms are found without a bound above. */
const ROOMS_TOP = 50;

/** `today`: the day in Israel. The expression of FTS5 for what is asked for. */
export function facetQuery(businessId: string, filter: ListingFilter, today: string): string {
  const code = codeOf(businessId);
  const word = (text: string) => `"${code}${text}"`;
  const anyOf = (words: readonly string[]) => `(${words.join(" OR ")})`;
  const all = [word(filter.bin === undefined ? "live" : "bin")];
  if (filter.state) all.push(word(`s${filter.state.replace("_", "")}`));
  if (filter.deal) all.push(word(`d${filter.deal}`));
  if (filter.agent) all.push(word(`a${filter.agent.toLowerCase().replace(/[^0-9a-z]/g, "")}`));
  if (filter.city) all.push(word(`c${hex(filter.city.replace(/[-־]/g, " "))}`));
  if (filter.roomsMin !== undefined || filter.roomsMax !== undefined) {
    const [from, to] = [(filter.roomsMin ?? 0) * 2, (filter.roomsMax ?? ROOMS_TOP) * 2];
    const halves = Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => word(`r${from + at}`));
    all.push(halves.length === 0 ? word("rnever") : anyOf(halves));
  }
  if (filter.priceMin !== undefined || filter.priceMax !== undefined) {
    const beginnings = priceBeginnings(filter.priceMin ?? 0, filter.priceMax ?? PRICE_TOP);
    all.push(beginnings.length === 0 ? word("pnever") : anyOf(beginnings.map((digits) => `${word(`p${digits}`)}*`)));
  }
  if (filter.exclusivity === "ending") {
    const days = Array.from({ length: EXCLUSIVITY_WARNING_DAYS + 1 }, (_, at) => addDays(today, at));
    all.push(anyOf(days.map((day) => word(`e${day.replaceAll("-", "")}`))));
  }
  return all.join(" AND ");
}
