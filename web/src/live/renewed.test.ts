import { describe, expect, it } from "vitest";
import type { Session } from "../../../core/auth/wire.ts";
import { rightsIn } from "./renewed.ts";

type Membership = Session["memberships"][number];
const member: Membership = {
  businessId: "b1",
  slug: "b1",
  name: "עסק",
  role: "business",
  status: "active",
  agentsSee: "all",
};
const session = (change: Partial<Membership> = {}, more: Partial<Session> = {}): Session => ({
  user: { id: "u1", email: "a@b.test", name: "דנה", platformRole: null },
  memberships: [{ ...member, ...change }],
  csrfToken: "t",
  impersonation: null,
  ...more,
});

describe("rights", () => {
  it("are the same when only a token or a name has changed", () => {
    expect(rightsIn(session({ name: "אחר" }, { csrfToken: "other" }), "b1")).toBe(rightsIn(session(), "b1"));
  });

  it.each<[string, Session]>([
    ["role", session({ role: "manager" })],
    ["standing of the business", session({ status: "suspended" })],
    ["choice of what agents see", session({ agentsSee: "own" })],
    ["membership", session({ businessId: "b2" })],
  ])("are others with another %s", (_, other) => {
    expect(rightsIn(other, "b1")).not.toBe(rightsIn(session(), "b1"));
  });
});
