import { expect, it } from "vitest";
import { auditDays } from "./audit-days.ts";

it("puts lines under the day they were written in Israel, not in Greenwich", () => {
  const at = (time: string) => ({ at: Date.parse(time) });
  const lines = [at("2026-11-21T22:30:00Z"), at("2026-11-21T21:30:00Z"), at("2026-11-21T08:00:00Z")];
  expect(auditDays(lines).map(({ key, lines: of }) => [key, of.length])).toEqual([
    ["2026-11-22", 1],
    ["2026-11-21", 2],
  ]);
});
