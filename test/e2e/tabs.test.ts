/** One browser, several tabs, and what becomes of a session in another one of them. */
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { seedId } from "../../dev/seed/ids.ts";
import { he } from "../../web/src/i18n/he.ts";
import { fillSignIn, fileBrowser, open, pathOf, PHONE, signedIn, untilFetchedAhead } from "./support/browser.ts";
import { MANAGER, nextBusiness } from "./support/businesses.ts";
import { managerApi, newColleague, userIdOf } from "./support/colleagues.ts";
import { enterAs } from "./support/impersonation.ts";
import { seeded } from "./support/world.ts";

const DANA = seeded("manager@carmel.test");
const YOSSI = seeded("agent@carmel.test");
const ADMIN = seeded("admin@agentlocator.test");
const CARMEL = seedId("business/carmel");

const browser = fileBrowser();
const ahead = fileBrowser({ fetchesAhead: true });

const t = he.auth.personChanged;
const changed = (page: Page) => page.getByRole("alertdialog", { name: t.title });
const signOut = async (page: Page) => {
  await page.getByRole("button", { name: he.nav.account }).click();
  await page.getByRole("menuitem", { name: he.nav.signOut }).click();
};
const nameField = (page: Page) => page.getByLabel(he.account.name, { exact: true });

async function anotherTab(page: Page, address: string): Promise<Page> {
  const tab = await page.context().newPage();
  await tab.goto(address);
  return tab;
}

describe("two people at one browser", () => {
  test("the tab of the first says who came, and shows the second one's account after a reload", async () => {
    const first = await signedIn(browser, "/account", DANA);
    await nameField(first).waitFor();
    const second = await anotherTab(first, "/account");
    await signOut(second);
    await first.getByText(he.auth.signedOutElsewhere).waitFor();
    await fillSignIn(second, YOSSI.email, YOSSI.password);
    await second.waitForURL((url) => url.pathname !== "/sign-in");
    const third = await anotherTab(second, "/sign-in");
    await fillSignIn(third, DANA.email, DANA.password);
    await third.waitForURL((url) => url.pathname !== "/sign-in");
    await changed(second).waitFor();
    await changed(second).getByRole("button", { name: t.reload }).click();
    await second.waitForURL((url) => url.pathname === "/b/carmel/calls");
    await second.getByRole("link", { name: he.nav.people }).waitFor();
    expect(await changed(second).count()).toBe(0);
  });

  test("a tab that was told nothing writes nothing in the other's name, and keeps what was typed", async () => {
    const office = nextBusiness("tabs");
    const [first, second] = [await newColleague(office), await newColleague(office)];
    const page = await signedIn(browser, "/account", first, PHONE);
    await nameField(page).fill("שם שלא נשמר");
    // Without a page that could tell: as a tab that slept would find it.
    const { ok } = await page.evaluate(async (json) => {
      const response = await fetch("/api/auth/login", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(json),
      });
      return { ok: response.ok };
    }, second);
    expect(ok).toBe(true);
    await page.getByRole("button", { name: he.account.saveName }).click();
    await changed(page).waitFor();
    expect(await nameField(page).inputValue()).toBe("שם שלא נשמר");
    const people = await (await managerApi()).get(`/api/businesses/${office.id}/people`);
    expect(JSON.stringify(people)).not.toContain("שם שלא נשמר");
  });
});

describe("signing out", () => {
  test("after the access token has run out: it is done, and stays done", async () => {
    const page = await signedIn(browser, "/account", MANAGER);
    await nameField(page).waitFor();
    await page.context().clearCookies({ name: "agentlocator-access" });
    await signOut(page);
    await page.getByRole("heading", { name: he.auth.title }).waitFor();
    expect((await page.context().cookies()).map(({ name }) => name)).toEqual(["agentlocator-device"]);
    await page.goto("/account");
    await page.getByRole("heading", { name: he.auth.title }).waitFor();
  });

  test("without a network: the page says that it did not happen, and it did not", async () => {
    const page = await signedIn(ahead, "/account", MANAGER);
    await nameField(page).waitFor();
    await untilFetchedAhead(page);
    await page.context().setOffline(true);
    await signOut(page);
    await page.getByText(he.nav.signOutFailed).waitFor();
    expect(pathOf(page)).toBe("/account");
    await page.context().setOffline(false);
    await signOut(page);
    await page.getByRole("heading", { name: he.auth.title }).waitFor();
  });
});

test("nobody is signed in: a deep link leads to the door without an error in the console", async () => {
  const page = await open(browser, "about:blank");
  const errors: string[] = [];
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await page.goto("/b/carmel/calls");
  await page.getByRole("heading", { name: he.auth.title }).waitFor();
  expect(errors).toEqual([]);
});

test("the business bars the support while an admin is inside: they are back in their own area, and read why", async () => {
  const page = await signedIn(browser, "/admin", ADMIN);
  const office = nextBusiness("tabs");
  const colleague = await newColleague(office);
  await enterAs(page, { businessId: office.id, userId: await userIdOf(colleague) });
  await page.goto(`/b/${office.slug}/calls`);
  await page.getByRole("button", { name: he.shell.impersonation.leave }).waitFor();
  await (await managerApi()).send("PATCH", `/api/businesses/${office.id}/policy`, { impersonationAllowed: false });
  await page.getByText(he.shell.impersonation.over.switched_off).waitFor();
  expect(pathOf(page)).toBe(`/admin/businesses/${office.id}`);
  await page.getByRole("heading", { level: 1 }).waitFor();
});

test("leaving a visit leads back to the business it was in", async () => {
  const page = await signedIn(browser, "/admin", ADMIN);
  await enterAs(page, { businessId: CARMEL, userId: seedId("user/agent@carmel.test") });
  await page.goto("/b/carmel/calls");
  await page.getByRole("button", { name: he.shell.impersonation.leave }).click();
  await page.waitForURL((url) => url.pathname === `/admin/businesses/${CARMEL}`);
});
