import { describe, expect, test } from "vitest";
import { acceptsToken, hashOfToken, newStreamToken, withToken } from "./stream-token.ts";

const NOW = 1_700_000_000_000;

describe("a stream's token", () => {
  test("is good for thirty seconds", async () => {
    const { token, kept } = await newStreamToken(NOW);
    const hash = await hashOfToken(token);
    expect(acceptsToken([kept], hash, NOW + 30_000)).toBe(true);
    expect(acceptsToken([kept], hash, NOW + 30_001)).toBe(false);
  });

  test("is not kept itself, fits the path, and is another one each time", async () => {
    const made = await Promise.all(Array.from({ length: 20 }, () => newStreamToken(NOW)));
    expect(new Set(made.map(({ token }) => token)).size).toBe(20);
    for (const { token, kept } of made) {
      expect(token).toMatch(/^[0-9a-f]{48}$/);
      expect(JSON.stringify(kept)).not.toContain(token);
    }
  });

  test("another token is not accepted, nor its hash shown as a token", async () => {
    const { kept } = await newStreamToken(NOW);
    expect(acceptsToken([kept], await hashOfToken("0".repeat(48)), NOW)).toBe(false);
    expect(acceptsToken([kept], await hashOfToken(kept.hash), NOW)).toBe(false);
    expect(acceptsToken([], await hashOfToken(""), NOW)).toBe(false);
  });

  test("of several, each is good; only the newest few are kept", async () => {
    const made = await Promise.all(Array.from({ length: 6 }, () => newStreamToken(NOW)));
    const open = made.reduce<(typeof made)[number]["kept"][]>((all, { kept }) => withToken(all, kept), []);
    const good = await Promise.all(made.map(async ({ token }) => acceptsToken(open, await hashOfToken(token), NOW)));
    expect(good).toEqual([false, false, true, true, true, true]);
  });
});
