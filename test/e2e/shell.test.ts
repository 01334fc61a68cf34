/** What stands around every page: guards, navigation, switcher, palette, look, banners. */
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { seedId } from "../../dev/seed/ids.ts";
import { he } from "../../web/src/i18n/he.ts";
import { leadPage } from "../../web/src/i18n/he/lead-page.ts";
import { DESK, fillSignIn, fileBrowser, open, pathOf, PHONE, signedIn } from "./support/browser.ts";
import { AGENT, LONER, MANAGER, nextBusiness, SUSPENDED } from "./support/businesses.ts";
import { enterAs } from "./support/impersonation.ts";
import { product, seeded } from "./support/world.ts";

const CARMEL = seeded("manager@carmel.test");
const CARMEL_AGENT = seeded("agent@carmel.test");
const ADMIN = seeded("admin@agentlocator.test");

const browser = fileBrowser();

const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name, exact: true });
const navigation = (page: Page) => page.getByRole("navigation", { name: he.nav.main });

describe("the way in", () => {
  test("leads to where a visitor wanted to go, fragment and all", async () => {
    const page = await open(browser, "/design?from=mail#fields");
    await heading(page, he.auth.title).waitFor();
    await fillSignIn(page, CARMEL.email, CARMEL.password);
    await heading(page, he.design.title).waitFor();
    const { pathname, search, hash } = new URL(page.url());
    expect(pathname + search + hash).toBe("/design?from=mail#fields");
  });

  test.each(["https://elsewhere.test/b", "//elsewhere.test", "/\\elsewhere.test", "javascript:alert(1)"])(
    "never leads to another site: %s",
    async (next) => {
      const page = await open(browser, `/sign-in?next=${encodeURIComponent(next)}`);
      await fillSignIn(page, CARMEL.email, CARMEL.password);
      await heading(page, he.calls.title).waitFor();
      expect(new URL(page.url()).origin).toBe(product.url);
      expect(pathOf(page)).toBe("/b/carmel/calls");
    },
  );

  test("hints at Caps Lock and at a Hebrew keyboard, for as long as it is so, and stops nobody", async () => {
    const page = await open(browser, "/sign-in");
    const email = page.getByLabel(he.auth.email);
    const password = page.getByLabel(he.auth.password, { exact: true });
    const { capsLock, hebrew } = he.auth.typing;
    const said = (text: string) => page.getByRole("status").getByText(text);
    const key = (modifierCapsLock: boolean) =>
      password.evaluate((field, isOn) => {
        field.dispatchEvent(new KeyboardEvent("keydown", { code: "KeyA", modifierCapsLock: isOn, bubbles: true }));
      }, modifierCapsLock);

    await email.fill("צשמ");
    await said(hebrew.email).waitFor();
    await email.fill(CARMEL.email);
    await said(hebrew.email).waitFor({ state: "detached" });

    await key(true);
    await said(capsLock).waitFor();
    await password.fill("גקצם");
    await said(hebrew.password).waitFor();
    await key(false);
    await said(capsLock).waitFor({ state: "detached" });
    await key(true);
    await password.fill(CARMEL.password);
    await said(hebrew.password).waitFor({ state: "detached" });
    await password.press("Enter");
    await heading(page, he.calls.title).waitFor();
  });

  test("leads a platform admin to the platform's own side", async () => {
    const page = await signedIn(browser, "/", ADMIN);
    await page.waitForURL((url) => url.pathname === "/admin");
    await navigation(page).getByRole("link", { name: he.nav.numbers }).waitFor();
  });

  test("tells somebody without a business what is missing, and lets them out", async () => {
    const page = await signedIn(browser, "/", LONER);
    await heading(page, he.pages.noBusinessTitle).waitFor();
    await page.getByRole("button", { name: he.nav.signOut }).click();
    await heading(page, he.auth.title).waitFor();
  });
});

describe("what one may not see", () => {
  test("is not in an agent's navigation, and its address says so with a way back", async () => {
    const page = await signedIn(browser, "/b/carmel/people", CARMEL_AGENT);
    await heading(page, he.pages.forbiddenTitle).waitFor();
    const shown = await navigation(page).getByRole("link").allInnerTexts();
    // Beside the calls stands how many callers wait.
    expect(shown.map((text) => text.split("\n")[0])).toEqual([he.nav.calls, he.nav.leads, he.nav.listings]);
    await page.getByRole("link", { name: he.pages.toHome }).click();
    await heading(page, he.calls.title).waitFor();
  });

  test("of the platform is refused to a manager within their own frame", async () => {
    const page = await signedIn(browser, "/admin/numbers", CARMEL);
    await heading(page, he.pages.forbiddenTitle).waitFor();
    await navigation(page).getByRole("link", { name: he.nav.people }).waitFor();
  });
});

