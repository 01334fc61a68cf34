/**
 * What a person opened last, by place (the id of a business, or `PLATFORM`). Only what it is and its id: names and
 * numbers of people stay on the server, which is asked anew each time whether they may still be seen.
 */
import { isListOf, isMapOf, isObject, isOneOf, isText, readJson } from "../../../api/shape.ts";

export const PLATFORM = "platform";
/** As many as are walked with the arrows without looking for them. */
export const RECENT_MAX = 5;

const RECENT_KINDS = ["lead", "call", "business"] as const;
export type Recent = { kind: (typeof RECENT_KINDS)[number]; id: string };
export type RecentByPlace = Record<string, Recent[]>;

const isRecentByPlace = isMapOf(isListOf(isObject<Recent>({ kind: isOneOf(RECENT_KINDS), id: isText })));

const isSame = (one: Recent, other: Recent) => one.kind === other.kind && one.id === other.id;

/** Whatever was kept; what cannot be read is nothing. */
export const readRecent = (kept: string | null): RecentByPlace => readJson(kept, isRecentByPlace) ?? {};

/** With this one first. Of places that are not this person's any more nothing stays. */
export function withOpened(kept: RecentByPlace, place: string, opened: Recent, places: readonly string[]) {
  const before = kept[place] ?? [];
  const now = [opened, ...before.filter((each) => !isSame(each, opened))].slice(0, RECENT_MAX);
  return Object.fromEntries(Object.entries({ ...kept, [place]: now }).filter(([each]) => places.includes(each)));
}

export const withoutRecent = (kept: RecentByPlace, place: string, gone: Recent): RecentByPlace => ({
  ...kept,
  [place]: (kept[place] ?? []).filter((each) => !isSame(each, gone)),
});
