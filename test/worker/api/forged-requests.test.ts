import { describe, expect, test } from "vitest";
import { sessionsOf } from "./support/accounts.ts";
import { Browser } from "./support/browser.ts";
import { aUser, errorOf, makeWorld, PASSWORD } from "./support/world.ts";
import type { Deps } from "../../../worker/deps.ts";

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

const PROFILE = { name: "דנה" };

describe("the CSRF token", () => {
  test.each([
    ["is needed", null],
    ["cannot be made up", "x".repeat(43)],
    ["is not the empty string", ""],
  ])("%s", async (_, token) => {
    const browser = await makeWorld().signedIn((await aUser()).email);
    const response = await browser.patch("/api/auth/profile", { body: PROFILE, headers: { "X-CSRF-Token": token } });
    expect((await errorOf(response)).code).toBe("csrf_failed");
  });

  test("of another session does not serve", async () => {
    const world = makeWorld();
    const { email } = await aUser();
    const [mine, other] = [await world.signedIn(email), await world.signedIn(email)];
    const response = await mine.patch("/api/auth/profile", {
      body: PROFILE,
      headers: { "X-CSRF-Token": other.csrfToken },
    });
    expect(response.status).toBe(403);
  });
});

describe("the origin", () => {
  test("is PUBLIC_URL alone: the request's own Host, which a client writes, is none", async () => {
    const world = makeWorld();
    const other = new Browser(world.app, "https://preview.agentlocator.test");
    const response = await other.post("/api/auth/login", {
      body: { email: (await aUser()).email, password: PASSWORD },
    });
    expect((await errorOf(response)).code).toBe("csrf_failed");
  });

  test("of a machine may be any of its names for itself, on the same port", async () => {
    const world = makeWorld({ publicUrl: "http://localhost:8787" });
    const { email } = await aUser();
    const from = async (origin: string) =>
      (await new Browser(world.app, origin).post("/api/auth/login", { body: { email, password: PASSWORD } })).status;
    expect(await from("http://127.0.0.1:8787")).toBe(200);
    expect(await from("http://[::1]:8787")).toBe(200);
    expect(await from("http://localhost:8788")).toBe(403);
    expect(await from("https://localhost:8787")).toBe(403);
    expect(await from("http://localhost.evil.test:8787")).toBe(403);
  });
});

describe("the client's address", () => {
  const addressOf = async (told: string, config: Partial<Deps["config"]> = {}) => {
    const world = makeWorld();
    world.deps.config = { ...world.deps.config, ...config };
    const user = await aUser();
    const browser = new Browser(world.app);
    browser.address = told;
    await browser.signIn(user.email, PASSWORD);
    return (await sessionsOf(user.id))[0]?.address;
  };

  test("comes from one place, and is not taken where a client could have written it", async () => {
    expect(await addressOf("198.51.100.7")).toBe("198.51.100.7");
    expect(await addressOf("2001:db8::7")).toBe("2001:db8::7");
    expect(await addressOf("198.51.100.7", { CLIENT_ADDRESS: "none" })).toBeNull();
  });

  test.each(["9".repeat(60_000), "198.51.100.7, 10.0.0.1", "<script>", "localhost"])(
    "is an address or is not kept: %.20s",
    async (told) => expect(await addressOf(told)).toBeNull(),
  );
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
