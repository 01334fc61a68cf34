import { describe, expect, it } from "vitest";
import { paths } from "../../paths.ts";
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

  it("survives the way over the sign-in page, with the secret of a link in its fragment", () => {
    const address = new URL(paths.signIn("/invitation#Zk3mT0b9xQw-7dYc"), "https://own.test");
    expect(ownPath(address.searchParams.get("next"))).toBe("/invitation#Zk3mT0b9xQw-7dYc");
    expect(address.hash).toBe("");
  });

  it("does not lead back to the sign-in page or into the API", () => {
    expect(ownPath("/sign-in?next=/b")).toBe("/");
    expect(ownPath("/api/docs")).toBe("/");
  });
});