describe("several businesses", () => {
  test("are switched between with the keyboard, on the same kind of page", async () => {
    const page = await signedIn(browser, "/b/e2e-screen-0/leads", MANAGER);
    await heading(page, he.leads.title).waitFor();
    await page.getByRole("button", { name: he.shell.places }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menu", { name: he.shell.places }).waitFor();
    await page.keyboard.type("e2e-screen-1");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/b/e2e-screen-1/leads");
    await page.getByRole("button", { name: "e2e-screen-1" }).waitFor();
  });

  test("that are suspended say so above every page", async () => {
    const page = await signedIn(browser, `/b/${SUSPENDED.slug}/calls`, MANAGER);
    await page.getByText(he.shell.suspendedTitle(SUSPENDED.slug)).waitFor();
    await navigation(page).getByRole("link", { name: he.nav.leads }).click();
    await heading(page, he.leads.title).waitFor();
    await page.getByText(he.shell.suspendedTitle(SUSPENDED.slug)).waitFor();
  });
});

describe("the search palette", () => {
  const field = (page: Page) => page.getByRole("searchbox", { name: he.palette.label });
  const lead = `/b/carmel/leads/${seedId("lead/carmel/michal-shani")}`;

  async function opened(address: string) {
    const page = await signedIn(browser, address, CARMEL);
    await page.getByRole("button", { name: he.palette.open }).waitFor();
    await page.keyboard.press("Control+KeyK");
    await field(page).waitFor();
    return page;
  }

  test("finds a lead by name, and opens it without the mouse", async () => {
    const page = await opened("/b/carmel/calls");
    await page.keyboard.type("מיכל");
    await page.getByRole("group", { name: he.palette.leads }).getByRole("option").first().waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(`**${lead}`);
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.locator("h1:focus").waitFor();
  });

  test("finds the calls of a number however it is typed", async () => {
    const page = await opened("/b/carmel/leads");
    await page.keyboard.type("0525550201");
    await page.getByRole("group", { name: he.palette.calls }).getByRole("option").first().click();
    await page.waitForURL("**/b/carmel/calls/*");
  });

  test("leads to a page by its name, with the arrows", async () => {
    const page = await opened("/b/carmel/calls");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/b/carmel/leads");
  });

  test("finds an admin the businesses of the platform, by name, address and number", async () => {
    const page = await signedIn(browser, "/admin", ADMIN);
    await heading(page, he.admin.businesses.title).waitFor();
    for (const typed of ["נדלן הכרמל", "carmel", "03-555-0101"]) {
      await page.keyboard.press("Control+KeyK");
      await field(page).fill(typed);
      await page
        .getByRole("group", { name: he.palette.platformBusinesses })
        .getByRole("option", { name: "נדל״ן הכרמל" })
        .click();
      await page.waitForURL(`**/admin/businesses/${seedId("business/carmel")}`);
      await page.getByRole("dialog").waitFor({ state: "detached" });
    }
  });

  const group = (page: Page, name: string) => page.getByRole("group", { name });

  test("offers, while nothing is typed, what this person opened here last, and nobody else", async () => {
    const page = await signedIn(browser, lead, CARMEL);
    const name = await page.getByRole("heading", { level: 1 }).innerText();
    const openPalette = async () => {
      await page.keyboard.press("Control+KeyK");
      await field(page).waitFor();
    };
    await openPalette();
    // What is looked at now is no news.
    await group(page, he.palette.pages).waitFor();
    expect(await group(page, he.palette.recent).count()).toBe(0);
    await page.keyboard.press("Escape");

    await page.goto("/b/carmel/calls");
    await heading(page, he.calls.title).waitFor();
    await openPalette();
    await group(page, he.palette.recent).getByRole("option", { name }).waitFor();
    // Of names and numbers nothing stays on the device.
    const kept = await page.evaluate(() => JSON.stringify(localStorage));
    expect(kept).toContain(seedId("lead/carmel/michal-shani"));
    expect(kept).not.toContain("מיכל");
    await page.keyboard.type("א");
    await group(page, he.palette.recent).waitFor({ state: "detached" });
    await field(page).fill("");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(`**${lead}`);

    await page.context().clearCookies();
    await page.goto("/sign-in");
    await fillSignIn(page, CARMEL_AGENT.email, CARMEL_AGENT.password);
    await heading(page, he.calls.title).waitFor();
    await openPalette();
    await group(page, he.palette.pages).waitFor();
    expect(await group(page, he.palette.recent).count()).toBe(0);
  });

  test("forgets what may not be seen any more", async () => {
    const page = await signedIn(browser, lead, CARMEL);
    await page.locator("h1").waitFor();
    await page.goto("/b/carmel/calls");
    await heading(page, he.calls.title).waitFor();
    await page.route(`**/leads/${seedId("lead/carmel/michal-shani")}`, (route) =>
      route.fulfill({ status: 404, json: { error: { code: "not_found", message: "Not found" } } }),
    );
    await page.keyboard.press("Control+KeyK");
    await group(page, he.palette.recent).waitFor({ state: "detached" });
    await page.waitForFunction((id) => !JSON.stringify(localStorage).includes(id), seedId("lead/carmel/michal-shani"));
  });

  test("does things: the look, an invitation, signing out", async () => {
    const page = await opened("/b/carmel/calls");
    const doing = group(page, he.palette.doing);
    await page.keyboard.type("כהה");
    await doing.getByRole("option", { name: he.palette.actions.theme(he.shell.themes.dark) }).waitFor();
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.documentElement.dataset["theme"] === "dark");
    // The shortcut waits for whatever stands open.
    await page.getByRole("dialog").waitFor({ state: "detached" });

    await page.keyboard.press("Control+KeyK");
    await field(page).fill("הזמנה");
    await doing.getByRole("option", { name: he.palette.actions.invite.text }).click();
    await page.getByRole("dialog", { name: he.people.inviteDialog.title }).waitFor();
    await page.locator('input[name="email"]:focus').waitFor();
    await page.getByRole("button", { name: he.common.cancel }).click();
    await page.waitForURL((url) => url.pathname === "/b/carmel/people" && url.search === "");
    await page.getByRole("dialog").waitFor({ state: "detached" });

    await page.keyboard.press("Control+KeyK");
    await field(page).fill("יציאה");
    await doing.getByRole("option", { name: he.palette.actions.signOut.text }).click();
    await heading(page, he.auth.title).waitFor();
  });

  test("offers to do only what this person may", async () => {
    const page = await signedIn(browser, "/b/carmel/calls", CARMEL_AGENT);
    await heading(page, he.calls.title).waitFor();
    await page.keyboard.press("Control+KeyK");
    await field(page).waitFor();
    const texts = await group(page, he.palette.doing).getByRole("option").allInnerTexts();
    const { themes } = he.shell;
    const { newLead, theme, signOut } = he.palette.actions;
    expect(texts).toEqual([newLead.text, theme(themes.light), theme(themes.dark), signOut.text]);

    const admin = await signedIn(browser, "/admin", ADMIN);
    await heading(admin, he.admin.businesses.title).waitFor();
    await admin.keyboard.press("Control+KeyK");
    await field(admin).fill("מספר");
    await group(admin, he.palette.doing).getByRole("option", { name: he.palette.actions.assignNumber.text }).click();
    await admin.getByRole("dialog", { name: he.admin.numbers.assign }).waitFor();
  });

  test("says that there is nothing, and closes with Escape", async () => {
    const page = await opened("/b/carmel/calls");
    await page.keyboard.type("אין־כזה־שם");
    await page.getByText(he.palette.none("אין־כזה־שם")).waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await field(page).waitFor({ state: "detached" });
  });
});

