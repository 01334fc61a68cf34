import { env as platform } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { anInvitation as aRow } from "./support/accounts.ts";
import { keptMail } from "./support/mail.ts";
import { anAddress, anOffice, tokenIn, type Sent } from "./support/office.ts";
import { aMember, errorOf, PASSWORD, START } from "./support/world.ts";
import { invitations } from "../../../worker/db/directory/schema.ts";
import { hashToken } from "../../../worker/features/auth/hash-token.ts";
import { INVITATION_MS } from "../../../worker/features/auth/link-token.ts";
import {
  DAILY_INVITATIONS_MAX,
  OPEN_INVITATIONS_MAX,
  PEOPLE_MAX,
} from "../../../worker/features/people/invitations/queries.ts";

const { DIRECTORY } = platform as unknown as { DIRECTORY: D1Database };
const accept = "/api/auth/invitation/accept";
const DAY_MS = 24 * 60 * 60_000;

describe("inviting", () => {
  test("without mail answers with the link; the database knows its hash alone", async () => {
    const { business, boss, people, invite, audit, deps } = await anOffice();
    const email = anAddress();
    const response = await invite({ email: ` ${email.toUpperCase()} `, name: "דנה", role: "manager" });
    expect(response.status).toBe(200);
    expect(response.headers.get("Cache-Control")).toBe("no-store");
    const { invitation, sent } = await response.json<Sent>();
    const expiresAt = START + INVITATION_MS;
    expect(invitation).toEqual({
      id: expect.any(String),
      email,
      name: "דנה",
      role: "manager",
      createdAt: START,
      expiresAt,
      invitedBy: boss.name,
      invitedByEmail: null,
    });
    expect(sent).toEqual({ mailed: false, link: expect.stringContaining("/invitation#"), expiresAt });
    expect((await people()).invitations).toEqual([{ ...invitation, invitedByEmail: boss.email }]);
    const [row] = await deps.directory.select().from(invitations).where(eq(invitations.id, invitation.id));
    expect(row).toMatchObject({ businessId: business.id, tokenHash: hashToken(tokenIn(sent)), invitedBy: boss.id });
    expect(JSON.stringify(row)).not.toContain(tokenIn(sent));
    expect(await audit()).toMatchObject([
      {
        action: "person.invited",
        actor: { userId: boss.id },
        record: { type: "invitation", id: invitation.id, label: email },
        data: { email, role: "manager" },
      },
    ]);
  });

  test("with mail sends the link there, and nobody else sees it", async () => {
    const { mails, mail } = keptMail();
    const { business, invite } = await anOffice({ mail });
    const email = anAddress();
    const { sent } = await (await invite({ email, role: "business" })).json<Sent>();
    expect(sent).toMatchObject({ mailed: true, link: null });
    expect(mails).toMatchObject([{ to: email, subject: expect.stringContaining(business.name) }]);
    expect(mails[0]?.text).toMatch(/https:\/\/agentlocator\.test\/invitation#[\w-]{40,}/);
  });

  test("somebody who belongs to the business already is a conflict", async () => {
    const { business, invite, people, audit } = await anOffice();
    const member = await aMember(business, "business");
    const response = await invite({ email: member.email, role: "manager" });
    const error = await errorOf(response);
    expect([response.status, error.code, error.details]).toEqual([
      409,
      "conflict",
      [{ field: "email", problem: "member" }],
    ]);
    expect((await people()).invitations).toEqual([]);
    expect(await audit()).toEqual([]);
  });

  test("the same address twice, even at the same moment, leaves one invitation and one line of the log", async () => {
    const { invite, people, audit } = await anOffice();
    const email = anAddress();
    const answers = await Promise.all([1, 2, 3].map(() => invite({ email, role: "business" })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
    const refused = answers.filter(({ status }) => status === 409);
    for (const one of refused) expect((await errorOf(one)).details).toEqual([{ field: "email", problem: "invited" }]);
    expect((await people()).invitations).toHaveLength(1);
    expect(await audit()).toHaveLength(1);
  });

  test("an address that another business has invited, or employs, is possible", async () => {
    const [one, other] = [await anOffice(), await anOffice()];
    const email = anAddress();
    expect((await one.invite({ email, role: "business" })).status).toBe(200);
    expect((await other.invite({ email, role: "business" })).status).toBe(200);
    expect((await one.invite({ email: other.boss.email, role: "business" })).status).toBe(200);
  });

  test("stops where nobody could keep an eye on who waits", async () => {
    const { business, boss, invite } = await anOffice();
    for (let count = 0; count < OPEN_INVITATIONS_MAX; count++)
      await aRow(business, { email: anAddress(), invitedBy: boss.id, createdAt: START - DAY_MS });
    const response = await invite({ email: anAddress(), role: "business" });
    expect((await errorOf(response)).details).toEqual([{ field: "email", problem: "too_many" }]);
  });

  test("stops where the list of people would not end", async () => {
    const { business, invite } = await anOffice();
    const ids = Array.from({ length: PEOPLE_MAX - 2 }, () => crypto.randomUUID());
    const rows = JSON.stringify(ids);
    await DIRECTORY.batch([
      DIRECTORY.prepare(
        "insert into users (id, email, name, created_at) select value, value || '@example.test', 'x', 1 from json_each(?)",
      ).bind(rows),
      DIRECTORY.prepare(
        "insert into memberships (user_id, business_id, role, created_at) select value, ?, 'business', 1 from json_each(?)",
      ).bind(business.id, rows),
    ]);
    expect((await invite({ email: anAddress(), role: "business" })).status).toBe(200);
    const response = await invite({ email: anAddress(), role: "business" });
    expect((await errorOf(response)).details).toEqual([{ field: "email", problem: "full" }]);
  });

  test("is for some people a day: who withdraws and invites anew cannot go through all addresses there are", async () => {
    const { business, boss, invite, clock, manager, people } = await anOffice();
    const other = await anOffice();
    for (let count = 0; count < DAILY_INVITATIONS_MAX - 1; count++)
      await aRow(business, { email: anAddress(), invitedBy: boss.id, createdAt: START - count, withdrawnAt: START });
    const answers = await Promise.all([1, 2, 3].map(() => invite({ email: anAddress(), role: "business" })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 429, 429]);
    expect((await people()).invitations).toHaveLength(1);
    const refused = answers.find(({ status }) => status === 429);
    const waitMs = DAY_MS - (DAILY_INVITATIONS_MAX - 2);
    expect(refused?.headers.get("Retry-After")).toBe(String(Math.ceil(waitMs / 1_000)));
    expect((await other.invite({ email: anAddress(), role: "business" })).status).toBe(200);
    clock.now += waitMs;
    await manager.signIn(boss.email, PASSWORD);
    expect((await invite({ email: anAddress(), role: "business" })).status).toBe(200);
  });

  test.each([
    [{ email: "no address", role: "business" }, "email"],
    [{ role: "business" }, "email"],
    [{ email: "a@example.test", role: "admin" }, "role"],
    [{ email: "a@example.test", role: "business", name: "x".repeat(81) }, "name"],
  ])("refuses %j and names the field", async (body, field) => {
    const { invite } = await anOffice();
    const response = await invite(body);
    const error = await errorOf(response);
    expect([response.status, error.details?.map((detail) => detail.field)]).toEqual([400, [field]]);
  });

  test("is not for agents", async () => {
    const { business, path, signedIn } = await anOffice();
    const agent = await signedIn((await aMember(business, "business")).email);
    const response = await agent.post(`${path}/invitations`, { body: { email: anAddress(), role: "manager" } });
    expect(response.status).toBe(403);
  });
});

describe("an open invitation", () => {
  async function anInvitation() {
    const office = await anOffice();
    const { invitation, sent } = await (await office.invite({ email: anAddress(), role: "business" })).json<Sent>();
    const at = `${office.path}/invitations/${invitation.id}`;
    const row = async () =>
      (await office.deps.directory.select().from(invitations).where(eq(invitations.id, invitation.id)))[0];
    return { ...office, invitation, sent, at, row };
  }

  test("is renewed with another link, for seven days from then; the old link is dead", async () => {
    const { boss, manager, at, invitation, sent, clock, row, people, audit } = await anInvitation();
    clock.now += INVITATION_MS + 1;
    await manager.signIn(boss.email, PASSWORD);
    expect((await people()).invitations).toEqual([{ ...invitation, invitedByEmail: boss.email }]);
    const renewed = await (await manager.post(`${at}/link`)).json<Sent>();
    const expiresAt = clock.now + INVITATION_MS;
    expect(renewed.invitation).toEqual({ ...invitation, expiresAt });
    expect(renewed.sent).toEqual({ mailed: false, link: expect.any(String), expiresAt });
    expect(tokenIn(renewed.sent)).not.toBe(tokenIn(sent));
    expect(await row()).toMatchObject({ tokenHash: hashToken(tokenIn(renewed.sent)), expiresAt });
    expect((await audit()).map(({ action }) => action)).toEqual(["invitation.renewed", "person.invited"]);
  });

  test("is withdrawn once; the address may be invited anew", async () => {
    const { manager, at, invitation, invite, people, row, audit } = await anInvitation();
    const answers = await Promise.all([manager.delete(at), manager.delete(at)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 404]);
    expect((await people()).invitations).toEqual([]);
    expect((await row())?.withdrawnAt).toBe(START);
    expect((await audit()).filter(({ action }) => action === "invitation.withdrawn")).toHaveLength(1);
    expect((await manager.post(`${at}/link`)).status).toBe(404);
    expect((await invite({ email: invitation.email, role: "business" })).status).toBe(200);
  });

  test("is neither seen nor touched from another business", async () => {
    const { invitation, row } = await anInvitation();
    const other = await anOffice();
    const path = `${other.path}/invitations/${invitation.id}`;
    expect((await other.manager.post(`${path}/link`)).status).toBe(404);
    expect((await other.manager.delete(path)).status).toBe(404);
    expect((await other.people()).invitations).toEqual([]);
    expect((await row())?.withdrawnAt).toBeNull();
  });

  test("that was accepted is neither renewed nor withdrawn", async () => {
    const { manager, at, invitation, deps } = await anInvitation();
    await deps.directory.update(invitations).set({ acceptedAt: START }).where(eq(invitations.id, invitation.id));
    expect((await manager.post(`${at}/link`)).status).toBe(404);
    expect((await manager.delete(at)).status).toBe(404);
  });

  test("is from its renewal on the renewer's, and ends with their right to invite", async () => {
    const { business, boss, manager, path, signedIn, at, people, browser, audit } = await anInvitation();
    const renewer = await aMember(business);
    const renewed = await (await (await signedIn(renewer.email)).post(`${at}/link`)).json<Sent>();
    expect(renewed.invitation.invitedBy).toBe(renewer.name);
    expect((await manager.delete(`${path}/${renewer.id}`)).status).toBe(204);
    const body = { token: tokenIn(renewed.sent), name: "Back Again", password: PASSWORD };
    expect((await browser().post(accept, { body })).status).toBe(404);
    expect((await people()).invitations).toEqual([]);
    const [withdrawn, ...more] = (await audit()).filter(({ action }) => action === "invitation.withdrawn");
    expect(more).toEqual([]);
    expect(withdrawn).toMatchObject({
      actor: { userId: boss.id },
      record: { type: "invitation", id: renewed.invitation.id, label: renewed.invitation.email },
      data: { email: renewed.invitation.email, role: "business" },
    });
  });
});
