import { describe, expect, test } from "vitest";
import { isStreamToken, makeStreamToken, STREAM_TOKEN } from "./stream-token.ts";

const CALL = `CA${"1".repeat(32)}`;
const OTHER = `CA${"2".repeat(32)}`;

describe("a stream's token", () => {
  test("fits the path, is another one each time, and is known as ours", () => {
    const made = Array.from({ length: 20 }, () => makeStreamToken(["one"], CALL));
    expect(new Set(made).size).toBe(20);
    for (const token of made) {
      expect(token).toMatch(new RegExp(`^${STREAM_TOKEN}$`));
      expect(isStreamToken(["one"], CALL, token)).toBe(true);
    }
  });

  test("is not one of another call, of another secret, or with a digit changed", () => {
    const token = makeStreamToken(["one"], CALL);
    expect(isStreamToken(["one"], OTHER, token)).toBe(false);
    expect(isStreamToken(["two"], CALL, token)).toBe(false);
    for (const at of [0, 23, 24, 47]) {
      const digit = token[at] === "0" ? "1" : "0";
      expect(isStreamToken(["one"], CALL, token.slice(0, at) + digit + token.slice(at + 1))).toBe(false);
    }
    for (const odd of ["", "0".repeat(48), token.slice(2), `${token}00`, "x".repeat(48)])
      expect(isStreamToken(["one"], CALL, odd)).toBe(false);
  });

  test("made with a secret that has been replaced is good until that one is taken out", () => {
    const token = makeStreamToken(["old"], CALL);
    expect(isStreamToken(["new", "old"], CALL, token)).toBe(true);
    expect(isStreamToken(["new"], CALL, token)).toBe(false);
  });
});
