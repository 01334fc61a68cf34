import { describe, expect, test } from "vitest";
import { Browser } from "./support/browser.ts";
import { aUser, errorOf, makeWorld, PASSWORD } from "./support/world.ts";

const FOREIGN = [
  ["another site's Origin", { Origin: "https://evil.test" }],
  ["our name on another scheme", { Origin: "http://agentlocator.test" }],
  ["a sibling subdomain", { Origin: "https://x.agentlocator.test", "Sec-Fetch-Site": "same-site" }],
  ["an opaque Origin", { Origin: "null" }],
  ["Fetch-Metadata of another site", { "Sec-Fetch-Site": "cross-site" }],
  ["Fetch-Metadata of a sibling", { "Sec-Fetch-Site": "same-site" }],
] as const;

describe("a request made by another site's page is refused", () => {
  test.each(FOREIGN)("sign-in with %s", async (_, headers) => {
    const { email } = await aUser();
    const response = await makeWorld()
      .browser()
      .post("/api/auth/login", { body: { email, password: PASSWORD }, headers });
    expect(response.status).toBe(403);
    expect((await errorOf(response)).code).toBe("csrf_failed");
    expect(response.headers.getSetCookie()).toEqual([]);
  });

  test.each(FOREIGN)("refresh with %s", async (_, headers) => {
    const browser = await makeWorld().signedIn((await aUser()).email);
    expect((await browser.post("/api/auth/refresh", { headers })).status).toBe(403);
  });

  test.each(FOREIGN)("sign-out with %s, even with the CSRF token", async (_, headers) => {
    const browser = await makeWorld().signedIn((await aUser()).email);
    expect((await browser.post("/api/auth/logout", { headers })).status).toBe(403);
    expect((await browser.get("/api/auth/me")).status).toBe(200);
  });
});

describe("the CSRF token", () => {
  test.each([
    ["is needed", null],
    ["cannot be made up", "x".repeat(43)],
    ["is not the empty string", ""],
  ])("%s", async (_, token) => {
    const browser = await makeWorld().signedIn((await aUser()).email);
    const response = await browser.post("/api/auth/logout", { headers: { "X-CSRF-Token": token } });
    expect((await errorOf(response)).code).toBe("csrf_failed");
  });

  test("of another session does not serve", async () => {
    const world = makeWorld();
    const { email } = await aUser();
    const [mine, other] = [await world.signedIn(email), await world.signedIn(email)];
    const response = await mine.post("/api/auth/logout", { headers: { "X-CSRF-Token": other.csrfToken } });
    expect(response.status).toBe(403);
  });
});

test("the Worker's own address serves as an origin beside PUBLIC_URL", async () => {
  const world = makeWorld();
  const preview = new Browser(world.app, "https://preview.agentlocator.test");
  await preview.signIn((await aUser()).email, PASSWORD);
  expect((await preview.post("/api/auth/logout")).status).toBe(204);
});

test("a script, which sends neither Origin nor Fetch-Metadata, may sign in", async () => {
  const { email } = await aUser();
  const headers = { Origin: null, "Sec-Fetch-Site": null };
  expect(
    (
      await makeWorld()
        .browser()
        .post("/api/auth/login", { body: { email, password: PASSWORD }, headers })
    ).status,
  ).toBe(200);
});
