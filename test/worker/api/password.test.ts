import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { and, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { keptMail } from "./support/mail.ts";
import { aResetLink, auditOf, resetsOf, sessionIdOf, sessionsOf, userOf } from "./support/accounts.ts";
import type { Browser } from "./support/browser.ts";
import { aBusiness, aMember, aUser, errorOf, makeWorld, PASSWORD, START } from "./support/world.ts";
import { noMail, type Mailer } from "../../../worker/adapters/mail.ts";
import { memberships, sessions, users } from "../../../worker/db/directory/schema.ts";
import { RESET_LINK_MS } from "../../../worker/features/auth/link-token.ts";
import { makeResetLink } from "../../../worker/features/auth/password-reset/service.ts";
import { signInCounters } from "../../../worker/features/auth/throttle/limits.ts";
import { admit } from "../../../worker/features/auth/throttle/service.ts";

const NEW_PASSWORD = "a much better one";

/** A person who belongs to one business, signed in on two devices; and where their mail goes. */
async function aPerson({ mailed = true } = {}) {
  const { mails: outbox, mail } = keptMail({ goesOut: mailed });
  const world = makeWorld({ deps: { mail } });
  const business = await aBusiness();
  const user = await aMember(business, "business");
  const [desk, phone] = [await world.signedIn(user.email), await world.signedIn(user.email)];
  const signInStatus = async (password: string) =>
    (await world.browser().post("/api/auth/login", { body: { email: user.email, password } })).status;
  const dropped = () => world.hubCalls.filter(({ method }) => method === "dropSockets");
  return { ...world, business, user, desk, phone, outbox, signInStatus, dropped };
}

const tokenIn = (text: string | null | undefined) => /\/reset#([\w-]+)$/m.exec(text ?? "")?.[1] ?? "";

describe("changing one's password", () => {
  const change = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD };

  test("serves from then on, and ends all other sessions and their dashboards", async () => {
    const { user, business, desk, phone, signInStatus, dropped } = await aPerson();
    expect((await desk.post("/api/auth/password", { body: change })).status).toBe(204);
    expect(await signInStatus(PASSWORD)).toBe(401);
    expect(await signInStatus(NEW_PASSWORD)).toBe(200);
    expect((await desk.get("/api/auth/me")).status).toBe(200);
    expect((await phone.get("/api/auth/me")).status).toBe(401);
    expect((await phone.post("/api/auth/refresh")).status).toBe(401);
    expect(dropped()[0]).toMatchObject({ businessId: business.id });
    expect(await auditOf(user.id, "password.changed")).toMatchObject([
      { businessId: business.id, recordType: "person", recordId: user.id, data: {} },
    ]);
  });

  test("is told to its owner by mail, where mail goes out", async () => {
    const { user, desk, outbox } = await aPerson();
    expect((await desk.post("/api/auth/password", { body: change })).status).toBe(204);
    expect(outbox).toMatchObject([{ to: user.email, subject: "הסיסמה שלך הוחלפה" }]);
  });

  test("with a wrong current password names that field and changes nothing", async () => {
    const { user, desk, phone, signInStatus, outbox } = await aPerson();
    const response = await desk.post("/api/auth/password", { body: { ...change, currentPassword: "wrong" } });
    expect(response.status).toBe(400);
    const error = await errorOf(response);
    expect([error.code, error.details?.map(({ field }) => field)]).toEqual(["validation_failed", ["currentPassword"]]);
    expect(await signInStatus(PASSWORD)).toBe(200);
    expect((await phone.get("/api/auth/me")).status).toBe(200);
    expect(await auditOf(user.id, "password.changed")).toEqual([]);
    expect(outbox).toEqual([]);
  });

  test.each([
    ["too short", "short"],
    ["too long", "x".repeat(201)],
    ["no text", 12],
  ])("refuses a new one that is %s", async (_, newPassword) => {
    const { desk } = await aPerson();
    const error = await errorOf(await desk.post("/api/auth/password", { body: { ...change, newPassword } }));
    expect(error.details?.map(({ field }) => field)).toEqual(["newPassword"]);
  });

  test("cannot be used to guess the current one: after ten wrong ones even the right one waits", async () => {
    const { desk, clock } = await aPerson();
    const wrong = { ...change, currentPassword: "wrong" };
    for (let attempt = 0; attempt < 10; attempt++)
      expect((await desk.post("/api/auth/password", { body: wrong })).status).toBe(400);
    const refused = await desk.post("/api/auth/password", { body: change });
    expect([refused.status, refused.headers.get("Retry-After")]).toEqual([429, "900"]);
    clock.now += 900_000;
    // The access token is over by now, the session is not.
    await desk.post("/api/auth/refresh");
    expect((await desk.post("/api/auth/password", { body: change })).status).toBe(204);
  });

  test("makes links dead that were made for the old one", async () => {
    const { user, desk, browser } = await aPerson();
    const token = await aResetLink(user.id);
    await desk.post("/api/auth/password", { body: change });
    expect((await browser().post("/api/auth/password-reset/look", { body: { token } })).status).toBe(404);
  });

  test("from two tabs at once happens once", async () => {
    const { user, desk } = await aPerson();
    const bodies = [change, { ...change, newPassword: `${NEW_PASSWORD} too` }];
    const answers = await Promise.all(bodies.map((body) => desk.post("/api/auth/password", { body })));
    // The later one finds the password changed, before it looked or after.
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    expect(await auditOf(user.id, "password.changed")).toHaveLength(1);
  });
});