describe("the page of a lead", () => {
  const address = `/b/carmel/leads/${seedId("lead/carmel/michal-shani")}`;
  const dial = (page: Page) => page.getByRole("link", { name: he.leads.callLead });

  test("has its facts beside the calls as the call's page has, and on the phone a wide button to dial", async () => {
    const desk = await signedIn(browser, address, CARMEL);
    const left = async (title: string) =>
      (await desk.getByRole("heading", { level: 2, name: title, exact: true }).boundingBox())?.x ?? Number.NaN;
    await dial(desk).waitFor();
    expect(await left(leadPage.demands.title)).toBeLessThan(await left(leadPage.timeline.title));

    const phone = await signedIn(browser, address, CARMEL, PHONE);
    await dial(phone).waitFor();
    const box = await dial(phone).boundingBox();
    // Beside it stands WhatsApp.
    expect(box?.width).toBeGreaterThanOrEqual(160);
    expect(box?.height).toBeGreaterThanOrEqual(44);
  });
});

describe("light and dark", () => {
  const canvas = (page: Page) => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

  test("follow the device until the person chooses, and then the choice, from the first moment on", async () => {
    const page = await signedIn(browser, "/b/carmel/calls", CARMEL);
    const light = await canvas(page);
    await page.emulateMedia({ colorScheme: "dark" });
    const dark = await canvas(page);
    expect(dark).not.toBe(light);

    await page.getByRole("button", { name: he.nav.account }).click();
    await page.getByRole("menuitemradio", { name: he.shell.themes.light }).click();
    expect(await canvas(page)).toBe(light);

    // Before the program itself has begun.
    await page.route("**/assets/*.js", (route) => route.abort());
    await page.reload();
    expect(await canvas(page)).toBe(light);
  });
});

