import { expect, it } from "vitest";
import { he } from "../../../i18n/he.ts";
import { forbiddenActions } from "./forbidden-actions.ts";

it("what is forbidden while acting as somebody else is told by the permission table", () => {
  expect(forbiddenActions()).toEqual([
    he.audit.permissions["self.change"],
    he.audit.permissions["self.secure"],
    he.audit.permissions["policy.change"],
    he.audit.permissions["people.change"],
    he.admin.enterAs.forbiddenPlatform,
  ]);
});
