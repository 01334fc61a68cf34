/** People of a business: inviting, roles, leaving; and what an invitation opens. */
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import type { Invitation, People, Person } from "../../core/people/wire.ts";
import { he } from "../../web/src/i18n/he.ts";
import { DESK, fillSignIn, fileBrowser, open, PHONE, signedIn } from "./support/browser.ts";
import { MANAGER, nextBusiness, type TestBusiness } from "./support/businesses.ts";
import { addressOf, invite, managerApi, newColleague } from "./support/colleagues.ts";
import { seeded } from "./support/world.ts";

/** Of the manager of all test businesses. */
const MANAGER_NAME = "מנהלת הניסיונות";
const PASSWORD = "סוס נכון סוללה";
const t = he.people;

const browser = fileBrowser();

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const row = (page: Page, text: string) => page.getByRole("row").filter({ hasText: text });
const peoplePage = ({ slug }: TestBusiness, person: { email: string; password: string } = MANAGER, view = DESK) =>
  signedIn(browser, `/b/${slug}/people`, person, view);

async function choose(page: Page, name: string, action: string) {
  await button(page, t.actionsFor(name)).click();
  await page.getByRole("menuitem", { name: action }).click();
}

describe("an invitation", () => {
  test.each([
    ["a desk", DESK],
    ["a phone", PHONE],
  ])("is made, passed on, and brings a new person in (on %s)", async (where, view) => {
    const office = nextBusiness("people");
    const email = `new-${where.replaceAll(" ", "-")}@${office.slug}.test`;
    const page = await peoplePage(office, MANAGER, view);
    await button(page, t.invite).click();
    await button(page, t.inviteDialog.submit).click();
    await page.getByText(he.auth.emailMissing).waitFor();
    await page.getByLabel(t.inviteDialog.email).fill(email);
    await page.getByLabel(t.inviteDialog.name).fill("נועה כץ");
    await button(page, t.inviteDialog.submit).click();
    const link = await page.getByRole("textbox", { name: t.link.label }).inputValue();
    await button(page, t.link.done).click();
    await page.getByRole("table", { name: t.invitations.title }).getByText(email).waitFor();

    const guest = await open(browser, addressOf(link), view);
    await guest.getByRole("heading", { name: he.auth.invitation.title(office.slug) }).waitFor();
    await guest.getByText(he.auth.invitation.role.business).waitFor();
    expect(guest.url()).not.toContain("#");
    expect(await guest.getByLabel(he.auth.invitation.name).inputValue()).toBe("נועה כץ");
    await guest.getByLabel(he.auth.invitation.choosePassword, { exact: true }).fill(PASSWORD);
    await button(guest, he.auth.invitation.accept).click();
    await guest.waitForURL(`**/b/${office.slug}/calls`);

    await page.reload();
    await page.getByRole("table", { name: t.membersTitle }).getByText(email).waitFor();
    expect(await page.getByRole("table", { name: t.invitations.title }).count()).toBe(0);
    const second = await open(browser, addressOf(link), view);
    await second.getByRole("heading", { name: he.auth.invitation.goneTitle }).waitFor();
  });

  test("says at the field why an address cannot be invited, and keeps what was typed", async () => {
    const office = nextBusiness("people");
    const colleague = await newColleague(office);
    const page = await peoplePage(office);
    await button(page, t.invite).click();
    const email = page.getByLabel(t.inviteDialog.email);
    await page.getByLabel(t.inviteDialog.name).fill("נועה");
    await email.fill(colleague.email);
    await button(page, t.inviteDialog.submit).click();
    await page.getByText(t.inviteDialog.obstacles.member).waitFor();
    expect(await email.evaluate((input) => document.activeElement === input)).toBe(true);
    expect(await page.getByLabel(t.inviteDialog.name).inputValue()).toBe("נועה");

    const waiting = `waiting@${office.slug}.test`;
    await invite(await managerApi(), office.id, { email: waiting, role: "business" });
    await email.fill(waiting);
    await button(page, t.inviteDialog.submit).click();
    await page.getByText(t.inviteDialog.obstacles.invited).waitFor();
  });

  test("gets a new link in the place of the old one, and is withdrawn after a question", async () => {
    const office = nextBusiness("people");
    const email = `late@${office.slug}.test`;
    const { link: old } = await invite(await managerApi(), office.id, { email, role: "manager" });
    const page = await peoplePage(office);
    await button(page, t.invitations.renewOf(email)).click();
    const link = await page.getByRole("textbox", { name: t.link.label }).inputValue();
    expect(link).not.toBe(old);
    await button(page, t.link.done).click();
    const gone = { name: he.auth.invitation.goneTitle };
    await (await open(browser, addressOf(old))).getByRole("heading", gone).waitFor();
    const guest = await open(browser, addressOf(link));
    await guest.getByText(he.auth.invitation.role.manager).waitFor();

    await button(page, t.invitations.withdrawOf(email)).click();
    await button(page, t.invitations.withdrawYes).click();
    await page.getByText(t.invitations.withdrawn, { exact: true }).waitFor();
    await guest.reload();
    await guest.getByRole("heading", gone).waitFor();
  });

  test("to somebody with an account asks them to sign in, and is taken up with one button", async () => {
    const [home, other] = [nextBusiness("people"), nextBusiness("people")];
    const person = await newColleague(home, { name: "רון שגיא" });
    const { link } = await invite(await managerApi(), other.id, { email: person.email, role: "manager" });
    const page = await open(browser, addressOf(link));
    await page.getByText(he.auth.invitation.hasAccount).waitFor();
    expect(await page.getByLabel(he.auth.email).inputValue()).toBe(person.email);
    // Who they are is asked after signing in. That answer, from before they joined, comes after it.
    const joined = page.waitForResponse("**/api/auth/invitation/join");
    const late = Promise.withResolvers<void>();
    await page.route("**/api/auth/session", async (route) => {
      const response = await route.fetch();
      await joined;
      await route.fulfill({ response }).finally(late.resolve);
    });
    await fillSignIn(page, person.email, person.password);
    await button(page, he.auth.invitation.join(other.slug)).click();
    await page.waitForURL(`**/b/${other.slug}/calls`);
    await late.promise;
    await page.getByRole("heading", { level: 1, name: he.calls.title }).waitFor();
    await page.goto(`/b/${other.slug}/people`);
    await row(page, person.email).waitFor();
  });

  test("is not taken up in another person's name", async () => {
    const office = nextBusiness("people");
    const email = `somebody-else@${office.slug}.test`;
    const { link } = await invite(await managerApi(), office.id, { email, role: "business" });
    const page = await signedIn(browser, "/account", MANAGER);
    await page.goto(addressOf(link));
    await page.getByText(he.auth.invitation.otherTitle).waitFor();
    await button(page, he.auth.invitation.signOutAndGoOn).click();
    await page.getByLabel(he.auth.invitation.name).fill("שירה");
    await page.getByLabel(he.auth.invitation.choosePassword, { exact: true }).fill(PASSWORD);
    await button(page, he.auth.invitation.accept).click();
    await page.waitForURL(`**/b/${office.slug}/calls`);
  });
});

