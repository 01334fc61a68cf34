import { expect, it } from "vitest";
import type { OwnSession } from "../../../../core/auth/wire.ts";
import { splitSessions } from "./split-sessions.ts";

const DAY_MS = 24 * 3_600_000;
const NOW = 100 * DAY_MS;

const session = (id: string, daysAgo: number, fields: Partial<OwnSession> = {}): OwnSession => ({
  id,
  current: false,
  createdAt: 0,
  lastUsedAt: NOW - daysAgo * DAY_MS,
  userAgent: null,
  address: null,
  impersonator: null,
  ...fields,
});

it("this device comes first, what was used lately next, and the rest waits; a visit of support is always seen", () => {
  const { recent, older } = splitSessions(
    [
      session("month", 30),
      session("yesterday", 1),
      session("visit", 20, { impersonator: "תמיכה" }),
      session("this", 9, { current: true }),
      session("week", 7),
    ],
    NOW,
  );
  expect(recent.map(({ id }) => id)).toEqual(["this", "yesterday", "visit"]);
  expect(older.map(({ id }) => id)).toEqual(["week", "month"]);
});
