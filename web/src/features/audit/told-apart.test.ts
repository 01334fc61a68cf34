import { expect, test } from "vitest";
import type { AuditLine } from "../../../../core/audit/wire.ts";
import { toldApart } from "./told-apart.ts";

const line = (userId: string, name: string, emails: Record<string, string>): AuditLine => ({
  id: userId,
  at: 1,
  action: "settings.changed",
  actor: { userId, name },
  impersonator: null,
  address: null,
  userAgent: null,
  record: { type: "settings", id: "b1", label: null },
  data: {},
  emails,
});

test("e-mails stay with those whose name another on the screen has too", () => {
  const lines = [
    line("1", "Dana", { "1": "dana@a.test" }),
    line("2", "Yossi", { "2": "yossi@a.test" }),
    line("3", "D\u0430na", { "3": "other@b.test" }),
  ];
  expect(toldApart(lines).map(({ emails }) => emails)).toEqual([{ "1": "dana@a.test" }, {}, { "3": "other@b.test" }]);
});
