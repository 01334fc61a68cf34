import { and, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { anInvitation, auditOf, sessionIdOf, sessionsOf } from "./support/accounts.ts";
import { aBusiness, aMember, aUser, errorOf, makeWorld, PASSWORD, START } from "./support/world.ts";
import type { InvitationLook, Session } from "../../../core/auth/wire.ts";
import { memberships, users } from "../../../worker/db/directory/schema.ts";
import { INVITATION_MS } from "../../../worker/features/auth/link-token.ts";

const look = "/api/auth/invitation/look";
const accept = "/api/auth/invitation/accept";
const join = "/api/auth/invitation/join";

/** An office that has invited `email`. */
async function invited(email = `${crypto.randomUUID()}@example.test`, fields = {}) {
  const world = makeWorld();
  const business = await aBusiness();
  const manager = await aMember(business);
  const invitation = await anInvitation(business, { email, invitedBy: manager.id, ...fields });
  const body = { token: invitation.token, name: "דנה לוי", password: PASSWORD };
  return { ...world, business, manager, invitation, body, token: invitation.token };
}

describe("the link of an invitation", () => {
  test("says who invites to what, and whether the address has an account", async () => {
    const { browser, business, token, invitation } = await invited(undefined, { name: "דנה" });
    expect(await (await browser().post(look, { body: { token } })).json()).toEqual({
      businessName: business.name,
      email: invitation.email,
      name: "דנה",
      role: "business",
      hasAccount: false,
      expiresAt: START + INVITATION_MS,
    });
    const known = await invited((await aUser()).email);
    const told = await known.browser().post(look, { body: { token: known.token } });
    expect((await told.json<InvitationLook>()).hasAccount).toBe(true);
  });

  test.each([
    ["withdrawn", { withdrawnAt: START }],
    ["used", { acceptedAt: START }],
    ["over", { expiresAt: START }],
  ])("that is %s is not found, for looking and for taking up", async (_, fields) => {
    const { browser, body, token } = await invited(undefined, fields);
    for (const response of [
      await browser().post(look, { body: { token } }),
      await browser().post(accept, { body }),
      await (await (await invited()).signedIn((await aUser()).email)).post(join, { body: { token } }),
    ])
      expect([response.status, (await errorOf(response)).code]).toEqual([404, "not_found"]);
  });

  test.each([
    ["demoted", { role: "business" as const }],
    ["removed", null],
  ])("of somebody who was %s is not found: they may bring nobody in any more", async (_, change) => {
    const { business, manager, deps, browser, body, token } = await invited();
    const theirs = and(eq(memberships.businessId, business.id), eq(memberships.userId, manager.id));
    await (change
      ? deps.directory.update(memberships).set(change).where(theirs)
      : deps.directory.delete(memberships).where(theirs));
    expect((await browser().post(look, { body: { token } })).status).toBe(404);
    expect((await browser().post(accept, { body })).status).toBe(404);
    const known = await invited((await aUser()).email);
    await known.deps.directory.update(users).set({ disabledAt: START }).where(eq(users.id, known.manager.id));
    const person = await known.signedIn(known.invitation.email);
    expect((await person.post(join, { body: { token: known.token } })).status).toBe(404);
  });

  test("of an admin of the platform, who founded the business, is good", async () => {
    const admin = await aUser({ platformRole: "admin" });
    const { browser, body } = await invited(undefined, { invitedBy: admin.id, role: "manager" });
    expect((await browser().post(accept, { body })).status).toBe(200);
  });

  test("that nobody made is not found; one that cannot be one names the field", async () => {
    const { browser } = makeWorld();
    expect((await browser().post(look, { body: { token: "x".repeat(43) } })).status).toBe(404);
    const error = await errorOf(await browser().post(look, { body: { token: "short" } }));
    expect(error.details?.map(({ field }) => field)).toEqual(["token"]);
  });

  test("is not to be found by trying: an address that sends many wrong ones has to wait", async () => {
    const { browser, token } = await invited();
    const guesser = browser();
    guesser.address = "198.51.100.61";
    for (let guess = 0; guess < 30; guess++)
      expect((await guesser.post(look, { body: { token: `${"x".repeat(40)}${100 + guess}` } })).status).toBe(404);
    const refused = await guesser.post(look, { body: { token } });
    expect([refused.status, refused.headers.get("Retry-After")]).toEqual([429, "900"]);
    expect((await browser().post(look, { body: { token } })).status).toBe(200);
  });
});

describe("a new person who accepts", () => {
  test("has an account, the place in the business and a session, all at once and on record", async () => {
    const { browser, body, business, invitation } = await invited();
    const theirs = browser();
    const response = await theirs.post(accept, { body });
    expect(response.status).toBe(200);
    const session = await response.json<Session>();
    expect(session.user).toMatchObject({ email: invitation.email, name: "דנה לוי", platformRole: null });
    expect(session.memberships).toMatchObject([{ businessId: business.id, role: "business" }]);
    expect((await theirs.get(`${business.path}/calls`)).status).toBe(200);
    expect((await browser().signIn(invitation.email, PASSWORD)).user.id).toBe(session.user.id);
    expect(await auditOf(session.user.id, "person.joined")).toMatchObject([
      { businessId: business.id, recordId: session.user.id, data: { email: invitation.email, role: "business" } },
    ]);
  });

  test("cannot use the link again, with another password or after an hour", async () => {
    const { browser, body, clock } = await invited();
    await browser().post(accept, { body });
    expect((await browser().post(accept, { body: { ...body, password: "another good password" } })).status).toBe(404);
    clock.now += 3_600_000;
    expect((await browser().post(accept, { body })).status).toBe(404);
  });

  test("and never gets the answer is let in when the same is sent again", async () => {
    const { browser, body, business, invitation } = await invited();
    await browser().post(accept, { body });
    const theirs = browser();
    const again = await theirs.post(accept, { body });
    expect(again.status).toBe(200);
    const session = await again.json<Session>();
    expect(session.memberships).toMatchObject([{ businessId: business.id }]);
    expect((await theirs.get(`${business.path}/calls`)).status).toBe(200);
    expect(session.user.email).toBe(invitation.email);
    expect(await auditOf(session.user.id, "person.joined")).toHaveLength(1);
  });

  test("is not to be entered by trying passwords at a used link: they count like those of a sign-in", async () => {
    const { browser, body } = await invited();
    await browser().post(accept, { body });
    const guesser = browser();
    guesser.address = "198.51.100.62";
    const statuses: number[] = [];
    for (let guess = 0; guess < 12; guess++)
      statuses.push((await guesser.post(accept, { body: { ...body, password: `a wrong password ${guess}` } })).status);
    expect(statuses.at(0)).toBe(404);
    expect(statuses.at(-1)).toBe(429);
  });

  test("twice at once has one account, and is in", async () => {
    const { browser, body, invitation } = await invited();
    const answers = await Promise.all([browser().post(accept, { body }), browser().post(accept, { body })]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const session = await browser().signIn(invitation.email, PASSWORD);
    expect(await auditOf(session.user.id, "person.joined")).toHaveLength(1);
  });

  test("has to choose a name and a password that will do", async () => {
    const { browser, token, body } = await invited();
    const error = await errorOf(await browser().post(accept, { body: { token, name: " ", password: "short" } }));
    expect(error.details?.map(({ field }) => field)).toEqual(["name", "password"]);
    expect((await browser().post(accept, { body })).status).toBe(200);
  });

  test("leaves a session behind that was in this browser", async () => {
    const { browser, body, manager, signedIn } = await invited();
    const shared = await signedIn(manager.email);
    const old = shared.copy();
    await shared.post(accept, { body });
    expect(sessionIdOf(shared)).not.toBe(sessionIdOf(old));
    expect((await old.get("/api/auth/me")).status).toBe(401);
    expect((await browser().post(look, { body: { token: body.token } })).status).toBe(404);
  });

  test("cannot get into an account that is there with a password of their own", async () => {
    const owner = await aUser();
    const { browser, body, business } = await invited(owner.email);
    const thief = browser();
    const response = await thief.post(accept, { body: { ...body, password: "the thief's password" } });
    expect([response.status, (await errorOf(response)).code]).toEqual([409, "conflict"]);
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(await sessionsOf(owner.id)).toEqual([]);
    const session = await browser().signIn(owner.email, PASSWORD);
    expect(session.memberships.map(({ businessId }) => businessId)).not.toContain(business.id);
  });

  test("cannot enter a suspended business", async () => {
    const world = makeWorld();
    const business = await aBusiness({ status: "suspended" });
    const manager = await aMember(business);
    const email = `${crypto.randomUUID()}@example.test`;
    const { token } = await anInvitation(business, { email, invitedBy: manager.id });
    const response = await world.browser().post(accept, { body: { token, name: "Somebody", password: PASSWORD } });
    expect([response.status, (await errorOf(response)).code]).toEqual([403, "forbidden"]);
    expect((await world.browser().post("/api/auth/login", { body: { email, password: PASSWORD } })).status).toBe(401);
  });
});

describe("somebody with an account who joins", () => {
  test("has the place beside those they have, at once in this session", async () => {
    const user = await aMember(await aBusiness());
    const { signedIn, token, business, clock } = await invited(user.email);
    const browser = await signedIn(user.email);
    const session = await (await browser.post(join, { body: { token } })).json<Session>();
    expect(session.memberships).toHaveLength(2);
    expect(session.memberships).toContainEqual(expect.objectContaining({ businessId: business.id, role: "business" }));
    expect((await browser.get(`${business.path}/calls`)).status).toBe(200);
    // The answer was lost, and it is sent again; an hour later the link is used up for them too.
    expect((await browser.post(join, { body: { token } })).status).toBe(200);
    expect(await auditOf(user.id, "person.joined")).toMatchObject([{ businessId: business.id }]);
    clock.now += 3_600_000;
    await browser.signIn(user.email, PASSWORD);
    expect((await browser.post(join, { body: { token } })).status).toBe(404);
  });

  test("has to be who was invited", async () => {
    const { signedIn, token, browser } = await invited((await aUser()).email);
    const other = await signedIn((await aUser()).email);
    const response = await other.post(join, { body: { token } });
    expect([response.status, (await errorOf(response)).code]).toEqual([403, "forbidden"]);
    expect((await browser().post(look, { body: { token } })).status).toBe(200);
  });

  test("has to be signed in", async () => {
    const { browser, token } = await invited();
    expect((await browser().post(join, { body: { token } })).status).toBe(401);
  });

  test("and belongs there already keeps the role they have; the invitation is used up", async () => {
    const world = makeWorld();
    const business = await aBusiness();
    const manager = await aMember(business);
    const { token } = await anInvitation(business, { email: manager.email, invitedBy: manager.id });
    const browser = await world.signedIn(manager.email);
    const session = await (await browser.post(join, { body: { token } })).json<Session>();
    expect(session.memberships).toMatchObject([{ businessId: business.id, role: "manager" }]);
    // The invitation was used, and nothing that is used up goes without a line.
    expect(await auditOf(manager.id, "person.joined")).toMatchObject([{ businessId: business.id }]);
    expect((await browser.post(look, { body: { token } })).status).toBe(404);
  });

  test("cannot enter a suspended business", async () => {
    const world = makeWorld();
    const business = await aBusiness({ status: "suspended" });
    const [manager, user] = [await aMember(business), await aUser()];
    const { token } = await anInvitation(business, { email: user.email, invitedBy: manager.id });
    const response = await (await world.signedIn(user.email)).post(join, { body: { token } });
    expect(response.status).toBe(403);
  });
});