describe("asking for a new password", () => {
  const ask = "/api/auth/password-reset";

  test("is told beforehand whether a mail will come of it", async () => {
    const way = async (mail: Mailer) => (await makeWorld({ deps: { mail } }).browser().get(ask)).json();
    expect(await way(noMail)).toEqual({ mailed: false });
    expect(await way({ send: async () => true })).toEqual({ mailed: true });
  });

  test("answers the same for an account, for none and for a disabled one", async () => {
    const { user, browser, outbox } = await aPerson();
    const disabled = await aUser({ disabledAt: START });
    for (const email of [user.email, "nobody@example.test", disabled.email]) {
      const response = await browser().post(ask, { body: { email } });
      expect([response.status, await response.text(), response.headers.getSetCookie()]).toEqual([204, "", []]);
    }
    expect(outbox.map(({ to }) => to)).toEqual([user.email]);
  });

  test("answers before it has looked, so that the time tells nothing either", async () => {
    const mailing = Promise.withResolvers<boolean>();
    const world = makeWorld({ deps: { mail: { send: () => mailing.promise } } });
    const { email } = await aUser();
    const context = createExecutionContext();
    const request = new Request("https://agentlocator.test/api/auth/password-reset", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ email }),
    });
    const response = await world.app.fetch(request, env as never, context);
    expect(response.status).toBe(204);
    mailing.resolve(true);
    await waitOnExecutionContext(context);
  });

  test("mails a link that works", async () => {
    const { user, browser, outbox, signInStatus } = await aPerson();
    await browser().post(ask, { body: { email: user.email.toUpperCase() } });
    const [mail] = outbox;
    expect(mail?.subject).toBe("בחירת סיסמה חדשה");
    expect(mail?.text).toContain("https://agentlocator.test/reset#");
    const body = { token: tokenIn(mail?.text), newPassword: NEW_PASSWORD };
    expect((await browser().post("/api/auth/password-reset/confirm", { body })).status).toBe(204);
    expect(await signInStatus(NEW_PASSWORD)).toBe(200);
  });

  test("where no mail goes out leaves the wish for managers, and no link that nobody knows", async () => {
    const { user, browser, clock } = await aPerson({ mailed: false });
    await browser().post(ask, { body: { email: user.email } });
    expect((await userOf(user.id))?.resetAskedAt).toBe(clock.now);
    expect(await resetsOf(user.id)).toEqual([]);
  });

  test("does not make dead what a manager has passed on", async () => {
    const { user, browser } = await aPerson();
    const token = await aResetLink(user.id);
    await browser().post(ask, { body: { email: user.email } });
    expect((await browser().post(`${ask}/look`, { body: { token } })).status).toBe(200);
  });

  test("sends three mails an hour at most to one person, whoever asks", async () => {
    const { user, browser, outbox, clock } = await aPerson();
    for (let request = 0; request < 5; request++)
      expect((await browser().post(ask, { body: { email: user.email } })).status).toBe(204);
    expect(outbox).toHaveLength(3);
    clock.now += 60 * 60_000;
    await browser().post(ask, { body: { email: user.email } });
    expect(outbox).toHaveLength(4);
  });

  test("is refused to an address that asks for many", async () => {
    const { browser } = await aPerson();
    const stranger = browser();
    stranger.address = "198.51.100.17";
    for (let request = 0; request < 20; request++)
      expect((await stranger.post(ask, { body: { email: `nobody-${request}@example.test` } })).status).toBe(204);
    const refused = await stranger.post(ask, { body: { email: "nobody@example.test" } });
    expect([refused.status, refused.headers.get("Retry-After")]).toEqual([429, "900"]);
  });
});

