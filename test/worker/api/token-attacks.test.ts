/** What somebody can do who makes, keeps or steals tokens: nothing. */
import { SignJWT, type JWTPayload } from "jose";
import { describe, expect, test } from "vitest";
import { auditOf, sessionIdOf, sessionsOf } from "./support/accounts.ts";
import { Browser } from "./support/browser.ts";
import { aBusiness, aMember, aUser, errorOf, makeWorld, PASSWORD, START } from "./support/world.ts";
import type { Session } from "../../../core/auth/wire.ts";
import { ACCESS_TOKEN_MS, signAccessToken, type AccessClaims } from "../../../worker/features/auth/access-token.ts";
import { csrfToken } from "../../../worker/features/auth/csrf-token.ts";
import { keysFor } from "../../../worker/signing-keys.ts";

const ACCESS = "__Host-agentlocator-access";
const REFRESH = "__Host-agentlocator-refresh";

/** The status of `/me` for a token that `make` makes of a session that goes on. */
async function answerTo(make: (secrets: string[], claims: AccessClaims) => string | Promise<string>): Promise<number> {
  const world = makeWorld();
  const user = await aUser();
  const browser = await world.signedIn(user.email);
  const forger = new Browser(world.app);
  const claims = { userId: user.id, sessionId: sessionIdOf(browser) };
  forger.cookies.set(ACCESS, await make(world.deps.config.JWT_SECRET, claims));
  return (await forger.get("/api/auth/me")).status;
}

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

function payloadOf({ userId, sessionId }: AccessClaims, change: Record<string, unknown> = {}): JWTPayload {
  const times = { iat: START / 1000, exp: START / 1000 + 60 };
  return { sub: userId, sid: sessionId, iss: "agentlocator", aud: "agentlocator-dashboard", ...times, ...change };
}

function signed(secrets: string[], claims: AccessClaims, { header = {}, change = {} } = {}): Promise<string> {
  const [{ kid, key }] = keysFor("access", secrets);
  return new SignJWT(payloadOf(claims, change))
    .setProtectedHeader({ alg: "HS256", typ: "at+jwt", kid, ...header })
    .sign(key);
}

describe("an access token", () => {
  test("that is made as ours are is good, which shows that what follows is refused for its own reason", async () => {
    expect(await answerTo((secrets, claims) => signed(secrets, claims))).toBe(200);
  });

  test.each(["none", "None", "NONE"])("with alg %s and no signature is not", async (alg) => {
    const make = (secrets: string[], claims: AccessClaims) => {
      const [{ kid }] = keysFor("access", secrets);
      return `${part({ alg, typ: "at+jwt", kid })}.${part(payloadOf(claims))}.`;
    };
    expect(await answerTo(make)).toBe(401);
  });

  test.each(["HS384", "HS512"])("with another algorithm (%s) and our key is not", async (alg) => {
    const make = (secrets: string[], claims: AccessClaims) => {
      const [{ kid }] = keysFor("access", secrets);
      return new SignJWT(payloadOf(claims))
        .setProtectedHeader({ alg, typ: "at+jwt", kid })
        .sign(new TextEncoder().encode("x".repeat(64)));
    };
    expect(await answerTo(make)).toBe(401);
  });

  test("whose claims were changed under its signature is not", async () => {
    const other = await aUser({ platformRole: "admin" });
    const make = async (secrets: string[], claims: AccessClaims) => {
      const [header, , signature] = (await signed(secrets, claims)).split(".");
      return [header, part(payloadOf({ ...claims, userId: other.id })), signature].join(".");
    };
    expect(await answerTo(make)).toBe(401);
  });

  test.each(["JWT", "rt+jwt", "dpop+jwt", undefined])("of another type (%s) is not", async (typ) => {
    expect(await answerTo((secrets, claims) => signed(secrets, claims, { header: { typ } }))).toBe(401);
  });

  test("that brings its own key is not", async () => {
    const jwk = { kty: "oct", k: Buffer.from("x".repeat(32)).toString("base64url") };
    const make = (_: string[], claims: AccessClaims) =>
      new SignJWT(payloadOf(claims))
        .setProtectedHeader({ alg: "HS256", typ: "at+jwt", jwk, kid: "../../dev/null" })
        .sign(new TextEncoder().encode("x".repeat(32)));
    expect(await answerTo(make)).toBe(401);
  });

  test("signed with the CSRF key, or with the secret itself, is not", async () => {
    const kidOf = (secrets: string[]) => keysFor("access", secrets)[0].kid;
    const make = (key: (secrets: string[]) => Uint8Array) => (secrets: string[], claims: AccessClaims) =>
      new SignJWT(payloadOf(claims))
        .setProtectedHeader({ alg: "HS256", typ: "at+jwt", kid: kidOf(secrets) })
        .sign(key(secrets));
    expect(await answerTo(make((secrets) => keysFor("csrf", secrets)[0].key))).toBe(401);
    expect(await answerTo(make(([secret]) => new TextEncoder().encode(secret)))).toBe(401);
  });

  test("of a retired or made-up key is not", async () => {
    expect(await answerTo((_, claims) => signed(["some-other-secret-0123456789abcdefgh"], claims))).toBe(401);
  });

  test("of another user for this session is not", async () => {
    expect(await answerTo((secrets, claims) => signed(secrets, { ...claims, userId: "someone-else" }))).toBe(401);
  });

  test.each([
    ["another issuer", { iss: "elsewhere" }],
    ["another audience", { aud: "elsewhere" }],
    ["no session", { sid: undefined }],
    ["no user", { sub: undefined }],
    ["no end", { exp: undefined }],
    ["an end that was", { exp: START / 1000 }],
    ["a session that is no text", { sid: ["a", "list"] }],
  ])("with %s is not", async (_, change) => {
    expect(await answerTo((secrets, claims) => signed(secrets, claims, { change }))).toBe(401);
  });

  test.each(["", ".", "..", "not.a.token", "a.b.c.d", "x".repeat(4_000), "🎈.🎈.🎈"])(
    "that is no token at all (%s) is not",
    async (token) => {
      expect(await answerTo(() => encodeURIComponent(token))).toBe(401);
    },
  );

  test("is no refresh token, and the other way round", async () => {
    const world = makeWorld();
    const browser = await world.signedIn((await aUser()).email);
    const swapped = new Browser(world.app);
    swapped.cookies.set(ACCESS, browser.cookies.get(REFRESH) ?? "");
    swapped.cookies.set(REFRESH, browser.cookies.get(ACCESS) ?? "");
    expect((await swapped.get("/api/auth/me")).status).toBe(401);
    expect((await swapped.post("/api/auth/refresh")).status).toBe(401);
    expect((await browser.get("/api/auth/me")).status).toBe(200);
  });
});

