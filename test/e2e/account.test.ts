/** One's own account, and the ways in: forgotten passwords, links, devices. */
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { he } from "../../web/src/i18n/he.ts";
import { fillSignIn, fileBrowser, open, pathOf, signedIn } from "./support/browser.ts";
import { MANAGER, nextBusiness, type TestBusiness } from "./support/businesses.ts";
import { addressOf, managerApi, newColleague, resetLink, userIdOf } from "./support/colleagues.ts";

const NEW_PASSWORD = "קפה ועוגה בחיפה";

const browser = fileBrowser();
let office: TestBusiness;

beforeAll(async () => {
  office = nextBusiness("account");
});

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const door = (page: Page) => page.getByRole("heading", { name: he.auth.title });
const inside = (page: Page) => page.getByRole("heading", { name: he.calls.title, level: 1 });

describe("a forgotten password", () => {
  const ask = async (page: Page, email: string) => {
    await page.getByLabel(he.auth.email).fill(email);
    await button(page, he.auth.forgot.submit).click();
    await page.getByRole("heading", { name: he.auth.forgot.sentTitle }).waitFor();
    return (await page.getByRole("main").innerText()).replaceAll(email, "");
  };

  test("is answered the same whether the account exists or not", async () => {
    const { email } = await newColleague(office);
    const page = await open(browser, "/forgot");
    // No mail goes out from here, and nobody is told that one did.
    await page.getByText(he.auth.forgot.ways.passedOn.text).waitFor();
    const known = await ask(page, email);
    expect(known).toContain(he.auth.forgot.ways.passedOn.sentHelp);
    await button(page, he.auth.forgot.again).click();
    expect(await ask(page, "nobody@nowhere.test")).toBe(known);
  });

  test("keeps the address that was typed at the door, on the way there and back", async () => {
    const page = await open(browser, "/sign-in?next=%2Fb%2Fcarmel%2Fleads");
    await page.getByLabel(he.auth.email).fill("dana@carmel.test");
    await page.getByRole("link", { name: he.auth.forgotLink }).click();
    expect(await page.getByLabel(he.auth.email).inputValue()).toBe("dana@carmel.test");
    await page.getByRole("link", { name: he.auth.toSignIn }).click();
    expect(await page.getByLabel(he.auth.email).inputValue()).toBe("dana@carmel.test");
    expect(new URL(page.url()).searchParams.get("next")).toBe("/b/carmel/leads");
  });

  test("is replaced by a link that a manager passes on, once", async () => {
    const person = await newColleague(office, { name: "דנה רוזן" });
    await ask(await open(browser, "/forgot"), person.email);

    const managers = await signedIn(browser, `/b/${office.slug}/people`, MANAGER);
    const row = managers.getByRole("row").filter({ hasText: person.email });
    await row.getByRole("button", { name: he.people.reset.make }).click();
    await button(managers, he.people.reset.submit).click();
    const link = await managers.getByRole("textbox", { name: he.people.link.label }).inputValue();
    await managers.getByText(he.people.link.once).waitFor();

    const page = await open(browser, addressOf(link));
    const field = page.getByLabel(he.auth.newPassword.label, { exact: true });
    await field.fill("קצרה");
    // The secret is out of the address bar, and a reload does not lose it.
    expect(page.url()).not.toContain(new URL(link).hash.slice(1));
    await button(page, he.auth.reset.submit).click();
    await page.getByText(he.auth.newPassword.tooShort(10)).waitFor();
    expect(await field.evaluate((input) => document.activeElement === input)).toBe(true);
    await page.reload();
    await field.fill(NEW_PASSWORD);
    await button(page, he.auth.reset.submit).click();
    await page.getByText(he.auth.reset.done).waitFor();
    expect(await page.getByLabel(he.auth.email).inputValue()).toBe(person.email);
    await fillSignIn(page, person.email, NEW_PASSWORD);
    await inside(page).waitFor();

    // A manager held the link for a while: whose account it is hears of that, until they have read it.
    const news = page.getByText(he.accountEvents.newsTitle);
    await news.waitFor();
    await page.getByText(new RegExp(he.accountEvents.what["person.reset_link_made"](null))).waitFor();
    await button(page, he.accountEvents.seen).click();
    await news.waitFor({ state: "detached" });
    await page.goto("/account");
    const told = page.getByRole("list", { name: he.accountEvents.title }).getByRole("listitem");
    await told.first().waitFor();
    expect(await told.count()).toBe(2);
    expect(await news.count()).toBe(0);

    const again = await open(browser, addressOf(link));
    await again.getByRole("heading", { name: he.auth.reset.goneTitle }).waitFor();
    await again.getByRole("link", { name: he.auth.reset.askAgain }).click();
    await again.getByRole("heading", { name: he.auth.forgot.title }).waitFor();
  });

  test("has a link that ends where a newer one begins", async () => {
    const person = await newColleague(office);
    const userId = await userIdOf(person);
    const older = await resetLink(await managerApi(), office.id, userId);
    const newer = await resetLink(await managerApi(), office.id, userId);
    await (await open(browser, addressOf(older))).getByRole("heading", { name: he.auth.reset.goneTitle }).waitFor();
    await (await open(browser, addressOf(newer))).getByText(person.email).waitFor();
  });
});