describe("a role", () => {
  test("is changed after a question, and opens or closes the pages that go with it at once", async () => {
    const office = nextBusiness("people");
    const person = await newColleague(office, { name: "רון שגיא" });
    const theirs = await peoplePage(office, person);
    await theirs.getByRole("heading", { name: he.pages.forbiddenTitle }).waitFor();
    await theirs.getByRole("link", { name: he.live.state.open }).waitFor();

    const page = await peoplePage(office);
    await choose(page, "רון שגיא", t.changeRole.action);
    await page.getByRole("radio", { name: new RegExp(`^${t.roleOptions.manager.title}`) }).check({ force: true });
    await button(page, t.changeRole.submit).click();
    await page.getByText(t.changeRole.done("רון שגיא", t.role.manager)).waitFor();
    await row(page, person.email).getByText(t.role.manager).waitFor();

    await theirs.getByRole("heading", { name: t.title }).waitFor();
    await row(theirs, person.email).getByText(`(${t.you})`).waitFor();
  });

  test("of the last manager stays, and the screen says why", async () => {
    const office = nextBusiness("people");
    const person = await newColleague(office, { role: "manager", name: "מיכל לוי" });
    const page = await peoplePage(office, person);
    await choose(page, MANAGER_NAME, t.remove.action);
    await button(page, t.remove.submit).click();
    await page.getByText(t.remove.done(MANAGER_NAME)).waitFor();

    await choose(page, "מיכל לוי", t.changeRole.action);
    await page.getByRole("radio", { name: new RegExp(`^${t.roleOptions.business.title}`) }).check({ force: true });
    await page.getByText(t.changeRole.self).waitFor();
    await button(page, t.changeRole.submit).click();
    await page.getByText(t.lastManager).waitFor();
    await button(page, he.common.cancel).click();
    await choose(page, "מיכל לוי", t.remove.action);
    await page.getByText(t.remove.self).waitFor();
    await button(page, t.remove.submit).click();
    await page.getByText(t.lastManager).waitFor();
  });
});