describe("a link to choose a new password", () => {
  const look = "/api/auth/password-reset/look";
  const confirm = "/api/auth/password-reset/confirm";

  test("says whose it is", async () => {
    const { user, browser } = await aPerson();
    const token = await aResetLink(user.id);
    expect(await (await browser().post(look, { body: { token } })).json()).toEqual({
      email: user.email,
      expiresAt: START + RESET_LINK_MS,
    });
  });

  test("serves once, ends all sessions and older links, and is on record", async () => {
    const { user, business, browser, desk, phone, signInStatus, dropped } = await aPerson();
    const [older, token] = [await aResetLink(user.id), await aResetLink(user.id)];
    const body = { token, newPassword: NEW_PASSWORD };
    const device = browser();
    device.address = "203.0.113.77";
    expect((await device.post(confirm, { body })).status).toBe(204);
    for (const dead of [token, older]) {
      expect((await browser().post(look, { body: { token: dead } })).status).toBe(404);
      const again = await browser().post(confirm, { body: { token: dead, newPassword: "yet another password" } });
      expect([again.status, (await errorOf(again)).code]).toEqual([404, "not_found"]);
    }
    expect(await signInStatus(NEW_PASSWORD)).toBe(200);
    for (const signedIn of [desk, phone]) expect((await signedIn.get("/api/auth/me")).status).toBe(401);
    expect(dropped()).toMatchObject([{ businessId: business.id, argument: { userId: user.id } }]);
    expect(await auditOf(user.id, "password.reset")).toMatchObject([
      { businessId: business.id, recordId: user.id, address: "203.0.113.77" },
    ]);
  });

  test("whose answer was lost answers the same to the same password, and changes nothing more", async () => {
    const { user, browser } = await aPerson();
    const token = await aResetLink(user.id);
    const body = { token, newPassword: NEW_PASSWORD };
    expect((await browser().post(confirm, { body })).status).toBe(204);
    const inside = browser();
    await inside.signIn(user.email, NEW_PASSWORD);
    expect((await browser().post(confirm, { body })).status).toBe(204);
    expect((await inside.get("/api/auth/me")).status).toBe(200);
    expect(await auditOf(user.id, "password.reset")).toHaveLength(1);
  });

  test("used twice at once sets one password", async () => {
    const { user, browser, signInStatus } = await aPerson();
    const token = await aResetLink(user.id);
    const passwords = ["the first new password", "the second new password"];
    const answers = await Promise.all(
      passwords.map((newPassword) => browser().post(confirm, { body: { token, newPassword } })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 404]);
    const won = answers[0]?.status === 204 ? 0 : 1;
    expect(await signInStatus(passwords[won] ?? "")).toBe(200);
    expect(await signInStatus(passwords[1 - won] ?? "")).toBe(401);
    expect(await auditOf(user.id, "password.reset")).toHaveLength(1);
  });

  test("is over after an hour", async () => {
    const { user, browser, clock } = await aPerson();
    const token = await aResetLink(user.id);
    clock.now += RESET_LINK_MS;
    expect((await browser().post(look, { body: { token } })).status).toBe(404);
    expect((await browser().post(confirm, { body: { token, newPassword: NEW_PASSWORD } })).status).toBe(404);
  });

  test("opens no disabled account", async () => {
    const world = makeWorld();
    const token = await aResetLink((await aUser({ disabledAt: START })).id);
    const response = await world.browser().post(confirm, { body: { token, newPassword: NEW_PASSWORD } });
    expect(response.status).toBe(404);
  });

  test("with a bad new password names the field and stays good", async () => {
    const { user, browser } = await aPerson();
    const token = await aResetLink(user.id);
    const error = await errorOf(await browser().post(confirm, { body: { token, newPassword: "short" } }));
    expect(error.details?.map(({ field }) => field)).toEqual(["newPassword"]);
    expect((await browser().post(look, { body: { token } })).status).toBe(200);
  });

  test("of which the database is read serves nobody: it holds the hash alone", async () => {
    const { user, browser } = await aPerson();
    const token = await aResetLink(user.id);
    const [row] = await resetsOf(user.id);
    expect(JSON.stringify(row)).not.toContain(token);
    expect((await browser().post(look, { body: { token: row?.tokenHash } })).status).toBe(404);
  });
});

