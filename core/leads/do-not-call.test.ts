import { expect, test } from "vitest";
import { CHECK_HOLDS_MS, mayCallForMarketing, type DoNotCall } from "./do-not-call.ts";

const NOW = Date.UTC(2026, 10, 27);
const known = (part: Partial<DoNotCall>): DoNotCall => ({
  checkedAt: null,
  result: null,
  exemption: null,
  exemptUntil: null,
  ...part,
});

test.each([
  ["nothing is known", null, { verdict: "unknown", why: "never_checked" }],
  [
    "the register was asked within 15 days",
    known({ checkedAt: NOW - 1, result: "clear" }),
    { verdict: "allowed", why: "clear", until: NOW - 1 + CHECK_HOLDS_MS },
  ],
  [
    "it was asked 15 days ago",
    known({ checkedAt: NOW - CHECK_HOLDS_MS, result: "clear" }),
    { verdict: "unknown", why: "check_too_old" },
  ],
  ["they stand in it, however long ago that was", known({ checkedAt: 1, result: "listed" }), { verdict: "refused" }],
  [
    "they stand in it and have agreed",
    known({ checkedAt: NOW, result: "listed", exemption: "consented", exemptUntil: NOW + 1 }),
    { verdict: "allowed", why: "exempt", until: NOW + 1 },
  ],
  [
    "they stand in it and what they agreed to is over",
    known({ checkedAt: NOW, result: "listed", exemption: "consented", exemptUntil: NOW }),
    { verdict: "refused" },
  ],
  [
    "they asked to be rung a year ago",
    known({ exemption: "asked", exemptUntil: NOW }),
    { verdict: "unknown", why: "exemption_over" },
  ],
])("may be rung up for marketing when %s", (_, doNotCall, verdict) => {
  expect(mayCallForMarketing(doNotCall, NOW)).toEqual(verdict);
});
