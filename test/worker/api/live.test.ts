import { expect, test } from "vitest";
import { aBusiness, aMember, errorOf, makeWorld } from "./support/world.ts";

const UPGRADE = { Upgrade: "websocket" };

async function anOffice() {
  const world = makeWorld();
  const business = await aBusiness();
  const member = await aMember(business, "business");
  return {
    ...world,
    business,
    member,
    browser: await world.signedIn(member.email),
    path: `${business.path}/live`,
  };
}

test("the live socket is the hub's own, and the hub is told who listens", async () => {
  const { browser, path, business, member, hubCalls } = await anOffice();
  const response = await browser.get(path, { headers: { ...UPGRADE, Origin: "https://agentlocator.test" } });
  expect(response.status).toBe(101);
  expect(response.webSocket).toBeInstanceOf(WebSocket);
  const listener = {
    sessionId: expect.any(String),
    userId: member.id,
    onlyOf: null,
    isManager: expect.any(Boolean),
    endsAt: expect.any(Number),
  };
  expect(hubCalls).toEqual([
    { businessId: business.id, method: "fetch", argument: { upgrade: "websocket", listener } },
  ]);
});

test("a plain request is told that this is a WebSocket", async () => {
  const { browser, path } = await anOffice();
  expect((await errorOf(await browser.get(path))).code).toBe("bad_request");
});

test("another site's page cannot open the socket with the visitor's cookies", async () => {
  const { browser, path, hubCalls } = await anOffice();
  const response = await browser.get(path, {
    headers: { ...UPGRADE, Origin: "https://evil.test", "Sec-Fetch-Site": "cross-site" },
  });
  expect([response.status, (await errorOf(response)).code]).toEqual([403, "csrf_failed"]);
  expect(hubCalls).toEqual([]);
});