describe("a link that a manager makes", () => {
  /** A manager beside the person, who makes them one. */
  async function aManager(options: { mailed?: boolean } = {}) {
    const scene = await aPerson(options);
    const manager = await aMember(scene.business);
    const actor = { userId: manager.id, name: manager.name, impersonator: null, address: null, userAgent: null };
    const { user, business, deps } = scene;
    const make = () =>
      makeResetLink(deps, actor, { ...user, userId: user.id }, { as: "manager", businessId: business.id });
    return { ...scene, manager, make };
  }

  test("is shown where no mail goes out, makes earlier ones dead, takes the wish away, and is on record", async () => {
    const { user, business, manager, browser, make } = await aManager({ mailed: false });
    await browser().post("/api/auth/password-reset", { body: { email: user.email } });
    const older = await aResetLink(user.id);
    const sent = await make();
    expect(sent).toEqual({ mailed: false, link: expect.any(String), expiresAt: START + RESET_LINK_MS });
    const look = (token: string) => browser().post("/api/auth/password-reset/look", { body: { token } });
    expect((await look(tokenIn(sent.link))).status).toBe(200);
    expect((await look(older)).status).toBe(404);
    expect((await userOf(user.id))?.resetAskedAt).toBeNull();
    expect(await resetsOf(user.id)).toMatchObject([{ madeBy: manager.id, businessId: business.id }]);
    const [line, ...more] = await auditOf(manager.id, "person.reset_link_made");
    expect(more).toEqual([]);
    expect(line).toMatchObject({ businessId: business.id, recordId: user.id, data: { email: user.email } });
    expect(JSON.stringify(line)).not.toContain(tokenIn(sent.link));
  });

  test("is mailed where mail goes out, and then the person's own: it outlives who made it", async () => {
    const { user, manager, business, deps, browser, outbox, make } = await aManager();
    expect(await make()).toMatchObject({ mailed: true, link: null });
    expect(outbox).toMatchObject([{ to: user.email }]);
    const theirs = and(eq(memberships.businessId, business.id), eq(memberships.userId, manager.id));
    await deps.directory.delete(memberships).where(theirs);
    const body = { token: tokenIn(outbox[0]?.text), newPassword: NEW_PASSWORD };
    expect((await browser().post("/api/auth/password-reset/confirm", { body })).status).toBe(204);
  });
});

