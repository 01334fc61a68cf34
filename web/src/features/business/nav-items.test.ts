import { describe, expect, it } from "vitest";
import { may, type Asker } from "../../../../core/auth/permissions.ts";
import { PLATFORM_ITEMS } from "../shell/platform-items.ts";
import { navItems } from "./nav-items.ts";

const kindsFor = (asker: Partial<Asker>) =>
  [...navItems("carmel"), ...PLATFORM_ITEMS.map((item) => ({ ...item, kind: `platform ${item.kind}` }))]
    .filter(({ needs }) => may({ platformRole: null, role: null, impersonating: false, ...asker }, needs))
    .map(({ kind }) => kind);

describe("the navigation", () => {
  it("shows agents what they work with, and nothing of the office's affairs", () => {
    expect(kindsFor({ role: "business" })).toEqual(["calls", "leads", "listings"]);
  });

  it("shows managers everything of their business", () => {
    expect(kindsFor({ role: "manager" })).toEqual(["calls", "leads", "listings", "settings", "people", "audit"]);
  });

  it("shows the platform's admins their own side, and no business they do not belong to", () => {
    expect(kindsFor({ platformRole: "admin" })).toEqual(["platform businesses", "platform numbers", "platform audit"]);
  });

  it("hides the platform's side from an admin who is here as somebody else", () => {
    expect(kindsFor({ platformRole: "admin", role: "business", impersonating: true })).toEqual([
      "calls",
      "leads",
      "listings",
    ]);
  });
});
