import { describe, expect, it } from "vitest";
import type { AuditLine } from "../../../../core/audit/wire.ts";
import { groupLines } from "./group-lines.ts";

const MINUTE_MS = 60_000;

const line = (minute: number, fields: Partial<AuditLine> = {}): AuditLine => ({
  id: `${minute}`,
  at: minute * MINUTE_MS,
  action: "settings.changed",
  actor: { userId: "dana", name: "דנה" },
  impersonator: null,
  address: null,
  userAgent: null,
  record: { type: "settings", id: "b1", label: null },
  data: {},
  emails: {},
  ...fields,
});

const shape = (lines: AuditLine[]) => groupLines(lines).map((group) => group.lines.map(({ id }) => id));

describe("lines of the log", () => {
  it("of one person about one thing within minutes are one, each counted from the one before", () => {
    expect(shape([line(30), line(21), line(12)])).toEqual([["30", "21", "12"]]);
    expect(shape([line(30), line(19)])).toEqual([["30"], ["19"]]);
  });

  it.each<{ what: string; other: Partial<AuditLine> }>([
    { what: "another person", other: { actor: { userId: "ron", name: "רון" } } },
    { what: "support in their name", other: { impersonator: { userId: "admin", name: "תמיכה" } } },
    { what: "another action", other: { action: "policy.changed" } },
    { what: "another thing", other: { record: { type: "lead", id: "l1", label: null } } },
  ])("are apart for $what, also where the same goes on behind it", ({ other }) => {
    expect(shape([line(3), line(2, other), line(1)])).toEqual([["3"], ["2"], ["1"]]);
  });
});
