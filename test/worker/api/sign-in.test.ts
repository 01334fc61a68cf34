import { describe, expect, test } from "vitest";
import { aBusiness, aMember, aUser, errorOf, makeWorld, PASSWORD, START } from "./support/world.ts";
import { ACCESS_TOKEN_MS } from "../../../worker/features/auth/access-token.ts";

const DEVICE = "__Host-agentlocator-device";
const ACCESS = "__Host-agentlocator-access";
const REFRESH = "__Host-agentlocator-refresh";

describe("signing in", () => {
  test("answers who this is, where they belong, and a CSRF token", async () => {
    const world = makeWorld();
    const business = await aBusiness();
    const user = await aMember(business, "business");
    const session = await world.browser().signIn(user.email, PASSWORD);
    expect(session).toEqual({
      user: { id: user.id, email: user.email, name: user.name, platformRole: null },
      memberships: [
        {
          businessId: business.id,
          slug: business.slug,
          name: business.name,
          role: "business",
          status: "active",
          agentsSee: "all",
          logoVersion: null,
        },
      ],
      impersonation: null,
      csrfToken: expect.stringMatching(/^[\w-]{43}$/),
    });
  });

  test("takes the email in any case, with spaces around it", async () => {
    const user = await aUser();
    const session = await makeWorld().browser().signIn(`  ${user.email.toUpperCase()} `, PASSWORD);
    expect(session.user.id).toBe(user.id);
  });

  test("over https sets __Host- cookies that scripts cannot read", async () => {
    const { email } = await aUser();
    const response = await makeWorld()
      .browser()
      .post("/api/auth/login", { body: { email, password: PASSWORD } });
    expect(response.headers.get("Cache-Control")).toBe("no-store");
    const cookies = response.headers.getSetCookie();
    expect(cookies.map((cookie) => cookie.split("=")[0])).toEqual([DEVICE, ACCESS, REFRESH]);
    for (const cookie of cookies) {
      expect(cookie).toMatch(/; HttpOnly/);
      expect(cookie).toMatch(/; Secure/);
      expect(cookie).toMatch(/; SameSite=Lax/);
      expect(cookie).toMatch(/; Path=\/(;|$)/);
      expect(cookie).not.toMatch(/Domain/i);
    }
  });

  test("on a laptop's http sets plain cookies, which browsers would refuse with the prefix", async () => {
    const { email } = await aUser();
    const world = makeWorld({ publicUrl: "http://localhost:8787" });
    const browser = await world.signedIn(email);
    expect([...browser.cookies.keys()]).toEqual(["agentlocator-device", "agentlocator-access", "agentlocator-refresh"]);
    expect((await browser.get("/api/auth/me")).status).toBe(200);
  });

  test("a wrong password, an unknown, a disabled and an invited account get the same answer and no cookie", async () => {
    const known = await aUser();
    const disabled = await aUser({ disabledAt: START });
    const invited = await aUser({ passwordHash: null });
    const attempts = [
      { email: known.email, password: "wrong" },
      { email: "nobody@example.test", password: PASSWORD },
      { email: disabled.email, password: PASSWORD },
      { email: invited.email, password: PASSWORD },
    ];
    const answers = await Promise.all(attempts.map((body) => makeWorld().browser().post("/api/auth/login", { body })));
    for (const answer of answers) {
      expect(answer.status).toBe(401);
      expect(answer.headers.getSetCookie()).toEqual([]);
      expect(await errorOf(answer)).toEqual({
        code: "invalid_credentials",
        message: "no account has this email and password",
      });
    }
  });

  test("a body without its fields names them", async () => {
    const error = await errorOf(
      await makeWorld()
        .browser()
        .post("/api/auth/login", { body: { email: "not an address" } }),
    );
    expect(error.code).toBe("validation_failed");
    expect(error.details?.map(({ field }) => field)).toEqual(["email", "password"]);
  });
});

describe("a session", () => {
  test("is told again by /me, with the same CSRF token", async () => {
    const { email } = await aUser();
    const browser = makeWorld().browser();
    const session = await browser.signIn(email, PASSWORD);
    expect(await (await browser.get("/api/auth/me")).json()).toEqual(session);
  });

  test("needs a new access token after fifteen minutes", async () => {
    const world = makeWorld();
    const browser = await world.signedIn((await aUser()).email);
    world.clock.now += ACCESS_TOKEN_MS - 1_000;
    expect((await browser.get("/api/auth/me")).status).toBe(200);
    world.clock.now += 1_000;
    expect((await browser.get("/api/auth/me")).status).toBe(401);
  });

  test("ends at sign-out: its access token and its refresh token are dead at once", async () => {
    const world = makeWorld();
    const browser = await world.signedIn((await aUser()).email);
    const thief = browser.copy();
    expect((await browser.post("/api/auth/logout")).status).toBe(204);
    expect([...browser.cookies.keys()]).toEqual([DEVICE]);
    expect((await thief.get("/api/auth/me")).status).toBe(401);
    expect((await thief.post("/api/auth/refresh")).status).toBe(401);
  });

  test("of one device outlives the sign-out of another", async () => {
    const world = makeWorld();
    const { email } = await aUser();
    const [phone, laptop] = [await world.signedIn(email), await world.signedIn(email)];
    await phone.post("/api/auth/logout");
    expect((await laptop.get("/api/auth/me")).status).toBe(200);
  });
});
