/** Which sessions are shown at once, and which wait behind a line. Pure. */
import type { OwnSession } from "../../../../core/auth/wire.ts";

/** What was not used for so long is hardly what somebody looks for; a month's worth of them hides the one that matters. */
const RECENT_MS = 7 * 24 * 3_600_000;

/** This device first, the others as they were used. Somebody else's visit is never folded away. */
export function splitSessions(sessions: readonly OwnSession[], now: number) {
  const sorted = sessions.toSorted((a, b) => Number(b.current) - Number(a.current) || b.lastUsedAt - a.lastUsedAt);
  const isRecent = ({ current, impersonator, lastUsedAt }: OwnSession) =>
    current || impersonator !== null || now - lastUsedAt < RECENT_MS;
  return { recent: sorted.filter(isRecent), older: sorted.filter((session) => !isRecent(session)) };
}