describe("a stolen refresh token", () => {
  async function stolen() {
    const world = makeWorld();
    const business = await aBusiness();
    const user = await aMember(business);
    const browser = await world.signedIn(user.email);
    return { ...world, business, user, browser, thief: browser.copy() };
  }

  test("that the owner's browser has replaced ends the session for both, on record and at once", async () => {
    const { browser, thief, user, business, hubCalls } = await stolen();
    const sessionId = sessionIdOf(browser);
    await browser.post("/api/auth/refresh");
    await browser.post("/api/auth/refresh");
    thief.address = "198.51.100.200";
    expect((await thief.post("/api/auth/refresh")).status).toBe(401);
    expect((await browser.get("/api/auth/me")).status).toBe(401);
    expect((await sessionsOf(user.id)).map(({ endReason }) => endReason)).toEqual(["refresh_reused"]);
    expect(hubCalls).toContainEqual({
      businessId: business.id,
      method: "dropSockets",
      argument: { sessionId },
    });
    expect(await auditOf(user.id, "session.theft_suspected")).toMatchObject([
      { businessId: business.id, recordType: "session", recordId: sessionId, address: "198.51.100.200" },
    ]);
  });

  test("that the thief used first ends with the owner's next refresh: neither keeps the session", async () => {
    const { browser, thief, clock } = await stolen();
    expect((await thief.post("/api/auth/refresh")).status).toBe(200);
    expect((await thief.post("/api/auth/refresh")).status).toBe(200);
    clock.now += ACCESS_TOKEN_MS;
    expect((await browser.post("/api/auth/refresh")).status).toBe(401);
    expect((await thief.post("/api/auth/refresh")).status).toBe(401);
    expect((await thief.get("/api/auth/me")).status).toBe(401);
  });

  test("leaves the person's other sessions alone, and is told of once", async () => {
    const { browser, thief, user, signedIn } = await stolen();
    const other = await signedIn(user.email);
    await browser.post("/api/auth/refresh");
    await browser.post("/api/auth/refresh");
    await thief.copy().post("/api/auth/refresh");
    await thief.copy().post("/api/auth/refresh");
    expect((await other.get("/api/auth/me")).status).toBe(200);
    expect(await auditOf(user.id, "session.theft_suspected")).toHaveLength(1);
  });
});

