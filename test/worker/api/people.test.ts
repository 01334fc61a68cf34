import { and, eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { actAs, anInvitation, aResetLink } from "./support/accounts.ts";
import { anAddress, anOffice, aSlowDoor, belongsTo, tokenIn, type Sent } from "./support/office.ts";
import { aBusiness, aLead, aMember, aUser, errorOf, PASSWORD, START, type TestBusiness } from "./support/world.ts";
import type { AccountEvent, SentLink } from "../../../core/auth/wire.ts";
import type { Colleague, Person } from "../../../core/people/wire.ts";
import { memberships, users } from "../../../worker/db/directory/schema.ts";
import { leads } from "../../../worker/db/tenant/schema.ts";
import type { Deps } from "../../../worker/deps.ts";
import { RELEASED_AT_ONCE, releaseLeadsOf } from "../../../worker/features/leads/assignee/service.ts";

describe("the people of a business", () => {
  test("are shown by name with role, and whether a manager may make them a reset link", async () => {
    const { business, boss, people, deps } = await anOffice();
    const here = await aMember(business, "business");
    const elsewhere = await aMember(business, "business");
    await belongsTo(await aBusiness(), elsewhere.id, deps);
    const admin = await aUser({ platformRole: "admin" });
    await belongsTo(business, admin.id, deps);
    await aMember(await aBusiness());
    const shown = (await people()).people;
    expect(shown.map(({ userId }) => userId).toSorted()).toEqual([boss.id, here.id, elsewhere.id, admin.id].toSorted());
    const find = (id: string) => shown.find(({ userId }) => userId === id);
    expect(find(here.id)).toEqual({
      userId: here.id,
      name: here.name,
      email: here.email,
      role: "business",
      joinedAt: START,
      resetAskedAt: null,
      resetAllowed: true,
    });
    expect(find(boss.id)).toMatchObject({ role: "manager", resetAllowed: false });
    expect([find(elsewhere.id)?.resetAllowed, find(admin.id)?.resetAllowed]).toEqual([false, false]);
  });

  test("who asked for a new password are shown as such", async () => {
    const { business, people, deps } = await anOffice();
    const forgetful = await aMember(business, "business");
    await deps.directory.update(users).set({ resetAskedAt: START }).where(eq(users.id, forgetful.id));
    expect((await people()).people.find(({ userId }) => userId === forgetful.id)?.resetAskedAt).toBe(START);
  });

  test("are for managers; an agent learns the names alone", async () => {
    const { business, path, boss, signedIn } = await anOffice();
    const agent = await signedIn((await aMember(business, "business", { name: "Somebody Else" })).email);
    expect((await errorOf(await agent.get(path))).code).toBe("forbidden");
    const { items } = await (await agent.get(`${path}/colleagues`)).json<{ items: Colleague[] }>();
    expect(items).toHaveLength(2);
    expect(items).toContainEqual({ userId: boss.id, name: boss.name, email: null });
  });
});

describe("a role", () => {
  test("is changed, told to the log, and the person's open dashboards connect anew", async () => {
    const { business, boss, manager, path, people, audit, hubCalls } = await anOffice();
    const agent = await aMember(business, "business");
    const response = await manager.patch(`${path}/${agent.id}`, { body: { role: "manager" } });
    expect([response.status, (await response.json<Person>()).role]).toEqual([200, "manager"]);
    expect((await people()).people.find(({ userId }) => userId === agent.id)?.role).toBe("manager");
    expect(await audit()).toMatchObject([
      {
        action: "person.role_changed",
        actor: { userId: boss.id },
        record: { type: "person", id: agent.id, label: agent.name },
        data: { from: "business", to: "manager" },
      },
    ]);
    expect(hubCalls).toContainEqual({
      businessId: business.id,
      method: "dropSockets",
      argument: { userId: agent.id },
    });
  });

  test("that one has already is left alone; dashboards connect anew, for when that is what failed before", async () => {
    const { boss, manager, path, audit, hubCalls } = await anOffice();
    hubCalls.length = 0;
    expect((await manager.patch(`${path}/${boss.id}`, { body: { role: "manager" } })).status).toBe(200);
    expect(await audit()).toEqual([]);
    expect(hubCalls).toMatchObject([{ method: "dropSockets", argument: { userId: boss.id } }]);
  });

  test("of the last manager stays: a business needs one", async () => {
    const { business, boss, manager, path, people, audit } = await anOffice();
    await aMember(business, "business");
    for (const response of [
      await manager.patch(`${path}/${boss.id}`, { body: { role: "business" } }),
      await manager.delete(`${path}/${boss.id}`),
    ]) {
      const error = await errorOf(response);
      expect([response.status, error.code, error.details]).toEqual([
        409,
        "conflict",
        [{ field: "role", problem: "last_manager" }],
      ]);
    }
    expect((await people()).people.find(({ userId }) => userId === boss.id)?.role).toBe("manager");
    expect(await audit()).toEqual([]);
  });

  test("is not given up to a manager who cannot sign in any more", async () => {
    const { business, boss, manager, path, deps } = await anOffice();
    const gone = await aMember(business);
    await deps.directory.update(users).set({ disabledAt: START }).where(eq(users.id, gone.id));
    expect((await manager.patch(`${path}/${boss.id}`, { body: { role: "business" } })).status).toBe(409);
  });

  test("of one who belongs to another business alone does not exist here", async () => {
    const { manager, path } = await anOffice();
    const stranger = await aMember(await aBusiness());
    expect((await manager.patch(`${path}/${stranger.id}`, { body: { role: "business" } })).status).toBe(404);
    expect((await manager.delete(`${path}/${stranger.id}`)).status).toBe(404);
    expect((await manager.post(`${path}/${stranger.id}/reset-link`)).status).toBe(404);
  });

  test("taken away takes the links along that its owner has made", async () => {
    const { business, boss, manager, path, people, audit, signedIn, invite } = await anOffice();
    const second = await aMember(business);
    const secondsBrowser = await signedIn(second.email);
    const theirs = await (
      await secondsBrowser.post(`${path}/invitations`, { body: { email: anAddress(), role: "manager" } })
    ).json<Sent>();
    const mine = await (await invite({ email: anAddress(), role: "business" })).json<Sent>();
    expect((await manager.patch(`${path}/${second.id}`, { body: { role: "business" } })).status).toBe(200);
    expect((await people()).invitations.map(({ id }) => id)).toEqual([mine.invitation.id]);
    const withdrawn = (await audit()).filter(({ action }) => action === "invitation.withdrawn");
    expect(withdrawn).toMatchObject([{ actor: { userId: boss.id }, record: { id: theirs.invitation.id } }]);
  });

  test("that stays leaves the links alone", async () => {
    const { boss, manager, path, people, invite } = await anOffice();
    const { invitation } = await (await invite({ email: anAddress(), role: "business" })).json<Sent>();
    expect((await manager.patch(`${path}/${boss.id}`, { body: { role: "business" } })).status).toBe(409);
    expect((await people()).invitations.map(({ id }) => id)).toEqual([invitation.id]);
  });
});

describe("managers who turn on each other at the same moment", () => {
  const managersOf = async (business: TestBusiness, { directory }: Deps) =>
    directory
      .select()
      .from(memberships)
      .where(and(eq(memberships.businessId, business.id), eq(memberships.role, "manager")));

  test.each(["demote", "remove"])("by %s leave one of them", async (how) => {
    const { business, boss, manager, path, deps, signedIn } = await anOffice();
    const second = await aMember(business);
    const secondsBrowser = await signedIn(second.email);
    const act = (browser: typeof manager, target: string) =>
      how === "demote"
        ? browser.patch(`${path}/${target}`, { body: { role: "business" } })
        : browser.delete(`${path}/${target}`);
    const answers = await Promise.all([act(manager, second.id), act(secondsBrowser, boss.id)]);
    expect(await managersOf(business, deps)).toHaveLength(1);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test("one of whom is demoted while the others are removed leave somebody to manage it", async () => {
    const { business, boss, manager, path, deps } = await anOffice();
    const others = [await aMember(business), await aMember(business)];
    const [demoted, ...removed] = await Promise.all([
      manager.patch(`${path}/${boss.id}`, { body: { role: "business" } }),
      ...others.map(({ id }) => manager.delete(`${path}/${id}`)),
    ]);
    // Who manages no more removes nobody any more.
    const gone = [demoted, ...removed].filter(({ ok }) => ok).length;
    const left = await managersOf(business, deps);
    expect(left).toHaveLength(3 - gone);
    expect(left.length).toBeGreaterThan(0);
  });
});

describe("a person who is removed", () => {
  test("has no way in any more; their leads are nobody's, and the log says how many", async () => {
    const { business, boss, manager, path, audit, signedIn, hubCalls } = await anOffice();
    const agent = await aMember(business, "business");
    const browser = await signedIn(agent.email);
    const leads = [await aLead(business, { assignedTo: agent.id }), await aLead(business, { assignedTo: agent.id })];
    const other = await aLead(business, { assignedTo: boss.id });
    expect((await browser.get(`${business.path}/leads`)).status).toBe(200);
    expect((await manager.delete(`${path}/${agent.id}`)).status).toBe(204);
    expect((await browser.get(`${business.path}/leads`)).status).toBe(404);
    for (const lead of leads)
      expect(await (await manager.get(`${business.path}/leads/${lead.id}`)).json()).toMatchObject({
        assignedTo: null,
        updatedAt: lead.updatedAt,
      });
    expect(await (await manager.get(`${business.path}/leads/${other.id}`)).json()).toMatchObject({
      assignedTo: boss.id,
    });
    expect((await audit()).toSorted((a, b) => a.action.localeCompare(b.action))).toMatchObject([
      {
        action: "lead.assigned",
        record: { type: "person", id: agent.id, label: agent.name },
        data: { from: { userId: agent.id, name: agent.name }, to: null, leads: 2 },
      },
      {
        action: "person.removed",
        actor: { userId: boss.id },
        record: { type: "person", id: agent.id, label: agent.name },
        data: { email: agent.email, role: "business" },
      },
    ]);
    expect(hubCalls).toContainEqual({ businessId: business.id, method: "dropSockets", argument: { userId: agent.id } });
  });

  describe("with thousands of leads", () => {
    const MANY = 2 * RELEASED_AT_ONCE + 3;
    const left = async ({ scope }: TestBusiness, userId: string) => {
      const theirs = and(eq(leads.businessId, scope.businessId), eq(leads.assignedTo, userId));
      return scope.db.$count(leads, theirs);
    };
    async function somebodyWithMany() {
      const office = await anOffice();
      const agent = await aMember(office.business, "business");
      const { db, businessId } = office.business.scope;
      await db.run(sql`with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < ${MANY})
        insert into leads (business_id, id, status, source, assigned_to, created_at, updated_at)
        select ${businessId}, lower(hex(randomblob(16))), 'new', 'import', ${agent.id}, n, n from numbers`);
      const told = async () =>
        (await office.audit())
          .flatMap(({ action, data }) => (action === "lead.assigned" ? [Number(data["leads"])] : []))
          .toSorted((a, b) => a - b);
      const moves = () => office.hubCalls.filter(({ method }) => method === "leadMoved");
      return { ...office, agent, told, moves };
    }

    test("leaves them in pieces, each with its line; dashboards hear of it once", async () => {
      const { business, manager, path, agent, told, moves } = await somebodyWithMany();
      const theirs = await aLead(business, { assignedTo: agent.id });
      expect((await manager.delete(`${path}/${agent.id}`)).status).toBe(204);
      expect(await left(business, agent.id)).toBe(0);
      expect(await told()).toEqual([4, RELEASED_AT_ONCE, RELEASED_AT_ONCE]);
      expect(moves()).toHaveLength(1);
      expect(await (await manager.get(`${business.path}/leads/${theirs.id}`)).json()).toMatchObject({
        assignedTo: null,
        updatedAt: theirs.updatedAt,
      });
    });

    test("and a failure in between, is done with when asked again, and no lead is counted twice", async () => {
      const { business, boss, manager, path, agent, told, moves, deps } = await somebodyWithMany();
      const { db } = business.scope;
      let pieces = 0;
      const failing = new Proxy(db, {
        get: (target, name, receiver) =>
          name === "batch" && ++pieces === 2
            ? () => Promise.reject(new Error("D1_ERROR: Network connection lost."))
            : Reflect.get(target, name, receiver),
      });
      const actor = { userId: boss.id, name: boss.name, impersonator: null, address: null, userAgent: null };
      const gone = { userId: agent.id, name: agent.name };
      const released = releaseLeadsOf(deps, { ...business.scope, db: failing }, actor, gone);
      await expect(released).rejects.toThrow("Network connection lost");
      expect(await left(business, agent.id)).toBe(MANY - RELEASED_AT_ONCE);
      expect(moves()).toHaveLength(1);
      expect((await manager.delete(`${path}/${agent.id}`)).status).toBe(204);
      expect(await left(business, agent.id)).toBe(0);
      expect(await told()).toEqual([3, RELEASED_AT_ONCE, RELEASED_AT_ONCE]);
    });
  });

  test("is removed once", async () => {
    const { business, manager, path, audit } = await anOffice();
    const agent = await aMember(business, "business");
    const answers = await Promise.all([1, 2].map(() => manager.delete(`${path}/${agent.id}`)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 404]);
    expect((await audit()).filter(({ action }) => action === "person.removed")).toHaveLength(1);
  });

  test("keeps their place, and their leads, in another business", async () => {
    const { business, manager, path, deps, signedIn } = await anOffice();
    const [agent, elsewhere] = [await aMember(business, "business"), await aBusiness()];
    await belongsTo(elsewhere, agent.id, deps);
    const lead = await aLead(elsewhere, { assignedTo: agent.id });
    expect((await manager.delete(`${path}/${agent.id}`)).status).toBe(204);
    const browser = await signedIn(agent.email);
    expect(await (await browser.get(`${elsewhere.path}/leads/${lead.id}`)).json()).toMatchObject({
      assignedTo: agent.id,
    });
  });

  test("while leads are being given to them holds none in the end", async () => {
    const { business, manager, path } = await anOffice();
    const agent = await aMember(business, "business");
    const leads = await Promise.all(Array.from({ length: 6 }, () => aLead(business)));
    const give = ({ id }: { id: string }) =>
      manager.put(`${business.path}/leads/${id}/assignee`, { body: { userId: agent.id } });
    const answers = await Promise.all([
      ...leads.slice(0, 3).map(give),
      manager.delete(`${path}/${agent.id}`),
      ...leads.slice(3).map(give),
    ]);
    for (const { status } of answers) expect([200, 204, 400]).toContain(status);
    const page = await manager.get(`${business.path}/leads?assignedTo=${agent.id}`);
    expect(await page.json()).toMatchObject({ items: [] });
  });

  test("may be oneself, when another manager stays", async () => {
    const { business, boss, manager, path } = await anOffice();
    await aMember(business);
    expect((await manager.delete(`${path}/${boss.id}`)).status).toBe(204);
    expect((await manager.get(path)).status).toBe(404);
  });
});

describe("a reset link", () => {
  test("is made for somebody of this business alone, and is on record", async () => {
    const { business, boss, manager, path, audit } = await anOffice();
    const agent = await aMember(business, "business");
    const response = await manager.post(`${path}/${agent.id}/reset-link`);
    expect(response.headers.get("Cache-Control")).toBe("no-store");
    expect(await response.json<SentLink>()).toMatchObject({ mailed: false, link: expect.stringContaining("/reset#") });
    expect(await audit()).toMatchObject([
      { action: "person.reset_link_made", actor: { userId: boss.id }, record: { id: agent.id } },
    ]);
  });

  test("is refused for accounts that open other doors: another business's, the platform's, a manager's, one's own", async () => {
    const { business, boss, manager, path, deps, audit } = await anOffice();
    const elsewhere = await aMember(business, "business");
    await belongsTo(await aBusiness(), elsewhere.id, deps);
    const admin = await aUser({ platformRole: "admin" });
    await belongsTo(business, admin.id, deps);
    for (const { id } of [elsewhere, admin, boss, await aMember(business)]) {
      const response = await manager.post(`${path}/${id}/reset-link`);
      expect([response.status, (await errorOf(response)).code]).toEqual([403, "forbidden"]);
    }
    expect(await audit()).toEqual([]);
  });

  describe("to an account that opened more lately, or soon would:", () => {
    const LINK_MS = 30 * 24 * 3_600_000;
    const WEEK_MS = 7 * 24 * 3_600_000;

    /** One manager, and another whose account they are after. */
    async function aPrey() {
      const office = await anOffice();
      const prey = await aMember(office.business);
      const own = `${office.path}/${prey.id}`;
      /** After a pause: an access token lives for a quarter of an hour. */
      const later = async (ms: number) => {
        office.clock.now += ms;
        await office.manager.signIn(office.boss.email, PASSWORD);
      };
      const role = (name: string) => office.manager.patch(own, { body: { role: name } });
      const link = () => office.manager.post(`${own}/reset-link`);
      const opened = async (response: Response) => {
        const body = { token: tokenIn(await response.json<SentLink>()), newPassword: "another long password" };
        return (await office.browser().post("/api/auth/password-reset/confirm", { body })).status;
      };
      return { ...office, prey, own, later, role, link, opened };
    }

    test("a manager who was made an agent a moment ago counts as a manager for thirty days", async () => {
      const { role, link, later, people, prey } = await aPrey();
      expect((await role("business")).status).toBe(200);
      const refused = await link();
      expect([refused.status, (await errorOf(refused)).code]).toEqual([403, "forbidden"]);
      expect((await people()).people.find(({ userId }) => userId === prey.id)?.resetAllowed).toBe(false);
      await later(LINK_MS - 1);
      expect((await link()).status).toBe(403);
      await later(1);
      expect((await link()).status).toBe(200);
    });

    test("so does one who was removed and is back as an agent", async () => {
      const { manager, own, link, business, prey, deps } = await aPrey();
      expect((await manager.delete(own)).status).toBe(204);
      await belongsTo(business, prey.id, deps);
      expect((await link()).status).toBe(403);
    });

    test("a link from before they rose is not good again after they fell", async () => {
      const { manager, business, path, opened } = await aPrey();
      const agent = await aMember(business, "business");
      const link = await manager.post(`${path}/${agent.id}/reset-link`);
      for (const to of ["manager", "business"]) await manager.patch(`${path}/${agent.id}`, { body: { role: to } });
      expect(await opened(link)).toBe(404);
    });

    test("an agent whose password a manager may know becomes no manager for a week", async () => {
      const { role, link, later, opened, audit } = await aPrey();
      await role("business");
      await later(LINK_MS);
      expect(await opened(await link())).toBe(204);
      const refused = await role("manager");
      const { code, details } = await errorOf(refused);
      expect([refused.status, code, details]).toEqual([
        409,
        "conflict",
        [{ field: "role", problem: "foreign_password" }],
      ]);
      expect((await audit()).filter(({ action }) => action === "person.role_changed")).toHaveLength(1);
      await later(WEEK_MS);
      expect((await role("manager")).status).toBe(200);
    });

    test("nor does it join another business in that time; the invitation stays open", async () => {
      const { link, later, opened, role, prey, browser } = await aPrey();
      await role("business");
      await later(LINK_MS);
      await opened(await link());
      const other = await anOffice();
      other.clock.now = START + LINK_MS;
      await other.manager.signIn(other.boss.email, PASSWORD);
      const token = tokenIn((await (await other.invite({ email: prey.email, role: "manager" })).json<Sent>()).sent);
      const theirs = browser();
      await theirs.signIn(prey.email, "another long password");
      const refused = await theirs.post("/api/auth/invitation/join", { body: { token } });
      expect([refused.status, (await errorOf(refused)).code]).toEqual([409, "conflict"]);
      expect((await other.people()).invitations).toHaveLength(1);
      await later(WEEK_MS - 1_000);
      await theirs.signIn(prey.email, "another long password");
      expect((await theirs.post("/api/auth/invitation/join", { body: { token } })).status).toBe(409);
    });

    test("a link out of their own mailbox makes the password theirs again", async () => {
      const { link, later, opened, role, prey, browser } = await aPrey();
      await role("business");
      await later(LINK_MS);
      await opened(await link());
      const token = await aResetLink(prey.id, { expiresAt: START + 2 * LINK_MS });
      const body = { token, newPassword: "yet another long password" };
      expect((await browser().post("/api/auth/password-reset/confirm", { body })).status).toBe(204);
      expect((await role("manager")).status).toBe(200);
    });

    test("their account tells them who did what, and nobody who acts as them", async () => {
      const { role, link, later, opened, prey, browser, boss, business, deps, clock } = await aPrey();
      await role("business");
      await later(LINK_MS);
      const shown = await link();
      clock.now += 1_000;
      await opened(shown);
      const theirs = browser();
      await theirs.signIn(prey.email, "another long password");
      const events = async () => (await (await theirs.get("/api/auth/events")).json<{ items: AccountEvent[] }>()).items;
      const inOffice = { byName: boss.name, businessName: business.name };
      expect(await events()).toMatchObject([
        { kind: "password.reset", byName: null },
        { kind: "person.reset_link_made", ...inOffice },
        { kind: "person.role_changed", ...inOffice },
      ]);
      // The session that is made here begins then.
      clock.now = START;
      const admin = await aUser({ platformRole: "admin" });
      const acting = { adminId: admin.id, parentSessionId: "none", userId: prey.id, businessId: business.id };
      await actAs(theirs, deps.config.PUBLIC_URL, { ...acting, expiresAt: START + 2 * LINK_MS });
      expect(await events()).toEqual([]);
    });
  });

  describe("that was shown is good while what it opens is what its maker may open:", () => {
    /** A link that a second manager has for an agent, and what is left of it. */
    async function aHeldLink() {
      const office = await anOffice();
      const [maker, agent] = [await aMember(office.business), await aMember(office.business, "business")];
      const makers = await office.signedIn(maker.email);
      const token = tokenIn(await (await makers.post(`${office.path}/${agent.id}/reset-link`)).json<SentLink>());
      const use = async () => {
        const look = await office.browser().post("/api/auth/password-reset/look", { body: { token } });
        const body = { token, newPassword: "another long password" };
        const confirm = await office.browser().post("/api/auth/password-reset/confirm", { body });
        return [look.status, confirm.status];
      };
      return { ...office, maker, makers, agent, use };
    }

    test("of an agent who stays one", async () => {
      const { use, browser, agent } = await aHeldLink();
      expect(await use()).toEqual([200, 204]);
      const session = await browser().signIn(agent.email, "another long password");
      expect(session.user.id).toBe(agent.id);
    });

    test("not of one who has joined another business since", async () => {
      const { use, agent, signedIn } = await aHeldLink();
      const rival = await aBusiness();
      const invitedBy = (await aMember(rival)).id;
      const { token } = await anInvitation(rival, { email: agent.email, invitedBy, role: "manager" });
      const theirs = await signedIn(agent.email);
      expect((await theirs.post("/api/auth/invitation/join", { body: { token } })).status).toBe(200);
      expect(await use()).toEqual([404, 404]);
      expect((await theirs.get(`${rival.path}/leads`)).status).toBe(200);
    });

    test("not of one who was removed, and may work for anybody", async () => {
      const { use, agent, manager, path } = await aHeldLink();
      expect((await manager.delete(`${path}/${agent.id}`)).status).toBe(204);
      expect(await use()).toEqual([404, 404]);
    });

    test("not of one who has become a manager", async () => {
      const { use, agent, manager, path } = await aHeldLink();
      await manager.patch(`${path}/${agent.id}`, { body: { role: "manager" } });
      expect(await use()).toEqual([404, 404]);
    });

    test("not of one who has become an admin of the platform", async () => {
      const { use, agent, deps } = await aHeldLink();
      await deps.directory.update(users).set({ platformRole: "admin" }).where(eq(users.id, agent.id));
      expect(await use()).toEqual([404, 404]);
    });

    test.each(["removed", "demoted"])("not when its maker was %s", async (how) => {
      const { use, maker, manager, path } = await aHeldLink();
      const at = `${path}/${maker.id}`;
      await (how === "removed" ? manager.delete(at) : manager.patch(at, { body: { role: "business" } }));
      expect(await use()).toEqual([404, 404]);
    });

    test("which does not touch the links that people have had mailed to themselves", async () => {
      const { agent, manager, path, browser } = await aHeldLink();
      const token = await aResetLink(agent.id);
      await manager.delete(`${path}/${agent.id}`);
      expect((await browser().post("/api/auth/password-reset/look", { body: { token } })).status).toBe(200);
    });
  });
});

describe("a manager who is demoted or removed while they change something", () => {
  /** They come through a door at which that happens in the middle of the next change. */
  async function aFallenOne(how: "demoted" | "removed") {
    const office = await anOffice();
    const fallen = await aMember(office.business);
    const door = aSlowDoor(office.deps);
    const theirs = await door.signedIn(fallen.email);
    const at = `${office.path}/${fallen.id}`;
    const fall = () =>
      how === "demoted" ? office.manager.patch(at, { body: { role: "business" } }) : office.manager.delete(at);
    door.meanwhile(async () => expect((await fall()).ok).toBe(true));
    return { ...office, fallen, theirs };
  }

  test("does not make themself a manager again", async () => {
    const { fallen, theirs, path, people } = await aFallenOne("demoted");
    const response = await theirs.patch(`${path}/${fallen.id}`, { body: { role: "manager" } });
    expect([response.status, (await errorOf(response)).code]).toEqual([403, "forbidden"]);
    expect((await people()).people.find(({ userId }) => userId === fallen.id)?.role).toBe("business");
  });

  test.each(["demoted", "removed"] as const)("(%s) changes nobody's role and removes nobody", async (how) => {
    const one = await aFallenOne(how);
    const agent = await aMember(one.business, "business");
    const promoting = await one.theirs.patch(`${one.path}/${agent.id}`, { body: { role: "manager" } });
    const other = await aFallenOne(how);
    const removing = await other.theirs.delete(`${other.path}/${other.boss.id}`);
    expect([promoting.status, removing.status]).toEqual([403, 403]);
    expect((await one.people()).people.find(({ userId }) => userId === agent.id)?.role).toBe("business");
    expect((await other.people()).people.map(({ userId }) => userId)).toContain(other.boss.id);
  });

  test.each(["demoted", "removed"] as const)("(%s) gets no reset link, and makes none dead", async (how) => {
    const { business, theirs, path, audit, browser, manager } = await aFallenOne(how);
    const agent = await aMember(business, "business");
    const older = tokenIn(await (await manager.post(`${path}/${agent.id}/reset-link`)).json<SentLink>());
    const response = await theirs.post(`${path}/${agent.id}/reset-link`);
    expect([response.status, (await errorOf(response)).code]).toEqual([403, "forbidden"]);
    expect((await audit()).filter(({ action }) => action === "person.reset_link_made")).toHaveLength(1);
    expect((await browser().post("/api/auth/password-reset/look", { body: { token: older } })).status).toBe(200);
  });

  test.each(["demoted", "removed"] as const)("(%s) invites nobody", async (how) => {
    const { theirs, path, people, audit } = await aFallenOne(how);
    const response = await theirs.post(`${path}/invitations`, { body: { email: anAddress(), role: "manager" } });
    expect([response.status, (await errorOf(response)).code]).toEqual([403, "forbidden"]);
    expect((await people()).invitations).toEqual([]);
    expect((await audit()).map(({ action }) => action)).not.toContain("person.invited");
  });

  test("neither renews nor withdraws an invitation", async () => {
    for (const act of ["renew", "withdraw"]) {
      const { theirs, path, people, invite } = await aFallenOne("removed");
      const { invitation } = await (await invite({ email: anAddress(), role: "manager" })).json<Sent>();
      const at = `${path}/invitations/${invitation.id}`;
      const response = await (act === "renew" ? theirs.post(`${at}/link`) : theirs.delete(at));
      expect([response.status, (await errorOf(response)).code]).toEqual([403, "forbidden"]);
      expect((await people()).invitations).toMatchObject([{ id: invitation.id, expiresAt: invitation.expiresAt }]);
    }
  });
});
