import { describe, expect, test } from "vitest";
import { changesBetween } from "./changes.ts";

describe("what a change changed", () => {
  test("is the fields that differ, as they were and as they are", () => {
    expect(changesBetween({ voice: "ash", name: "דן" }, { voice: "echo", name: "דן" })).toEqual({
      voice: { from: "ash", to: "echo" },
    });
  });

  test("is nothing when the values are the same, within fields too", () => {
    expect(changesBetween({ a: null, limits: { max: 1 } }, { a: null, limits: { max: 1 } })).toEqual({});
  });

  test("leaves alone what was not given", () => {
    expect(changesBetween({ voice: "ash", name: "דן" }, {})).toEqual({});
  });

  test("names a field within a field", () => {
    expect(changesBetween({ limits: { max: 1, min: 0 } }, { limits: { max: 2, min: 0 } })).toEqual({
      "limits.max": { from: 1, to: 2 },
    });
  });

  test("shows what went and what came when the kind of a setting changes", () => {
    const before = { turn: { type: "server_vad", threshold: 0.6 } };
    expect(changesBetween(before, { turn: { type: "semantic_vad", eagerness: "low" } })).toEqual({
      "turn.type": { from: "server_vad", to: "semantic_vad" },
      "turn.threshold": { from: 0.6, to: null },
      "turn.eagerness": { from: null, to: "low" },
    });
  });

  test("of a long text is its length, and of a private field always", () => {
    const long = "א".repeat(121);
    expect(
      changesBetween({ greeting: "שלום", prompt: "סוד" }, { greeting: long, prompt: "אחר לגמרי" }, ["prompt"]),
    ).toEqual({
      greeting: { fromChars: 4, toChars: 121 },
      prompt: { fromChars: 3, toChars: 9 },
    });
  });
});
