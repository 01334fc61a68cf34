/** What is said of a listing in a line. */
import type { ListingSummary } from "../../../../core/listings/wire.ts";
import { floorInWords, roomsInWords } from "../../../../core/listings/said.ts";
import { pricePerMetre } from "../../../../core/listings/price.ts";
import { formatShekels } from "../../format/money.ts";
import { listingTexts as t } from "../../i18n/he/listings.ts";

type Said = Pick<ListingSummary, "deal" | "price" | "size" | "rooms" | "floor" | "floors" | "state">;

export function priceText({ deal, price }: Pick<Said, "deal" | "price">): string | null {
  if (price === null) return null;
  return deal === "let" ? t.perMonth(formatShekels(price)) : formatShekels(price);
}

/** Of a rent nobody asks it. */
export function perMetreText({ deal, price, size }: Pick<Said, "deal" | "price" | "size">): string | null {
  const sum = deal === "let" ? null : pricePerMetre(price, size);
  return sum === null ? null : t.perMetre(formatShekels(sum));
}

export const factsText = ({ rooms, size, floor, floors }: Pick<Said, "rooms" | "size" | "floor" | "floors">): string =>
  [
    rooms === null ? null : roomsInWords(rooms),
    size === null ? null : t.size(size),
    floor === null ? null : floorInWords(floor, floors),
  ]
    .filter((part) => part !== null)
    .join(" · ");

export const stateText = ({ state, deal }: Pick<Said, "state" | "deal">): string =>
  state === "closed" ? t.closed[deal] : t.state[state];

/** A day, `2026-11-22`, as it is read. */
const days = new Intl.DateTimeFormat("he-IL", { dateStyle: "medium", timeZone: "UTC" });
export const dayText = (day: string): string => days.format(Date.parse(day));
