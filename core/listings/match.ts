/**
 * How well a home fits what somebody looks for, and why. Pure: each criterion says whether it is met, and by how much it
 * misses. A must-have that is missing, another kind of deal or another place end a match; prices, rooms and sizes may
 * miss by a little, because people stretch.
 */
import { searchWords, stemsOf } from "../hebrew/search-words.ts";
import type { DemandFields } from "../leads/demand.ts";
import { isHomeFeature, type HomeFeature } from "./features.ts";
import type { ListingFields } from "./wire.ts";

/** Shares by which a home may miss. The triggers of the tenant schema widen their boxes by the same. */
export const PRICE_STRETCH = 0.1;
export const SIZE_STRETCH = 0.15;
/** Rooms. */
export const ROOMS_STRETCH = 1;

export type Criterion = "deal" | "area" | "price" | "rooms" | "size" | "floor" | HomeFeature;
/** `by`: above zero too much, below too little; in shekels, rooms, square metres, floors. */
export type Verdict = {
  criterion: Criterion;
  is: "met" | "near" | "missed" | "unknown";
  by: number | null;
  isMust: boolean;
};
export type MatchScore = { score: number; verdicts: Verdict[] };

type Offered = Pick<
  ListingFields,
  "deal" | "city" | "neighbourhood" | "street" | "price" | "rooms" | "size" | "floor" | "features"
>;
type Wanted = Omit<DemandFields, "note" | "isActive">;

const WEIGHTS = { area: 30, price: 30, rooms: 20, size: 8, floor: 4, feature: 8 };
/** Of a criterion that is missed by a little, or of which nothing is known. */
const NEAR = 0.5;

/** Null: it is no match at all. 100 is everything that was asked for. */
export function scoreMatch(offered: Offered, wanted: Wanted): MatchScore | null {
  if (wanted.dealType !== (offered.deal === "sell" ? "buy" : "rent")) return null;
  const verdicts: Verdict[] = [{ criterion: "deal", is: "met", by: null, isMust: true }];
  let [got, most] = [0, 0];
  const count = (verdict: Verdict | null, weight: number) => {
    if (!verdict) return;
    verdicts.push(verdict);
    most += weight;
    got += weight * (verdict.is === "met" ? 1 : verdict.is === "missed" ? 0 : NEAR);
  };
  const [price, rooms, size] = [
    between("price", offered.price, wanted.priceMin, wanted.priceMax, (bound) => bound * PRICE_STRETCH),
    between("rooms", offered.rooms, wanted.roomsMin, wanted.roomsMax, () => ROOMS_STRETCH),
    between("size", offered.size, wanted.sizeMin, wanted.sizeMax, (bound) => bound * SIZE_STRETCH),
  ];
  if ([price, rooms, size].some((verdict) => verdict?.is === "missed")) return null;
  const area = wanted.areas.length === 0 ? null : areaVerdict(offered, wanted.areas);
  if (area?.is === "missed") return null;
  count(area, WEIGHTS.area);
  count(price, WEIGHTS.price);
  count(rooms, WEIGHTS.rooms);
  count(size, WEIGHTS.size);
  count(
    between("floor", offered.floor, wanted.floorMin, wanted.floorMax, () => 0),
    WEIGHTS.floor,
  );
  for (const [feature, need] of Object.entries(wanted.features)) {
    if (!isHomeFeature(feature)) continue;
    const isThere = offered.features.includes(feature);
    if (!isThere && need === "must") return null;
    count({ criterion: feature, is: isThere ? "met" : "missed", by: null, isMust: need === "must" }, WEIGHTS.feature);
  }
  return { score: most === 0 ? NEAR * 100 : Math.round((100 * got) / most), verdicts };
}

/** Null: nothing is asked of it. */
function between(
  criterion: "price" | "rooms" | "size" | "floor",
  value: number | null,
  min: number | null,
  max: number | null,
  stretch: (bound: number) => number,
): Verdict | null {
  if (min === null && max === null) return null;
  if (value === null) return { criterion, is: "unknown", by: null, isMust: false };
  const by = max !== null && value > max ? value - max : min !== null && value < min ? value - min : 0;
  if (by === 0) return { criterion, is: "met", by: null, isMust: false };
  const bound = by > 0 ? (max ?? 0) : (min ?? 0);
  // Cheaper than somebody has thought of is no fault worth leaving it out for.
  const isNear = Math.abs(by) <= stretch(bound) || (criterion === "price" && by < 0) || criterion === "floor";
  return { criterion, is: isNear ? "near" : "missed", by, isMust: false };
}

/**
 * Areas are written as people say them: "אחוזה, חיפה", "נווה שאנן או רמות רמז". Each part is a place of its own; one that
 * shares its words with the neighbourhood or the street is met, and one that names the city alone is.
 */
function areaVerdict({ city, neighbourhood, street }: Offered, areas: readonly string[]): Verdict {
  const inCity = wordsIn(city);
  const inPlace = wordsIn([neighbourhood, street].filter((part) => part !== null).join(" "));
  const has = (words: ReadonlySet<string>, word: string) =>
    words.has(word) || stemsOf(word).some((stem) => words.has(stem));
  let is: Verdict["is"] = "missed";
  for (const area of areas) {
    const parts = area
      .split(/[,;/]|\sאו\s|\sליד\s/)
      .map((part) => searchWords(part))
      .filter((part) => part.length > 0);
    const isCity = (part: string[]) => part.every((word) => has(inCity, word));
    const places = parts.filter((part) => !isCity(part));
    if (places.some((part) => part.every((word) => has(inPlace, word))))
      return { criterion: "area", is: "met", by: null, isMust: false };
    if (places.length === 0 && parts.length > 0) return { criterion: "area", is: "met", by: null, isMust: false };
    // Another part of the same town, or a home whose neighbourhood nobody has written down.
    if (parts.some(isCity)) is = neighbourhood === null ? "unknown" : "near";
  }
  return { criterion: "area", is, by: null, isMust: false };
}

const wordsIn = (text: string): ReadonlySet<string> => new Set(searchWords(text));
