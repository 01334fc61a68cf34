/**
 * Which businesses this person has been in, on this tab: so that the page of one they were removed from can say so, also
 * after a reload. The server says of it what it says of any business that is not theirs: nothing.
 */
import { onTab } from "../../api/device-storage.ts";
import { isMapOf, isObject, isText, readJson } from "../../api/shape.ts";

const KEY = "known-businesses";
const isKept = isObject<{ userId: string; names: Record<string, string> }>({ userId: isText, names: isMapOf(isText) });

/** By slug. Nobody reads what another person of the same tab was in. */
function namesOf(userId: string): Record<string, string> {
  const kept = readJson(onTab.read(KEY), isKept);
  return kept?.userId === userId ? kept.names : {};
}

export const knownBusiness = {
  name: (userId: string, slug: string): string | undefined => namesOf(userId)[slug],
  /** Where it cannot be kept, the page is one that was not found. */
  add: (userId: string, { slug, name }: { slug: string; name: string }): void =>
    void onTab.keep(KEY, JSON.stringify({ userId, names: { ...namesOf(userId), [slug]: name } })),
};