test("a colleague is removed after a question, and is out at once", async () => {
  const office = nextBusiness("people");
  const person = await newColleague(office, { name: "יוסי כהן" });
  const theirs = await signedIn(browser, `/b/${office.slug}/leads`, person);
  await theirs.getByRole("heading", { name: he.leads.title, level: 1 }).waitFor();
  const page = await peoplePage(office);
  await choose(page, "יוסי כהן", t.remove.action);
  await page.getByText(t.remove.text).waitFor();
  await page.keyboard.press("Escape");
  // The focus is where the question came from.
  await page.waitForFunction(
    (label) => document.activeElement?.getAttribute("aria-label") === label,
    t.actionsFor("יוסי כהן"),
  );
  await row(page, person.email).waitFor();
  await choose(page, "יוסי כהן", t.remove.action);
  await button(page, t.remove.submit).click();
  await page.getByText(t.remove.done("יוסי כהן")).waitFor();
  await row(page, person.email).waitFor({ state: "detached" });
  const left = theirs.getByRole("heading", { name: he.pages.leftTitle(office.slug) });
  await left.waitFor();
  await theirs.reload();
  await left.waitFor();
  await theirs.getByRole("main").getByRole("link", { name: he.shell.account }).click();
  await theirs.getByRole("heading", { name: he.account.title }).waitFor();
});

describe("a team of hundreds", () => {
  const people = Array.from({ length: 500 }, (_, index): Person => {
    const number = String(index).padStart(3, "0");
    const [name, email] = [`סוכן בר־${number}`, `agent-${number}@many.test`];
    return { userId: number, name, email, role: "business", joinedAt: 1, resetAskedAt: null, resetAllowed: true };
  });
  const invitations = Array.from({ length: 3 }, (_, index): Invitation => {
    const email = `guest-${index}@many.test`;
    return {
      id: email,
      email,
      name: null,
      role: "business",
      invitedByEmail: null,
      invitedBy: MANAGER_NAME,
      createdAt: 1,
      expiresAt: 4e12,
    };
  });

  test.each([
    ["a desk", DESK],
    ["a phone", PHONE],
  ])("is shown in portions below the open invitations, and searched (on %s)", async (_, view) => {
    const page = await signedIn(browser, "/b/carmel/calls", seeded("manager@carmel.test"), view);
    const json: People = { people, invitations };
    await page.route(/\/api\/businesses\/[^/]+\/people$/, (route) => route.fulfill({ json }));
    await page.goto("/b/carmel/people");
    const team = page.getByRole("table", { name: t.membersTitle });
    await team.waitFor();
    const rows = team.getByRole("rowheader");
    expect(await rows.count()).toBe(25);
    const guests = await page.getByRole("table", { name: t.invitations.title }).boundingBox();
    expect(guests?.y).toBeLessThan((await team.boundingBox())?.y ?? 0);
    await page.getByText(t.search.shown(25, 500)).waitFor();
    await button(page, he.common.loadMore).click();
    await page.getByText(t.search.shown(50, 500)).waitFor();
    expect(await rows.count()).toBe(50);

    await page.getByLabel(t.search.label).fill("בר 499");
    await page.getByText(t.search.shown(1, 1)).waitFor();
    await row(page, "agent-499@many.test").waitFor();
    await page.getByLabel(t.search.label).fill("אין כזה");
    await page.getByRole("heading", { name: t.search.none("").title }).waitFor();
  });
});
