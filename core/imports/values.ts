/** Values as they stand in people's spreadsheets. Null: it cannot be read. */
import type { DealType } from "../leads/deal-types.ts";
import { foldName } from "../hebrew/name.ts";

export type Range = { min: number | null; max: number | null };

const plain = (text: string): string => foldName(text).toLowerCase();

const DEALS: Record<DealType, readonly string[]> = {
  buy: ["קניה", "קנייה", "קונה", "קונים", "לקנות", "רכישה", "רוכש", "לרכוש", "buy", "buyer", "buying", "purchase"],
  rent: ["שכירות", "שוכר", "שוכרת", "שוכרים", "לשכור", "rent", "renter", "tenant", "renting"],
  sell: ["מכירה", "מוכר", "מוכרת", "מוכרים", "למכור", "למכירה", "sell", "seller", "selling", "sale"],
  let: ["השכרה", "להשכרה", "משכיר", "משכירה", "להשכיר", "let", "landlord", "letting", "lessor"],
};

export function readDealType(text: string): DealType | null {
  const words = plain(text).split(/[\s,/]+/);
  const found = (Object.keys(DEALS) as DealType[]).filter((deal) => words.some((word) => DEALS[deal].includes(word)));
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** `1,250,000`, `1.250.000`, `2.5`, `2,5`. */
function numberOf(digits: string, hasUnit: boolean): number {
  const tight = digits.replace(/\s/g, "");
  if (/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(tight)) return Number(tight.replaceAll(",", ""));
  if (/^\d{1,3}(\.\d{3}){2,}$/.test(tight) || (!hasUnit && /^\d{1,3}\.\d{3}$/.test(tight)))
    return Number(tight.replaceAll(".", ""));
  return Number(tight.replace(",", "."));
}

const NUMBER = String.raw`\d{1,3}(?:[,\s]\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)*`;
const UNIT = String.raw`מיליון|מליון|מיל|מ['׳]|million|mil|m|אלף|אלפים|א['׳]|k`;
const MONEY = new RegExp(String.raw`(${NUMBER})\s*(${UNIT})?(?![\p{L}])`, "giu");
const CURRENCY = /₪|ש["״”]?ח|שקלים|שקל|nis|ils|-?לחודש/giu;
const UP_TO = /^\s*(עד|מקסימום|max|up to)(?![\p{L}])/iu;
const FROM = /^\s*(מ־|מ-|החל מ|לפחות|מינימום|מעל|from|min)/iu;
/** Nothing costs less, sold or let: a bare "2.5" leaves open of what. */
const LEAST_PRICE = 100;
const MOST_PRICE = 2_000_000_000;

const factorOf = (unit: string | undefined): number | null => {
  if (unit === undefined) return null;
  return /^(א|k)/iu.test(unit) ? 1_000 : 1_000_000;
};

/** One sum is the upper end: of a budget it is the limit, and what is offered has its price there. */
export function readPrice(text: string): Range | null {
  const bare = text.replace(CURRENCY, " ").replace(/[\u200e\u200f]/g, "");
  const found = [...bare.matchAll(MONEY)].map(([, digits = "", unit]) => ({ digits, factor: factorOf(unit) }));
  const rest = bare.replace(MONEY, " ").replace(UP_TO, " ").replace(FROM, " ");
  if (found.length === 0 || found.length > 2 || /[\p{L}]/u.test(rest)) return null;
  // "2-2.5 מיליון": the unit is of both.
  const shared = found.at(-1)?.factor ?? null;
  const sums = found.map(({ digits, factor }) => {
    const value = numberOf(digits, (factor ?? shared) !== null);
    return Math.round(value * (factor ?? (value < 1_000 ? (shared ?? 1) : 1)));
  });
  if (sums.some((sum) => !Number.isFinite(sum) || sum < LEAST_PRICE || sum > MOST_PRICE)) return null;
  return rangeOf(sums, FROM.test(bare) && !UP_TO.test(bare));
}

function rangeOf(values: readonly number[], isLeast: boolean): Range {
  const [one = null, two] = values;
  if (one !== null && two !== undefined) return { min: Math.min(one, two), max: Math.max(one, two) };
  return isLeast ? { min: one, max: null } : { min: null, max: one };
}

type Bounds = { least: number; most: number; step: number };
const ROOMS: Bounds = { least: 0.5, most: 30, step: 0.5 };
const SIZES: Bounds = { least: 1, most: 100_000, step: 1 };
const FLOORS: Bounds = { least: -5, most: 200, step: 1 };

/** Both ends are the number where there is one; `4+` has no upper end. */
function readRange(text: string, { least, most, step }: Bounds): Range | null {
  const bare = text.replace(/[\u200e\u200f]/g, "").replace(/½/g, ".5");
  const [, one, two, more] =
    /^\s*(?:עד\s+)?(-?\d+(?:[.,]\d+)?)\s*(?:(?:-|–|עד|to)\s*(\d+(?:[.,]\d+)?))?\s*(\+|ומעלה)?\s*(?:[\p{L}"'׳״²\s.]*)$/u.exec(
      bare,
    ) ?? [];
  if (one === undefined) return null;
  const values = [one, ...(two === undefined ? [] : [two])].map((digits) => Number(digits.replace(",", ".")));
  if (values.some((value) => value < least || value > most || !Number.isInteger(value / step))) return null;
  const [low = 0, high = low] = values;
  if (/^\s*עד\s/.test(bare) && two === undefined) return { min: null, max: low };
  return { min: Math.min(low, high), max: more === undefined ? Math.max(low, high) : null };
}

export const readRooms = (text: string): Range | null => readRange(text, ROOMS);
export const readSize = (text: string): Range | null => readRange(text, SIZES);
export const readFloor = (text: string): Range | null =>
  /^(קומת\s+)?קרקע$/.test(plain(text)) ? { min: 0, max: 0 } : readRange(text, FLOORS);

const parts = (text: string, by: RegExp): string[] =>
  text
    .split(by)
    .map((part) => part.trim())
    .filter((part) => part !== "");

export const splitList = (text: string): string[] => [...new Set(parts(text, /[,;|/\n]+/))];
export const splitTags = (text: string): string[] => [...new Set(parts(text, /[,;|\n]+/))];
export const splitEmails = (text: string): string[] => [...new Set(parts(text, /[,;|\s]+/))];

/** A slash parts two numbers, and stands within one as well: `052/5550101`. */
export function splitPhones(text: string): string[] {
  const whole = parts(text, /[,;|\n]+|\s+או\s+/);
  return [
    ...new Set(
      whole.flatMap((part) => {
        const pieces = parts(part, /\//);
        const isEachWhole = pieces.every((piece) => piece.replace(/\D/g, "").length >= 7);
        return isEachWhole ? pieces : [part];
      }),
    ),
  ];
}

export const isEmail = (text: string): boolean => /^[^\s@<>()",;:]+@[^\s@.]+(\.[^\s@.]+)+$/.test(text);
/** Digits enough for a number, and little else. */
export const looksLikePhone = (text: string): boolean => {
  const digits = text.replace(/\D/g, "").length;
  return digits >= 7 && digits <= 15 && /^[\d\s+\-()./*־\u200e\u200f\u202a-\u202e]+$/.test(text);
};
