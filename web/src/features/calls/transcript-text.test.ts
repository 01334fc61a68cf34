import { expect, it } from "vitest";
import { transcriptText } from "./transcript-text.ts";

const turn = { startedAt: 1_000, interrupted: false, untranscribed: false };

it("is copied line by line: when, who, what, what was cut off and what could not be written down", () => {
  const text = transcriptText(
    [
      { ...turn, role: "assistant", text: "שלום, מדבר העוזר" },
      { ...turn, role: "caller", text: "אני מחפשת דירה", startedAt: 6_400 },
      { ...turn, role: "assistant", text: "באיזה אזור", startedAt: 72_000, interrupted: true },
      { ...turn, role: "caller", text: "", startedAt: 75_000, untranscribed: true },
    ],
    1_000,
  );
  expect(text.split("\n")).toEqual([
    "0:00 העוזר: שלום, מדבר העוזר",
    "0:05 הלקוח: אני מחפשת דירה",
    "1:11 העוזר: באיזה אזור (נקטע)",
    "1:14 הלקוח: (הלקוח דיבר, אבל הדברים לא נרשמו במילים.)",
  ]);
});
