/**
 * The token in the stream's path: good once, for thirty seconds, for this call alone. Only its hash is kept.
 */
export type StreamToken = { hash: string; expiresAt: number; used: boolean };

const LIVES_MS = 30_000;

export async function newStreamToken(now: number): Promise<{ token: string; kept: StreamToken }> {
  const bytes = crypto.getRandomValues(new Uint8Array(24));
  const token = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return { token, kept: { hash: await hashOfToken(token), expiresAt: now + LIVES_MS, used: false } };
}

/** `hash` is of the token that was shown. */
export const acceptsToken = (kept: StreamToken, hash: string, now: number): boolean =>
  !kept.used && now <= kept.expiresAt && hash === kept.hash;

export async function hashOfToken(token: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(token));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
