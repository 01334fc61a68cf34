import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { aUser, makeWorld } from "./support/world.ts";
import type { Session } from "../../../core/auth/wire.ts";
import { sessions } from "../../../worker/db/directory/schema.ts";
import { ACCESS_TOKEN_MS } from "../../../worker/features/auth/access-token.ts";
import { hashToken } from "../../../worker/features/auth/hash-token.ts";
import { MOST_RETAKINGS, RACE_MS, REFRESH_TOKEN_MS } from "../../../worker/features/auth/refresh-token.ts";

const HOUR_MS = 60 * 60_000;
const REFRESH = "__Host-agentlocator-refresh";

async function signedInWorld() {
  const world = makeWorld();
  const user = await aUser();
  const browser = await world.signedIn(user.email);
  const rows = () => world.deps.directory.select().from(sessions).where(eq(sessions.userId, user.id));
  return { ...world, browser, rows };
}

test("a refresh gives a new access token and a new refresh token, and keeps the session and its CSRF token", async () => {
  const { browser, clock, rows } = await signedInWorld();
  const before = browser.cookies.get(REFRESH);
  clock.now += ACCESS_TOKEN_MS;
  const response = await browser.post("/api/auth/refresh", { headers: { "X-CSRF-Token": null } });
  expect(response.status).toBe(200);
  expect((await response.json<Session>()).csrfToken).toBe(browser.csrfToken);
  expect(browser.cookies.get(REFRESH)).not.toBe(before);
  expect((await browser.get("/api/auth/me")).status).toBe(200);
  expect(await rows()).toHaveLength(1);
});

test("the database holds a hash, never the token", async () => {
  const { browser, rows } = await signedInWorld();
  const token = browser.cookies.get(REFRESH) ?? "";
  const [row] = await rows();
  expect(row?.refreshHash).toBe(hashToken(token));
  expect(JSON.stringify(row)).not.toContain(token.split(".")[1]);
});

test("two tabs that refresh at once both get the same new token", async () => {
  const { browser, clock, rows } = await signedInWorld();
  const tabs = [browser.copy(), browser.copy()];
  clock.now += ACCESS_TOKEN_MS;
  const answers = await Promise.all(tabs.map((tab) => tab.post("/api/auth/refresh")));
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  expect(tabs[0]?.cookies.get(REFRESH)).toBe(tabs[1]?.cookies.get(REFRESH));
  expect(tabs[0]?.cookies.get(REFRESH)).not.toBe(browser.cookies.get(REFRESH));
  for (const tab of tabs) expect((await tab.get("/api/auth/me")).status).toBe(200);
  expect(await rows()).toMatchObject([{ retakings: 0, retaken: false }]);
});

test.each([RACE_MS, RACE_MS + 500, 8 * HOUR_MS])(
  "the answer is lost: %i ms later the same token gets its successor again, and the session goes on",
  async (later) => {
    const { browser, clock } = await signedInWorld();
    const asleep = browser.copy();
    await browser.post("/api/auth/refresh");
    clock.now += later;
    expect((await asleep.post("/api/auth/refresh")).status).toBe(200);
    expect(asleep.cookies.get(REFRESH)).toBe(browser.cookies.get(REFRESH));
    expect((await asleep.post("/api/auth/refresh")).status).toBe(200);
  },
);

test("it may be asked for again and again while it is unused, and after a change of keys", async () => {
  const { browser, clock, deps } = await signedInWorld();
  const asleep = browser.copy();
  await browser.post("/api/auth/refresh");
  deps.config = { ...deps.config, JWT_SECRET: ["n".repeat(40), ...deps.config.JWT_SECRET] };
  for (let tries = 0; tries <= MOST_RETAKINGS; tries++) {
    clock.now += RACE_MS + 1;
    const again = asleep.copy();
    expect((await again.post("/api/auth/refresh")).status).toBe(200);
    expect(again.cookies.get(REFRESH)).toBe(browser.cookies.get(REFRESH));
  }
});

test("an old token whose successor has been used ends the session for both of its holders", async () => {
  const { browser, clock, rows, logs } = await signedInWorld();
  const thief = browser.copy();
  await browser.post("/api/auth/refresh");
  await browser.post("/api/auth/refresh");
  expect((await thief.post("/api/auth/refresh")).status).toBe(401);
  expect((await browser.get("/api/auth/me")).status).toBe(401);
  expect((await browser.post("/api/auth/refresh")).status).toBe(401);
  expect((await rows())[0]).toMatchObject({ endReason: "refresh_reused", endedAt: clock.now });
  expect(logs.some(({ event }) => event === "refresh_reused")).toBe(true);
});