describe("a device that somebody has signed in on", () => {
  const DEVICE = "__Host-agentlocator-device";
  let houses = 0;

  type Scene = Awaited<ReturnType<typeof aPerson>>;

  /** Whether it may still try where an address has tried too often. */
  async function isKnown({ deps, user, browser }: Scene, device: Browser): Promise<boolean> {
    const address = `2001:db8:a11:${(++houses).toString(16)}::1`;
    const counters = signInCounters(deps.config.JWT_SECRET, {
      email: user.email,
      address,
      device: null,
      placeIsKnown: false,
    });
    for (let attempt = 0; attempt < 10; attempt++) await admit(deps, counters);
    const guesser = browser();
    guesser.address = address;
    guesser.cookies.set(DEVICE, device.cookies.get(DEVICE) ?? "");
    const { status } = await guesser.post("/api/auth/login", { body: { email: user.email, password: "wrong" } });
    expect([401, 429]).toContain(status);
    return status === 401;
  }

  test("is known while the password is the one that it was shown", async () => {
    const person = await aPerson();
    expect(await isKnown(person, person.desk)).toBe(true);
    expect(await isKnown(person, person.browser())).toBe(false);
  });

  test("is like any other when the password has changed, except where that was done", async () => {
    const person = await aPerson();
    const before = person.desk.copy();
    const body = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD };
    expect((await person.desk.post("/api/auth/password", { body })).status).toBe(204);
    for (const device of [before, person.phone]) expect(await isKnown(person, device)).toBe(false);
    expect(await isKnown(person, person.desk)).toBe(true);
  });

  test("is like any other after a reset, except where that was done", async () => {
    const person = await aPerson();
    const own = person.browser();
    const body = { token: await aResetLink(person.user.id), newPassword: NEW_PASSWORD };
    expect((await own.post("/api/auth/password-reset/confirm", { body })).status).toBe(204);
    for (const device of [person.desk, person.phone]) expect(await isKnown(person, device)).toBe(false);
    expect(await isKnown(person, own)).toBe(true);
  });
});

describe("a sign-in that is under way while the password is changed", () => {
  /** The old one is verified; before the session is written, this happens. */
  function meanwhile({ deps }: Pick<Awaited<ReturnType<typeof aPerson>>, "deps">, happens: () => Promise<void>) {
    let pending: (() => Promise<void>) | null = happens;
    const directory = new Proxy(deps.directory, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== "function") return value;
        if (name !== "insert") return value.bind(target);
        return (table: unknown) => {
          const builder = target.insert(table as typeof sessions);
          if (table !== sessions || !pending) return builder;
          const first = pending;
          pending = null;
          return {
            select: (query: never) => ({
              returning: async (columns: never) => (await first(), builder.select(query).returning(columns)),
            }),
          };
        };
      },
    });
    return makeWorld({ deps: { directory } }).browser();
  }

  test.each([
    ["reset", { passwordHash: "scrypt$another" }],
    ["of an account that is closed", { disabledAt: START }],
  ])("is refused: %s", async (_, change) => {
    const person = await aPerson();
    const before = (await sessionsOf(person.user.id)).length;
    const late = meanwhile(person, async () => {
      await person.deps.directory.update(users).set(change).where(eq(users.id, person.user.id));
    });
    const response = await late.post("/api/auth/login", { body: { email: person.user.email, password: PASSWORD } });
    expect([response.status, (await errorOf(response)).code]).toEqual([401, "invalid_credentials"]);
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(await sessionsOf(person.user.id)).toHaveLength(before);
  });

  test("leaves no session to who knew the old one", async () => {
    const person = await aPerson();
    const token = await aResetLink(person.user.id);
    const thief = meanwhile(person, async () => {
      const body = { token, newPassword: NEW_PASSWORD };
      expect((await person.browser().post("/api/auth/password-reset/confirm", { body })).status).toBe(204);
    });
    const body = { email: person.user.email, password: PASSWORD };
    expect((await thief.post("/api/auth/login", { body })).status).toBe(401);
    expect((await sessionsOf(person.user.id)).filter(({ endedAt }) => endedAt === null)).toEqual([]);
  });
});

test("the session that stays after a change of password is the only one", async () => {
  const { user, desk } = await aPerson();
  await desk.post("/api/auth/password", { body: { currentPassword: PASSWORD, newPassword: NEW_PASSWORD } });
  const open = (await sessionsOf(user.id)).filter(({ endedAt }) => endedAt === null);
  expect(open.map(({ id }) => id)).toEqual([sessionIdOf(desk)]);
});