test("too many wrong passwords are told how long to wait, and nothing typed is lost", async () => {
  const page = await open(browser, "/sign-in");
  const email = "guessed@nowhere.test";
  const waiting = page.getByRole("alert").filter({ hasText: /יותר מדי ניסיונות. אפשר לנסות שוב בעוד/ });
  const wrong = page.getByRole("alert").filter({ hasText: he.errors.invalid_credentials });
  for (let attempt = 0; attempt < 12 && (await waiting.count()) === 0; attempt++) {
    const answer = page.waitForResponse("**/api/auth/login");
    await fillSignIn(page, email, `wrong-password-${attempt}`);
    await answer;
    await waiting.or(wrong).first().waitFor();
  }
  await waiting.waitFor();
  expect(await page.getByLabel(he.auth.email).inputValue()).toBe(email);
});

describe("an account", () => {
  test("gets another name, everywhere at once", async () => {
    const person = await newColleague(office);
    const page = await signedIn(browser, "/account", person);
    const name = page.getByLabel(he.account.name);
    await name.fill(" ");
    await button(page, he.account.saveName).click();
    await page.getByText(he.auth.invitation.nameMissing).waitFor();
    await name.fill("נועה כץ־לוי");
    await button(page, he.account.saveName).click();
    await page.getByText(he.account.nameSaved, { exact: true }).waitFor();
    await page.getByText("נועה כץ־לוי").first().waitFor();
    await page.reload();
    expect(await name.inputValue()).toBe("נועה כץ־לוי");
  });

  test("says at the field that the current password is wrong, keeps what was typed, and then changes it", async () => {
    const person = await newColleague(office);
    const [page, other] = [await signedIn(browser, "/account", person), await signedIn(browser, "/account", person)];
    const current = page.getByLabel(he.account.currentPassword, { exact: true });
    const next = page.getByLabel(he.auth.newPassword.label, { exact: true });
    await current.fill("not my password");
    await next.fill(NEW_PASSWORD);
    await button(page, he.account.changePassword).click();
    await page.getByText(he.account.currentWrong).waitFor();
    expect(await next.inputValue()).toBe(NEW_PASSWORD);
    expect(await current.evaluate((input) => document.activeElement === input)).toBe(true);
    await current.fill(person.password);
    await button(page, he.account.changePassword).click();
    await page.getByText(he.account.passwordChanged, { exact: true }).waitFor();
    expect(await next.inputValue()).toBe("");

    await other.reload();
    await door(other).waitFor();
    await fillSignIn(other, person.email, NEW_PASSWORD);
    await other.getByRole("heading", { name: he.account.title }).waitFor();
    await page.reload();
    await page.getByRole("heading", { name: he.account.title }).waitFor();
  });

  test("lists its devices, and ends another one", async () => {
    const person = await newColleague(office);
    const [page, other] = [await signedIn(browser, "/account", person), await signedIn(browser, "/account", person)];
    const devices = page.getByRole("list", { name: he.account.sessionsTitle }).getByRole("listitem");
    await page.reload();
    // Two browsers, and the session with which they accepted the invitation.
    await devices.nth(2).waitFor();
    expect(await devices.filter({ hasText: he.account.thisDevice }).count()).toBe(1);
    const browsers = devices.filter({ hasText: "Chrome ב־Linux" }).filter({ hasNotText: he.account.thisDevice });
    await browsers.getByRole("button", { name: new RegExp(he.account.endSession) }).click();
    await page.getByText(he.account.sessionEnded, { exact: true }).waitFor();
    await devices.nth(2).waitFor({ state: "detached" });
    await other.reload();
    await door(other).waitFor();
    await page.reload();
    await page.getByRole("heading", { name: he.account.title }).waitFor();
  });

  test("is signed out on all other devices after a question, and stays here", async () => {
    const person = await newColleague(office);
    const [page, other] = [await signedIn(browser, "/account", person), await signedIn(browser, "/account", person)];
    await button(page, he.account.endOthers).click();
    await button(page, he.common.cancel).click();
    await page.waitForFunction((label) => document.activeElement?.textContent === label, he.account.endOthers);
    await button(page, he.account.endOthers).click();
    await button(page, he.account.endOthersYes).click();
    await page.getByText(he.account.othersEnded, { exact: true }).waitFor();
    // The button goes with the last of the others: the focus stays in its part of the page.
    await button(page, he.account.endOthers).waitFor({ state: "detached" });
    await page.waitForFunction(() => document.activeElement !== document.body);
    await other.reload();
    await door(other).waitFor();
  });

  test("is signed out everywhere after a question", async () => {
    const person = await newColleague(office);
    const [page, other] = [await signedIn(browser, "/account", person), await signedIn(browser, "/account", person)];
    await button(page, he.account.endEverywhere).click();
    await page.getByRole("alertdialog").getByRole("button", { name: he.common.cancel }).click();
    await page.getByRole("alertdialog").waitFor({ state: "detached" });
    expect(pathOf(page)).toBe("/account");
    await button(page, he.account.endEverywhere).click();
    await button(page, he.account.endEverywhereYes).click();
    await door(page).waitFor();
    await page.goto("/account");
    await door(page).waitFor();
    await other.reload();
    await door(other).waitFor();
    expect((await person.api.ask("GET", "/api/auth/me")).status).toBe(401);
  });
});
