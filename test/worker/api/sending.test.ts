/** Whatever is sent, or shown to be passed on, has an end: by who has it sent, and by who gets it. */
import { describe, expect, test } from "vitest";
import { keptMail } from "./support/mail.ts";
import { anAddress, anOffice, belongsTo, type Sent } from "./support/office.ts";
import { aUser, errorOf, makeWorld, PASSWORD } from "./support/world.ts";
import { sending } from "../../../worker/features/auth/sending/service.ts";

const HOUR_MS = 3_600_000;

/** How many of these answers were given, and what the others say. */
async function outcome(responses: Response[]) {
  const refused = responses.filter(({ status }) => status !== 200);
  for (const response of refused) expect((await errorOf(response)).code).toBe("rate_limited");
  return { given: responses.length - refused.length, refused: refused.length };
}

describe("one invitation, renewed as often as one likes", () => {
  async function renewing() {
    const { mails, mail } = keptMail();
    const office = await anOffice({ mail });
    const email = anAddress();
    const { invitation } = await (await office.invite({ email, role: "business" })).json<Sent>();
    const renew = () => office.manager.post(`${office.path}/invitations/${invitation.id}/link`);
    return { ...office, mails, renew, email };
  }

  test("is six mails an hour, and the answer says how long to wait", async () => {
    const { renew, mails, clock, manager, boss } = await renewing();
    const responses: Response[] = [];
    for (let one = 0; one < 60; one++) responses.push(await renew());
    expect(await outcome(responses)).toEqual({ given: 5, refused: 55 });
    expect(mails).toHaveLength(6);
    expect(responses.at(-1)?.headers.get("Retry-After")).toBe(String(HOUR_MS / 1_000));
    clock.now += HOUR_MS;
    // An access token lives for less than that.
    await manager.signIn(boss.email, PASSWORD);
    expect((await renew()).status).toBe(200);
  });

  test("is no more of them when all come at once", async () => {
    const { renew, mails } = await renewing();
    expect(await outcome(await Promise.all(Array.from({ length: 30 }, renew)))).toEqual({ given: 5, refused: 25 });
    expect(mails).toHaveLength(6);
  });

  test("keeps the link of before good when another is refused", async () => {
    const { renew, mails, browser } = await renewing();
    for (let one = 0; one < 6; one++) await renew();
    const token = /#([\w-]+)/.exec(mails.at(-1)?.text ?? "")?.[1];
    expect((await browser().post("/api/auth/invitation/look", { body: { token } })).status).toBe(200);
  });

  test("takes nothing away from somebody else's", async () => {
    const { renew, invite } = await renewing();
    for (let one = 0; one < 7; one++) await renew();
    expect((await invite({ email: anAddress(), role: "business" })).status).toBe(200);
  });
});

test("reset links for one person are six an hour, whoever makes them", async () => {
  const { mails, mail } = keptMail();
  const { business, manager, path, deps } = await anOffice({ mail });
  const { id } = await aUser();
  await belongsTo(business, id, deps);
  const responses: Response[] = [];
  for (let one = 0; one < 30; one++) responses.push(await manager.post(`${path}/${id}/reset-link`));
  expect(await outcome(responses)).toEqual({ given: 6, refused: 24 });
  expect(mails).toHaveLength(6);
});

test("strangers who ask for a link leave some of them for those who help", async () => {
  const { mails, mail } = keptMail();
  const { business, manager, path, deps, browser } = await anOffice({ mail });
  const { id, email } = await aUser();
  await belongsTo(business, id, deps);
  for (let one = 0; one < 10; one++) await browser().post("/api/auth/password-reset", { body: { email } });
  const asked = mails.length;
  expect(asked).toBeLessThanOrEqual(3);
  expect((await manager.post(`${path}/${id}/reset-link`)).status).toBe(200);
});

describe("what one agency sends to an address", () => {
  /** Somebody of one agency, whose address another one has used up. */
  async function usedUp({ mailed }: { mailed: boolean }) {
    const { mails, mail } = keptMail({ goesOut: mailed });
    const theirs = await anOffice({ mail });
    const { business, manager, path, deps, browser, people } = await anOffice({ mail });
    const { id, email } = await aUser();
    await belongsTo(business, id, deps);
    for (let one = 0; one < 7; one++) await theirs.invite({ email, role: "business" });
    const [invited] = (await theirs.people()).invitations;
    for (let one = 0; one < 7; one++) await theirs.manager.post(`${theirs.path}/invitations/${invited?.id}/link`);
    const last = await theirs.manager.post(`${theirs.path}/invitations/${invited?.id}/link`);
    expect(last.status).toBe(429);
    return { mails, manager, path, id, email, browser, people };
  }

  test("takes nothing away from what their own manager and they themselves may have sent there", async () => {
    const { mails, manager, path, id, email, browser } = await usedUp({ mailed: true });
    expect((await manager.post(`${path}/${id}/reset-link`)).status).toBe(200);
    const before = mails.length;
    await browser().post("/api/auth/password-reset", { body: { email } });
    expect(mails.slice(before).map(({ to }) => to)).toEqual([email]);
  });

  test("does not hide that they ask for a new password, also when nothing more may be sent", async () => {
    const { id, email, browser, people } = await usedUp({ mailed: false });
    for (let one = 0; one < 12; one++) await browser().post("/api/auth/password-reset", { body: { email } });
    expect((await people()).people.find(({ userId }) => userId === id)?.resetAskedAt).not.toBeNull();
  });

  test("counts for the inbox, whatever stands behind a plus", async () => {
    const { invite } = await anOffice({ mail: keptMail().mail });
    const inbox = crypto.randomUUID();
    const responses: Response[] = [];
    for (let tag = 0; tag < 10; tag++)
      responses.push(await invite({ email: `${inbox}+${tag}@example.test`, role: "business" }));
    expect(await outcome(responses)).toEqual({ given: 6, refused: 4 });
  });
});

describe("what one person sends", () => {
  const { deps, clock } = makeWorld();
  const send = (by: string, to = anAddress()) =>
    sending(deps, { by, to, share: "support" }, async ({ to: where }) => where);

  test("is sixty an hour and two hundred a day, to whomever", async () => {
    const by = crypto.randomUUID();
    const sent = async (count: number) =>
      (await Promise.allSettled(Array.from({ length: count }, () => send(by)))).filter(
        ({ status }) => status === "fulfilled",
      ).length;
    const day: number[] = [];
    for (let hour = 0; hour < 4; hour++) {
      day.push(await sent(70));
      clock.now += HOUR_MS;
    }
    expect(day).toEqual([60, 60, 60, 20]);
  });

  test("does not count what was refused", async () => {
    const [by, to] = [crypto.randomUUID(), anAddress()];
    const refused = () =>
      sending(deps, { by, to, share: "support" }, () => Promise.reject(new Error("no such person")));
    for (let one = 0; one < 10; one++) await expect(refused()).rejects.toThrow("no such person");
    expect(await send(by, to)).toBe(to);
  });
});
