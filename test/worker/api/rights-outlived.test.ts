/** Rights that are taken away: a live socket does not keep them, and a hub that is away does not keep them either. */
import { env as platform } from "cloudflare:workers";
import { describe, expect, test, vi } from "vitest";
import { anOffice } from "./support/office.ts";
import { aLead, aMember, START } from "./support/world.ts";
import type { HubListener } from "../../../core/contract/hub-listener.ts";
import { depsOf } from "../../../worker/deps.ts";
import type { Env } from "../../../worker/env.ts";
import { ACCESS_TOKEN_MS } from "../../../worker/features/auth/access-token.ts";
import { findLead } from "../../../worker/features/leads/queries.ts";

const NO_MAIL = { send: async () => false };
const UPGRADE = { headers: { Upgrade: "websocket" } };
const real = depsOf(platform as unknown as Env);

/** An office whose hub does not answer while `away.is`; `dropped` is what reached it. */
async function anOfficeWithHub() {
  const away = { is: true };
  const dropped: unknown[] = [];
  const hub = () => ({
    settingsChanged: async () => {},
    dropSockets: async (whose: unknown) => {
      if (away.is) throw new Error("Network connection lost");
      dropped.push(whose);
    },
  });
  return { ...(await anOffice({ mail: NO_MAIL, hub: hub as never })), away, dropped };
}

describe("a live socket", () => {
  test("is for as long as an access token, however long the session may be refreshed", async () => {
    const { business, manager, hubCalls, clock } = await anOffice();
    clock.now += 60_000;
    await manager.get(`${business.path}/live`, UPGRADE);
    const opened = hubCalls.find(({ method }) => method === "fetch");
    expect(opened?.argument).toMatchObject({ listener: { endsAt: clock.now + ACCESS_TOKEN_MS } });
  });

  test("that was accepted in the moment of a removal ends with that, though nobody told the hub after it", async () => {
    let before: (() => Promise<void>) | null = null;
    const opened: HubListener[] = [];
    const hub = (id: string) => ({
      fetch: async (url: string, init: RequestInit) => {
        await before?.();
        opened.push(JSON.parse(new Headers(init.headers).get("X-Hub-Listener") ?? "null") as HubListener);
        return real.hub(id).fetch(url, init);
      },
      dropSockets: (whose: never) => real.hub(id).dropSockets(whose),
    });
    const office = await anOffice({ mail: NO_MAIL, hub: hub as never });
    // By the hub's own clock, which is the real one, all of this is more than a quarter of an hour ago.
    office.clock.now = Date.now() - ACCESS_TOKEN_MS - 1;
    const leaving = await aMember(office.business, "business");
    const [manager, browser] = [await office.signedIn(office.boss.email), await office.signedIn(leaving.email)];
    before = async () => {
      expect((await manager.delete(`${office.path}/${leaving.id}`)).status).toBe(204);
    };
    const { webSocket } = await browser.get(`${office.business.path}/live`, UPGRADE);
    if (!webSocket) throw new Error("no socket");
    let closed = false;
    webSocket.addEventListener("close", () => void (closed = true));
    webSocket.accept();
    expect((await browser.get(`${office.business.path}/leads`)).status).toBe(404);
    expect(opened.map(({ endsAt }) => endsAt)).toEqual([office.clock.now + ACCESS_TOKEN_MS]);
    const event = { type: "call.started", callId: "x", callSid: "CAx", from: "", startedAt: START, leadName: null };
    expect(await real.hub(office.business.id).publish([event as never], null)).toEqual({ told: 0, following: 0 });
    await vi.waitFor(() => expect(closed).toBe(true), { timeout: 10_000, interval: 10 });
  });
});

describe("while the hub is away", () => {
  test("a demotion is done and said to be done, and asking again closes the sockets", async () => {
    const { business, manager, path, people, away, dropped, logs } = await anOfficeWithHub();
    const { id } = await aMember(business, "manager");
    const demote = () => manager.patch(`${path}/${id}`, { body: { role: "business" } });
    expect((await demote()).status).toBe(200);
    expect((await people()).people.find(({ userId }) => userId === id)?.role).toBe("business");
    expect(logs).toContainEqual(expect.objectContaining({ event: "sockets_not_dropped", businessId: business.id }));
    away.is = false;
    expect((await demote()).status).toBe(200);
    expect(dropped).toEqual([{ userId: id }]);
  });

  test("a narrower policy is done, and asking again closes the sockets", async () => {
    const { business, manager, away, dropped } = await anOfficeWithHub();
    const narrow = () => manager.patch(`${business.path}/policy`, { body: { agentsSee: "own" } });
    expect((await narrow()).status).toBe(200);
    away.is = false;
    expect((await narrow()).status).toBe(200);
    expect(dropped).toEqual([{}]);
  });

  test("a removal is done, and asking again closes the sockets and finds nobody", async () => {
    const { business, manager, path, away, dropped } = await anOfficeWithHub();
    const { id } = await aMember(business, "business");
    const remove = () => manager.delete(`${path}/${id}`);
    expect((await remove()).status).toBe(204);
    away.is = false;
    expect((await remove()).status).toBe(404);
    expect(dropped).toEqual([{ userId: id }]);
  });
});

describe("the leads of a person", () => {
  test("stay theirs when their removal is refused", async () => {
    const { business, manager, boss, path } = await anOffice();
    const lead = await aLead(business, { assignedTo: boss.id });
    expect((await manager.delete(`${path}/${boss.id}`)).status).toBe(409);
    expect((await findLead(business.scope, lead.id))?.assignedTo).toBe(boss.id);
  });

  test("become nobody's by asking again, when something failed right behind the removal", async () => {
    const { business, manager, path } = await anOffice();
    const { id } = await aMember(business, "business");
    expect((await manager.delete(`${path}/${id}`)).status).toBe(204);
    // As if the tenant database had not answered then.
    const lead = await aLead(business, { assignedTo: id });
    expect((await manager.delete(`${path}/${id}`)).status).toBe(404);
    expect((await findLead(business.scope, lead.id))?.assignedTo).toBeNull();
  });
});
