import { expect, it } from "vitest";
import { markedLines } from "./marked-lines.ts";

it("marks the lines that one text has alone, and no empty ones", () => {
  const marked = markedLines("אחת\n\nשתיים \nשלוש", "שתיים\nאחת\nארבע");
  expect(marked.filter(({ isOwn }) => isOwn).map(({ line }) => line)).toEqual(["שלוש"]);
  expect(marked.map(({ line }) => line).join("\n")).toBe("אחת\n\nשתיים \nשלוש");
});
