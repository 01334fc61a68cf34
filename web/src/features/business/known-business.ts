/**
 * Which businesses this person has been in, on this tab: so that the page of one they were removed from can say so, also
 * after a reload. The server says of it what it says of any business that is not theirs: nothing.
 */
import { z } from "zod";

const KEY = "known-businesses";
const keptSchema = z.object({ userId: z.string(), names: z.record(z.string(), z.string()) });

/** By slug. Nobody reads what another person of the same tab was in. */
function namesOf(userId: string): Record<string, string> {
  try {
    const kept = keptSchema.parse(JSON.parse(sessionStorage.getItem(KEY) ?? "null"));
    return kept.userId === userId ? kept.names : {};
  } catch {
    return {};
  }
}

export const knownBusiness = {
  name: (userId: string, slug: string): string | undefined => namesOf(userId)[slug],
  add(userId: string, { slug, name }: { slug: string; name: string }): void {
    try {
      sessionStorage.setItem(KEY, JSON.stringify({ userId, names: { ...namesOf(userId), [slug]: name } }));
    } catch {
      // Then the page is one that was not found.
    }
  },
};
