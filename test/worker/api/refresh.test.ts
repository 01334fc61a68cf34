import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { aUser, makeWorld } from "./support/world.ts";
import type { Session } from "../../../core/auth/wire.ts";
import { sessions } from "../../../worker/db/directory/schema.ts";
import { ACCESS_TOKEN_MS } from "../../../worker/features/auth/access-token.ts";
import { hashToken } from "../../../worker/features/auth/hash-token.ts";
import { REFRESH_TOKEN_MS, REUSE_GRACE_MS } from "../../../worker/features/auth/refresh-token.ts";

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

test("two tabs that refresh at once both stay signed in, and only one of them rotates", async () => {
  const { browser, clock } = await signedInWorld();
  const tabs = [browser.copy(), browser.copy()];
  clock.now += ACCESS_TOKEN_MS;
  const answers = await Promise.all(tabs.map((tab) => tab.post("/api/auth/refresh")));
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  expect(answers.map((answer) => answer.headers.getSetCookie().length).toSorted()).toEqual([1, 2]);
  for (const tab of tabs) expect((await tab.get("/api/auth/me")).status).toBe(200);
});

test("the tab that came second leaves the newer token good", async () => {
  const { browser, clock } = await signedInWorld();
  const late = browser.copy();
  await browser.post("/api/auth/refresh");
  clock.now += REUSE_GRACE_MS;
  expect((await late.post("/api/auth/refresh")).status).toBe(200);
  expect((await browser.post("/api/auth/refresh")).status).toBe(200);
});

test("an old token used after the grace ends the session for both of its holders", async () => {
  const { browser, clock, rows, logs } = await signedInWorld();
  const thief = browser.copy();
  await browser.post("/api/auth/refresh");
  clock.now += REUSE_GRACE_MS + 1;
  expect((await thief.post("/api/auth/refresh")).status).toBe(401);
  expect((await browser.get("/api/auth/me")).status).toBe(401);
  expect((await browser.post("/api/auth/refresh")).status).toBe(401);
  expect((await rows())[0]).toMatchObject({ endReason: "refresh_reused", endedAt: clock.now });
  expect(logs.some(({ event }) => event === "refresh_reused")).toBe(true);
});

test("so does a token that was replaced several refreshes ago", async () => {
  const { browser, rows } = await signedInWorld();
  const thief = browser.copy();
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
