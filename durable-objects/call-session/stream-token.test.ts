import { describe, expect, test } from "vitest";
import { acceptsToken, hashOfToken, keptToken, withToken } from "./stream-token.ts";

const NOW = 1_700_000_000_000;
const TOKEN = "ab".repeat(24);

describe("a stream's token", () => {
  test("is good for thirty seconds", async () => {
    const kept = await keptToken(TOKEN, NOW);
    const hash = await hashOfToken(TOKEN);
    expect(acceptsToken([kept], hash, NOW + 30_000)).toBe(true);
    expect(acceptsToken([kept], hash, NOW + 30_001)).toBe(false);
  });

  test("is not kept itself", async () => {
    expect(JSON.stringify(await keptToken(TOKEN, NOW))).not.toContain(TOKEN);
  });

  test("another token is not accepted, nor its hash shown as a token", async () => {
    const kept = await keptToken(TOKEN, NOW);
    expect(acceptsToken([kept], await hashOfToken("0".repeat(48)), NOW)).toBe(false);
    expect(acceptsToken([kept], await hashOfToken(kept.hash), NOW)).toBe(false);
    expect(acceptsToken([], await hashOfToken(""), NOW)).toBe(false);
  });

  test("of several, each is good; only the newest few are kept", async () => {
    const tokens = Array.from({ length: 6 }, (_, index) => `${index}`.repeat(48));
    let open: Awaited<ReturnType<typeof keptToken>>[] = [];
    for (const token of tokens) open = withToken(open, await keptToken(token, NOW));
    const good = await Promise.all(tokens.map(async (token) => acceptsToken(open, await hashOfToken(token), NOW)));
    expect(good).toEqual([false, false, true, true, true, true]);
  });
});
