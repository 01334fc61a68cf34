import { describe, expect, it } from "vitest";
import { ownPath } from "./return-path.ts";

describe("the path returned to after signing in", () => {
  it("keeps a path of the dashboard with its query and fragment", () => {
    expect(ownPath("/b/carmel/calls?filter=live#top")).toBe("/b/carmel/calls?filter=live#top");
  });

  it.each([
    null,
    "",
    "https://evil.test/b",
    "//evil.test/b",
    "/\\evil.test",
    "/\t/evil.test",
    "\\\\evil.test",
    "javascript:alert(1)",
    "b/carmel",
    "/..//evil.test",
    "/%5cevil.test/..//evil.test",
  ])("never leads to another site: %s", (candidate) => {
    expect(ownPath(candidate)).toBe("/");
  });

  it("does not lead back to the sign-in page or into the API", () => {
    expect(ownPath("/sign-in?next=/b")).toBe("/");
    expect(ownPath("/api/docs")).toBe("/");
  });
});