describe("going from page to page", () => {
  test("names the page and moves the focus to its heading", async () => {
    const page = await signedIn(browser, "/b/carmel/calls", CARMEL);
    await heading(page, he.calls.title).waitFor();
    await navigation(page).getByRole("link", { name: he.nav.leads }).press("Enter");
    await heading(page, he.leads.title).waitFor();
    expect(await page.title()).toBe(`${he.leads.title} · ${he.common.product}`);
    await page.locator("h1:focus").filter({ hasText: he.leads.title }).waitFor();
  });

  test("can skip the navigation", async () => {
    const page = await signedIn(browser, "/b/carmel/calls", CARMEL);
    await page.reload();
    await heading(page, he.calls.title).waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("content");
  });

  test("on the phone finds behind 'more' what the bar has no room for", async () => {
    const page = await signedIn(browser, "/b/carmel/calls", CARMEL, PHONE);
    await page.getByRole("button", { name: he.shell.more, exact: true }).click();
    await page.getByRole("dialog").getByRole("link", { name: he.nav.audit }).click();
    await page.waitForURL("**/b/carmel/audit");
    await page.getByRole("dialog").waitFor({ state: "detached" });
  });

  test("breaks nothing of the content security policy", async () => {
    const page = await open(browser, "/sign-in");
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (/content security policy/i.test(message.text())) complaints.push(message.text());
    });
    await page.reload();
    await fillSignIn(page, CARMEL.email, CARMEL.password);
    await heading(page, he.calls.title).waitFor();
    await page.getByRole("button", { name: he.nav.account }).click();
    await page.getByRole("menuitem", { name: he.shell.account }).click();
    await page.waitForURL("**/account");
    await page.goto("/design");
    await heading(page, he.design.title).waitFor();
    expect(complaints).toEqual([]);
  });
});

describe("somebody of the platform who is here in another's name", () => {
  const texts = he.shell.impersonation;
  const banner = (page: Page) => page.getByRole("complementary", { name: texts.label });

  test.each([
    ["a desk", DESK],
    ["a phone", PHONE],
  ])("reads so on every page, and finds back to their own account (on %s)", async (_where, viewport) => {
    const reason = "עזרה בקריאת השיחות";
    const page = await signedIn(browser, "/admin", ADMIN, viewport);
    await enterAs(page, {
      businessId: seedId("business/carmel"),
      userId: seedId("user/agent@carmel.test"),
      reason,
    });
    for (const address of ["/b/carmel/calls", "/b/carmel/leads", "/account", "/b/carmel/no-such-page"]) {
      await page.goto(address);
      await banner(page).getByText(texts.reason(reason)).waitFor();
      expect(await banner(page).innerText()).toMatch(/\b(1:00:00|59:\d\d)\b/);
    }
    // It stays while the page scrolls.
    await page.goto("/b/carmel/calls");
    await heading(page, he.calls.title).waitFor();
    await page.mouse.wheel(0, 600);
    expect((await banner(page).boundingBox())?.y).toBe(0);

    await banner(page).getByRole("button", { name: texts.leave }).click();
    await page.waitForURL(`**/admin/businesses/${seedId("business/carmel")}`);
    await banner(page).waitFor({ state: "detached" });
  });

  test("is sent back when the hour is over", async () => {
    const page = await signedIn(browser, "/admin", ADMIN);
    await enterAs(page, { businessId: seedId("business/carmel"), userId: seedId("user/agent@carmel.test") });
    await page.clock.install();
    await page.goto("/b/carmel/calls");
    await banner(page).waitFor();
    await page.clock.fastForward("59:56");
    await page.waitForURL(`**/admin/businesses/${seedId("business/carmel")}`);
    await page.getByText(texts.over.expired).waitFor();
  });
});

test("a page that is open notices at once that its person has left the business", async () => {
  const { slug, id } = nextBusiness("shell");
  const page = await signedIn(browser, `/b/${slug}/calls`, AGENT);
  await page.getByRole("link", { name: he.live.state.open }).waitFor();

  const managers = await signedIn(browser, "/account", MANAGER);
  const status = await managers.evaluate(async (businessId) => {
    const { csrfToken } = (await (await fetch("/api/auth/me")).json()) as { csrfToken: string };
    const url = `/api/businesses/${businessId}/people`;
    const { people } = (await (await fetch(url)).json()) as { people: Array<{ userId: string; role: string }> };
    const agent = people.find(({ role }) => role === "business");
    const answer = await fetch(`${url}/${agent?.userId}`, { method: "DELETE", headers: { "X-CSRF-Token": csrfToken } });
    return answer.status;
  }, id);
  expect(status).toBe(204);
  await heading(page, he.pages.leftTitle(slug)).waitFor();
});
