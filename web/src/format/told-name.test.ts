import { expect, test } from "vitest";
import { toldName, toldNames } from "./told-name.ts";

test("a name stands alone, and with an e-mail where one is needed", () => {
  expect(toldName("דנה", null)).toBe("דנה");
  expect(toldName("דנה", "dana@a.test")).toBe("דנה (\u2068dana@a.test\u2069)");
});

test("of people, those who look alike are told by their e-mails, and nobody else", () => {
  const people = [
    { userId: "1", name: "בר-און", email: "a@a.test" },
    { userId: "2", name: "בר־און", email: "b@a.test" },
    { userId: "3", name: "דנה", email: "c@a.test" },
  ];
  expect([...toldNames(people).values()]).toEqual([
    "בר-און (\u2068a@a.test\u2069)",
    "בר־און (\u2068b@a.test\u2069)",
    "דנה",
  ]);
});
