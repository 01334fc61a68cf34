import { describe, expect, it } from "vitest";
import { isCurrent } from "./nav-item.ts";

describe("the line of the navigation one stands on", () => {
  it.each([
    [{ to: "/b/a/leads" }, "/b/a/leads", true],
    [{ to: "/b/a/leads" }, "/b/a/leads/7", true],
    [{ to: "/b/a/leads" }, "/b/a/leadership", false],
    [{ to: "/b/a/leads" }, "/b/a/calls", false],
    [{ to: "/admin", within: "/admin/businesses" }, "/admin", true],
    [{ to: "/admin", within: "/admin/businesses" }, "/admin/businesses/7", true],
    [{ to: "/admin", within: "/admin/businesses" }, "/admin/numbers", false],
  ])("%j at %s: %s", (item, pathname, expected) => {
    expect(isCurrent(item, pathname)).toBe(expected);
  });
});
