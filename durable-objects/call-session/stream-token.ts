/**
 * Which tokens open the stream (worker/stream-token.ts makes them): good once, for thirty seconds. Only hashes are kept.
 * There can be several, because Twilio may ask twice at the same moment and follow either answer; the first one used
 * voids the others.
 */
export type StreamToken = { hash: string; expiresAt: number };

/** Twilio repeats a webhook a few times at most. */
const MOST_OPEN = 4;

const LIVES_MS = 30_000;

export const keptToken = async (token: string, now: number): Promise<StreamToken> => ({
  hash: await hashOfToken(token),
  expiresAt: now + LIVES_MS,
});

export const withToken = (open: StreamToken[], added: StreamToken): StreamToken[] => [...open, added].slice(-MOST_OPEN);

/** `hash` is of the token that was shown. */
export const acceptsToken = (open: StreamToken[], hash: string, now: number): boolean =>
  open.some((kept) => now <= kept.expiresAt && hash === kept.hash);

export async function hashOfToken(token: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(token));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