describe("when JWT_SECRET is rotated", () => {
  const [OLD, NEW] = ["the-old-secret-0123456789abcdefghij-old", "the-new-secret-0123456789abcdefghij-new"];
  const { config } = makeWorld().deps;
  const worldWith = (...secrets: string[]) => makeWorld({ deps: { config: { ...config, JWT_SECRET: secrets } } });
  const kidOf = (token: string | undefined) =>
    (JSON.parse(Buffer.from((token ?? "").split(".")[0] ?? "", "base64url").toString()) as { kid: string }).kid;

  /** The same browser, in front of a Worker with other secrets. */
  function moved(browser: Browser, world: ReturnType<typeof makeWorld>): Browser {
    const copy = new Browser(world.app);
    for (const [name, value] of browser.cookies) copy.cookies.set(name, value);
    copy.csrfToken = browser.csrfToken;
    return copy;
  }

  test("sessions and CSRF tokens of before go on, new ones are made with the first secret", async () => {
    const { email } = await aUser();
    const before = await worldWith(OLD).signedIn(email);
    const rotated = worldWith(NEW, OLD);
    const browser = moved(before, rotated);
    expect((await browser.get("/api/auth/me")).status).toBe(200);
    expect((await browser.patch("/api/auth/profile", { body: { name: "Still here" } })).status).toBe(200);
    rotated.clock.now += ACCESS_TOKEN_MS;
    const session = await (await browser.post("/api/auth/refresh")).json<Session>();
    expect(kidOf(before.cookies.get(ACCESS))).toBe(keysFor("access", [OLD])[0].kid);
    expect(kidOf(browser.cookies.get(ACCESS))).toBe(keysFor("access", [NEW])[0].kid);
    expect(session.csrfToken).toBe(csrfToken([NEW], sessionIdOf(browser)));
    expect((await browser.patch("/api/auth/profile", { body: { name: "With either" } })).status).toBe(200);
    browser.csrfToken = session.csrfToken;
    expect((await browser.patch("/api/auth/profile", { body: { name: "of the two" } })).status).toBe(200);
  });

  test("and the old secret is taken out, its tokens are dead; a refresh brings the session over", async () => {
    const before = await worldWith(OLD).signedIn((await aUser()).email);
    const browser = moved(before, worldWith(NEW));
    expect((await browser.get("/api/auth/me")).status).toBe(401);
    const session = await (await browser.post("/api/auth/refresh")).json<Session>();
    expect((await browser.get("/api/auth/me")).status).toBe(200);
    const stale = await browser.patch("/api/auth/profile", { body: { name: "No" } });
    expect((await errorOf(stale)).code).toBe("csrf_failed");
    browser.csrfToken = session.csrfToken;
    expect((await browser.patch("/api/auth/profile", { body: { name: "Yes" } })).status).toBe(200);
  });

  test("a token signed with the second secret in the first one's name is refused", async () => {
    const world = worldWith(NEW, OLD);
    const user = await aUser();
    const browser = await world.signedIn(user.email);
    const claims = { userId: user.id, sessionId: sessionIdOf(browser) };
    const forger = new Browser(world.app);
    forger.cookies.set(ACCESS, await signed([OLD], claims, { header: { kid: keysFor("access", [NEW])[0].kid } }));
    expect((await forger.get("/api/auth/me")).status).toBe(401);
    forger.cookies.set(ACCESS, (await signAccessToken([OLD], claims, START)).token);
    expect((await forger.get("/api/auth/me")).status).toBe(200);
  });
});

describe("the cookies", () => {
  test("go to this host alone, over https alone, to no script and to no other site's requests", async () => {
    const { email } = await aUser();
    const response = await makeWorld()
      .browser()
      .post("/api/auth/login", { body: { email, password: PASSWORD } });
    const cookies = response.headers.getSetCookie();
    expect(cookies).toHaveLength(3);
    for (const cookie of cookies) {
      const [pair, ...attributes] = cookie.split("; ");
      expect(pair).toMatch(/^__Host-agentlocator-/);
      expect(attributes.filter((one) => !one.startsWith("Max-Age=")).toSorted()).toEqual([
        "HttpOnly",
        "Path=/",
        "SameSite=Lax",
        "Secure",
      ]);
    }
  });

  test("with the plain name, which a sibling subdomain could plant, are not looked at over https", async () => {
    const world = makeWorld();
    const browser = await world.signedIn((await aUser()).email);
    const planted = new Browser(world.app);
    planted.cookies.set("agentlocator-access", browser.cookies.get(ACCESS) ?? "");
    planted.cookies.set("agentlocator-refresh", browser.cookies.get(REFRESH) ?? "");
    expect((await planted.get("/api/auth/me")).status).toBe(401);
    expect((await planted.post("/api/auth/refresh")).status).toBe(401);
  });

  test("live as long as what they hold", async () => {
    const { email } = await aUser();
    const response = await makeWorld()
      .browser()
      .post("/api/auth/login", { body: { email, password: PASSWORD } });
    const ages = response.headers.getSetCookie().map((cookie) => Number(/Max-Age=(\d+)/.exec(cookie)?.[1]));
    expect(ages).toEqual([365 * 86_400, 15 * 60, 30 * 86_400]);
  });

  test("are taken away with the same attributes, which a __Host- cookie needs to go", async () => {
    const browser = await makeWorld().signedIn((await aUser()).email);
    const cookies = (await browser.post("/api/auth/logout")).headers.getSetCookie();
    expect(cookies).toHaveLength(2);
    for (const cookie of cookies) expect(cookie).toMatch(/=; Max-Age=0; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  });
});
