import { describe, expect, it } from "vitest";
import { mergeTurns, takeTurn, type LiveTurn, type RecordedTurn } from "./turns.ts";

const turn = (seq: number, text: string, more: Partial<LiveTurn> = {}): LiveTurn => ({
  seq,
  text,
  role: "caller",
  startedAt: seq * 1000,
  interrupted: false,
  heardMs: null,
  untranscribed: false,
  final: false,
  ...more,
});
const recorded = (seq: number, text: string): RecordedTurn => {
  const { final: _final, ...rest } = turn(seq, text);
  return rest;
};
const texts = (turns: readonly LiveTurn[]) => turns.map((t) => t.text);
const heard = (...turns: LiveTurn[]) => turns.reduce<readonly LiveTurn[]>(takeTurn, []);

describe("turns from the socket", () => {
  it("grow in place while somebody speaks", () => {
    expect(texts(heard(turn(1, "של"), turn(1, "שלום"), turn(1, "שלום רב")))).toEqual(["שלום רב"]);
  });

  it("stand in the order they began, whatever order they come in", () => {
    expect(texts(heard(turn(3, "ג"), turn(1, "א"), turn(2, "ב")))).toEqual(["א", "ב", "ג"]);
  });

  it("do not shrink when an older message comes late", () => {
    expect(texts(heard(turn(1, "שלום רב"), turn(1, "שלום")))).toEqual(["שלום רב"]);
  });

  it("change nothing when repeated", () => {
    const once = heard(turn(1, "שלום", { final: true }));
    expect(takeTurn(once, turn(1, "שלום", { final: true }))).toEqual(once);
  });

  it("are not reopened by a late unfinished message after the final one", () => {
    const turns = heard(turn(1, "שלום", { final: true }), turn(1, "שלום וברכה רבה"));
    expect(turns).toEqual([turn(1, "שלום", { final: true })]);
  });

  it("take a late final of an earlier turn while a later one is running", () => {
    const turns = heard(
      turn(1, "מחפש דירה"),
      turn(2, "איפה", { role: "assistant" }),
      turn(1, "מחפש דירה בחיפה", { final: true }),
    );
    expect(texts(turns)).toEqual(["מחפש דירה בחיפה", "איפה"]);
    expect(turns.map((t) => t.final)).toEqual([true, false]);
  });

  it("take a second final that says how much was heard", () => {
    const cut = turn(2, "יש לנו", { role: "assistant", final: true, interrupted: true, heardMs: 900 });
    expect(heard(turn(2, "יש לנו שלוש דירות", { role: "assistant", final: true }), cut)).toEqual([cut]);
  });
});

describe("turns of the record and of the socket together", () => {
  it("show what was said before the page was opened and what is being said now", () => {
    const merged = mergeTurns([recorded(1, "שלום"), recorded(2, "מחפש דירה")], [turn(3, "באיזה אז")], false);
    expect(texts(merged)).toEqual(["שלום", "מחפש דירה", "באיזה אז"]);
    expect(merged.map((t) => t.final)).toEqual([true, true, false]);
  });

  it("prefer the socket while the call runs", () => {
    expect(texts(mergeTurns([recorded(1, "שלום")], [turn(1, "שלום רב")], false))).toEqual(["שלום רב"]);
  });

  it("prefer the record where the socket was away", () => {
    expect(texts(mergeTurns([recorded(1, "שלום רב לכולם")], [turn(1, "שלום")], false))).toEqual(["שלום רב לכולם"]);
  });

  it("prefer the record once the call has ended, and leave nothing unfinished", () => {
    const merged = mergeTurns([recorded(1, "תודה")], [turn(1, "תודה רבה לך"), turn(2, "להת")], true);
    expect(texts(merged)).toEqual(["תודה", "להת"]);
    expect(merged.every((t) => t.final)).toBe(true);
  });
});
