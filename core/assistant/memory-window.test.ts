import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { TurnRecord } from "../calls/call-record.ts";
import { historyOf } from "./memory-window.ts";

const turn = (seq: number, text: string, role: TurnRecord["role"] = seq % 2 ? "caller" : "assistant"): TurnRecord => ({
  seq,
  role,
  text,
  startedAt: seq,
  interrupted: false,
  heardMs: null,
  untranscribed: false,
});

describe("the conversation so far, for a new session", () => {
  test("has the caller's words as input and the assistant's as output, in order", () => {
    expect(historyOf([turn(1, "שלום"), turn(2, "מה שלומך?")])).toEqual([
      { role: "caller", text: "שלום" },
      { role: "assistant", text: "מה שלומך?" },
    ]);
  });

  test("says of words that could not be written down that there were some", () => {
    const [said] = historyOf([{ ...turn(1, ""), untranscribed: true }]);
    expect(said).toMatchObject({ role: "caller", text: expect.stringContaining("לא נקלטו") });
  });

  test("leaves out turns without words", () => {
    expect(historyOf([turn(1, ""), turn(2, "כן")])).toHaveLength(1);
  });

  test("of a long call keeps the newest part whole, within its room", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5_000 }), { maxLength: 30 }), (lengths) => {
        const turns = lengths.map((length, index) => turn(index + 1, "א".repeat(length)));
        const kept = historyOf(turns).map(({ text }) => text);
        const spoken = turns.map(({ text }) => text).filter((text) => text !== "");
        expect(kept).toEqual(spoken.slice(spoken.length - kept.length));
        expect(kept.join("").length).toBeLessThanOrEqual(12_000);
        if (kept.length < spoken.length)
          expect(kept.join("").length + (spoken.at(-kept.length - 1) ?? "").length).toBeGreaterThan(12_000);
      }),
    );
  });
});