test("a thief who keeps step with the owner is found out after a few tokens", async () => {
  const { browser, clock, rows } = await signedInWorld();
  const thief = browser.copy();
  for (let step = 0; step < MOST_RETAKINGS; step++) {
    clock.now += ACCESS_TOKEN_MS;
    expect((await browser.post("/api/auth/refresh")).status).toBe(200);
    clock.now += RACE_MS + 1;
    expect((await thief.post("/api/auth/refresh")).status).toBe(200);
  }
  await browser.post("/api/auth/refresh");
  clock.now += RACE_MS + 1;
  expect((await thief.post("/api/auth/refresh")).status).toBe(401);
  expect((await browser.post("/api/auth/refresh")).status).toBe(401);
  expect((await rows())[0]?.endReason).toBe("refresh_reused");
});

test("an answer that arrives clears the count: a bad line now and then is no thief", async () => {
  const { browser, clock } = await signedInWorld();
  for (let step = 0; step < 3 * MOST_RETAKINGS; step++) {
    if (step % 2 === 0) {
      await browser.copy().post("/api/auth/refresh");
      clock.now += RACE_MS + 1;
    }
    expect((await browser.post("/api/auth/refresh")).status).toBe(200);
    clock.now += ACCESS_TOKEN_MS;
  }
});

test("so does a token that was replaced several refreshes ago", async () => {
  const { browser, rows } = await signedInWorld();
  const thief = browser.copy();
  await browser.post("/api/auth/refresh");
  await browser.post("/api/auth/refresh");
  await browser.post("/api/auth/refresh");
  expect((await thief.post("/api/auth/refresh")).status).toBe(401);
  expect((await rows())[0]?.endReason).toBe("refresh_reused");
});

test.each([
  ["without a signature", (id: string) => `${id}.xxxxxxxx`],
  ["with one of another token", (id: string, token: string) => `${id}.${"A".repeat(43)}.${token.split(".")[2]}`],
  [
    "with one of another session",
    (id: string, _: string, other: string) => `${id}.${other.split(".").slice(1).join(".")}`,
  ],
])("a token that somebody made up for a session they know of, %s, is refused and ends nothing", async (_, forge) => {
  const { browser, rows, logs, signedIn } = await signedInWorld();
  const token = browser.cookies.get(REFRESH) ?? "";
  const forger = await signedIn((await aUser()).email);
  forger.cookies.set(REFRESH, forge(token.split(".")[0] ?? "", token, forger.cookies.get(REFRESH) ?? ""));
  expect((await forger.post("/api/auth/refresh")).status).toBe(401);
  expect((await browser.get("/api/auth/me")).status).toBe(200);
  expect((await browser.post("/api/auth/refresh")).status).toBe(200);
  expect((await rows()).map(({ endedAt }) => endedAt)).toEqual([null]);
  expect(logs.some(({ event }) => event === "refresh_reused")).toBe(false);
});

test("an old token is known for stolen after its key has been rotated, as long as the key verifies", async () => {
  const { browser, deps, rows } = await signedInWorld();
  const thief = browser.copy();
  await browser.post("/api/auth/refresh");
  await browser.post("/api/auth/refresh");
  deps.config = { ...deps.config, JWT_SECRET: ["n".repeat(40), ...deps.config.JWT_SECRET] };
  expect((await thief.post("/api/auth/refresh")).status).toBe(401);
  expect((await rows())[0]?.endReason).toBe("refresh_reused");
});

test("a session that is not used for thirty days is over; one that is goes on", async () => {
  const { browser, clock } = await signedInWorld();
  clock.now += REFRESH_TOKEN_MS - 1;
  expect((await browser.post("/api/auth/refresh")).status).toBe(200);
  clock.now += REFRESH_TOKEN_MS;
  expect((await browser.post("/api/auth/refresh")).status).toBe(401);
});

test.each(["", "nonsense", "no-such-session.AAAA", "."])("a made-up token (%j) is refused", async (token) => {
  const browser = makeWorld().browser();
  browser.cookies.set(REFRESH, token);
  expect((await browser.post("/api/auth/refresh")).status).toBe(401);
});
