/** The platform's own side, as its admins use it: in a real browser, on the whole product. */
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { spokenFallback } from "../../core/assistant/prompts.ts";
import { formatPhone } from "../../web/src/format/phone.ts";
import { he } from "../../web/src/i18n/he.ts";
import { ApiSession } from "./support/api-session.ts";
import { DESK, fileBrowser, open, pathOf, PHONE, signedIn, untilLoaded } from "./support/browser.ts";
import { MANAGER, nextBusiness, type TestBusiness } from "./support/businesses.ts";
import { product, seeded } from "./support/world.ts";

const ADMIN = seeded("admin@agentlocator.test");
const MANAGER_NAME = "מנהלת הניסיונות";
const CARMEL = { name: "נדל״ן הכרמל", slug: "carmel", phone: "+97235550101" };
const { admin } = he;

const browser = fileBrowser();

const adminAt = (address: string, viewport = DESK) => signedIn(browser, address, ADMIN, viewport);
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name, exact: true });
const toast = (page: Page, text: string) => page.getByText(text, { exact: true });

/** Its page, found as an admin finds it. */
async function openBusiness(page: Page, { slug }: { slug: string }): Promise<void> {
  await page.goto("/admin");
  await page.getByRole("searchbox", { name: admin.businesses.search }).fill(slug);
  // What is found below moves until the search has been answered.
  await page.waitForURL(/query=/);
  // Test businesses are named after their slugs.
  await page.getByRole("link", { name: slug, exact: true }).click();
  await heading(page, slug).waitFor();
}

describe("founding a business", () => {
  const { newBusiness } = admin;

  test("ends with a link for its first manager, who comes in with it", async () => {
    const name = "תיווך הניסיון הראשון";
    const page = await adminAt("/admin");
    await page.getByRole("link", { name: admin.businesses.create }).click();
    await page.getByLabel(newBusiness.name).fill(name);
    await page.getByText(newBusiness.slugFree).waitFor();
    expect(await page.getByLabel(newBusiness.slug).inputValue()).toBe("tivuch-hnision-hrashon");
    await page.getByLabel(newBusiness.managerEmail).fill("first-manager@e2e.test");
    await page.getByLabel(`${newBusiness.managerName} (${he.common.optional})`).fill("דנה ראשון");
    await button(page, newBusiness.submit).click();
    await heading(page, newBusiness.created(name)).waitFor();
    const link = await page.getByLabel(he.people.link.label).inputValue();
    await page.getByRole("link", { name: newBusiness.toBusiness }).click();
    await page.getByText("first-manager@e2e.test").waitFor();

    const manager = await open(browser, link);
    await manager.getByLabel(he.auth.invitation.choosePassword, { exact: true }).fill("a-long-password-1");
    await button(manager, he.auth.invitation.accept).click();
    await manager.waitForURL("**/b/tivuch-hnision-hrashon/calls");
    await page.reload();
    await button(page, admin.enterAs.action).waitFor();
    expect(await page.getByText(admin.business.noInvitations).count()).toBe(1);
  });

  test("whose manager lost the link goes on with a new one, also at another address", async () => {
    const name = "תיווך הקישור האבוד";
    const texts = admin.business.firstManager;
    const page = await adminAt("/admin/businesses/new");
    await page.getByLabel(newBusiness.name).fill(name);
    await page.getByLabel(newBusiness.slug).fill("lost-link");
    await page.getByText(newBusiness.slugFree).waitFor();
    await page.getByLabel(newBusiness.managerEmail).fill("mistyped@e2e.test");
    await button(page, newBusiness.submit).click();
    await heading(page, newBusiness.created(name)).waitFor();
    const lost = await page.getByLabel(he.people.link.label).inputValue();
    await page.getByRole("link", { name: newBusiness.toBusiness }).click();

    await page.getByText(texts.text).waitFor();
    await button(page, texts.actionFor("mistyped@e2e.test")).click();
    await page.getByLabel(texts.email).fill("not an address");
    await button(page, texts.submit).click();
    await page.locator("[aria-invalid=true]").waitFor();
    await page.getByLabel(texts.email).fill("right@e2e.test");
    await button(page, texts.submit).click();
    const link = await page.getByLabel(he.people.link.label).inputValue();
    await button(page, he.people.link.done).click();
    await page.getByText("right@e2e.test").waitFor();
    // The button that opened the dialog is another one by now; the focus does not fall out of the page.
    await page.waitForFunction(
      (label) => document.activeElement?.getAttribute("aria-label") === label,
      texts.actionFor("right@e2e.test"),
    );

    const late = await open(browser, lost);
    await late.getByRole("heading", { name: he.auth.invitation.goneTitle }).waitFor();
    const manager = await open(browser, link);
    await manager.getByLabel(he.auth.invitation.name).fill("דנה");
    await manager.getByLabel(he.auth.invitation.choosePassword, { exact: true }).fill("a-long-password-1");
    await button(manager, he.auth.invitation.accept).click();
    await manager.waitForURL("**/b/lost-link/calls");
  });

  test("says at each field what is wrong, and loses nothing that was typed", async () => {
    const page = await adminAt("/admin/businesses/new");
    await button(page, newBusiness.submit).click();
    await page.getByText(newBusiness.invalid.nameMissing).waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute("name"))).toBe("name");
    await page.getByText(he.auth.emailMissing).waitFor();

    await page.getByLabel(newBusiness.name).fill("עוד כרמל");
    await page.getByLabel(newBusiness.slug).fill("Carmel");
    await page.getByText(newBusiness.slugTaken(CARMEL.name)).waitFor();
    await page.getByLabel(newBusiness.managerEmail).fill("second@e2e.test");
    // The browser's check is a courtesy: the server refuses it too.
    await button(page, newBusiness.submit).click();
    await page.getByText(newBusiness.slugTakenBySomebody, { exact: true }).waitFor();
    expect(await page.getByLabel(newBusiness.name).inputValue()).toBe("עוד כרמל");

    await page.reload();
    await page.getByText(newBusiness.restored).waitFor();
    expect(await page.getByLabel(newBusiness.managerEmail).inputValue()).toBe("second@e2e.test");
    await button(page, newBusiness.startOver).click();
    expect(await page.getByLabel(newBusiness.name).inputValue()).toBe("");
  });
});

describe("the list of businesses", () => {
  test("is searched, and brings more on demand", async () => {
    const page = await adminAt("/admin");
    const rows = page.getByRole("rowheader");
    await rows.first().waitFor();
    const shown = await rows.count();
    await button(page, he.common.loadMore).click();
    await rows.nth(shown).waitFor();

    const search = page.getByRole("searchbox", { name: admin.businesses.search });
    await search.fill("הכרמל");
    await page.getByRole("row").filter({ hasText: CARMEL.slug }).waitFor();
    await page.waitForURL("**/admin?query=*");
    await expect.poll(() => rows.count()).toBe(1);
    await page.getByRole("link", { name: CARMEL.name }).click();
    await heading(page, CARMEL.name).waitFor();
    await page.goBack();
    expect(await search.inputValue()).toBe("הכרמל");

    await search.fill("אין כזה");
    await page.getByText(admin.businesses.noneFound("אין כזה").title).waitFor();
  });

  test("is not for people of a business", async () => {
    const page = await signedIn(browser, "/admin", { ...ADMIN, email: "manager@carmel.test" });
    await heading(page, he.pages.forbiddenTitle).waitFor();
  });
});

describe("a business", () => {
  test("is suspended with a reason and resumed, and its people read so", async () => {
    const { suspension } = admin;
    const business = nextBusiness("admin");
    const page = await adminAt("/admin");
    await openBusiness(page, business);
    await button(page, suspension.suspend).click();
    await page.getByText(suspension.consequences(spokenFallback.unavailable)[0] ?? "").waitFor();
    await button(page, suspension.confirm).click();
    await page.getByText(admin.reason.tooShort).waitFor();
    await page.getByLabel(suspension.reason).fill("בדיקה של ההשהיה");
    await button(page, suspension.confirm).click();
    await toast(page, suspension.suspended).waitFor();
    await page.getByText(suspension.isSuspendedText).waitFor();

    const manager = await signedIn(browser, `/b/${business.slug}/calls`, MANAGER);
    await manager.getByText(he.shell.suspendedTitle(business.slug)).waitFor();

    await button(page, suspension.resume).click();
    await button(page, suspension.resumeConfirm).click();
    await toast(page, suspension.resumed).waitFor();
    await button(page, suspension.suspend).waitFor();
    await manager.reload();
    await heading(manager, he.calls.title).waitFor();
    expect(await manager.getByText(he.shell.suspendedTitle(business.slug)).count()).toBe(0);
  });

  test("is renamed", async () => {
    const page = await adminAt("/admin");
    await openBusiness(page, nextBusiness("admin"));
    await button(page, admin.business.rename).click();
    const name = page.getByRole("dialog").getByLabel(admin.newBusiness.name);
    await name.fill(" ");
    await button(page, admin.business.save).click();
    await page.getByText(admin.newBusiness.invalid.nameMissing).waitFor();
    await name.fill("שם חדש ויפה");
    await button(page, admin.business.save).click();
    await heading(page, "שם חדש ויפה").waitFor();
  });

  test("gets a number, which it alone can have until it is released", async () => {
    const { numbers } = admin;
    const business = nextBusiness("admin");
    const page = await adminAt("/admin");
    await openBusiness(page, business);
    await button(page, numbers.assign).click();
    const address = page.getByLabel(numbers.address, { exact: true });
    await address.fill("*2255");
    await button(page, numbers.confirm).click();
    await page.getByText(numbers.invalid.address).waitFor();
    await address.fill(formatPhone(CARMEL.phone));
    await button(page, numbers.confirm).click();
    await page.getByText(numbers.invalid.taken(CARMEL.name)).waitFor();
    expect(await address.inputValue()).toBe(formatPhone(CARMEL.phone));
    await address.fill("03-555-7701");
    await button(page, numbers.confirm).click();
    await toast(page, numbers.assigned("03-555-7701", business.slug)).waitFor();

    await page.goto("/admin/numbers");
    await page.getByRole("searchbox", { name: numbers.search }).fill("5557701");
    await button(page, numbers.releaseNamed("03-555-7701")).click();
    await page.getByText(numbers.releaseText(business.slug)).waitFor();
    await button(page, numbers.releaseConfirm).click();
    await toast(page, numbers.released("03-555-7701")).waitFor();
    await page.getByText(numbers.noneFound("5557701").title).waitFor();

    await button(page, numbers.assign).click();
    await address.fill("03-555-7701");
    await page.getByRole("combobox", { name: numbers.business }).fill(business.slug);
    await page.getByRole("option", { name: business.slug }).click();
    await button(page, numbers.confirm).click();
    await toast(page, numbers.assigned("03-555-7701", business.slug)).waitFor();
  });
});

describe("entering as a person of a business", () => {
  const { enterAs } = admin;
  const { impersonation } = he.shell;

  const enter = (page: Page) =>
    page.getByRole("group", { name: admin.business.actionsFor(MANAGER_NAME) }).getByRole("button", {
      name: enterAs.action,
    });

  const openToSupport = async (business: TestBusiness, impersonationAllowed: boolean) => {
    const manager = await ApiSession.signIn(product.url, MANAGER);
    await manager.send("PATCH", `/api/businesses/${business.id}/policy`, { impersonationAllowed });
  };

  test("takes a reason, shows what they see, and leaves its trace when it ends", async () => {
    const business = nextBusiness("admin");
    const reason = "פנייה 1182, שיחות שלא מופיעות";
    const page = await adminAt("/admin");
    await openBusiness(page, business);
    await enter(page).click();
    for (const rule of enterAs.rules) await page.getByText(rule).waitFor();
    const confirm = page.getByRole("dialog").getByRole("button", { name: enterAs.confirm, exact: true });
    await confirm.click();
    await page.getByText(admin.reason.tooShort).waitFor();
    await page.getByLabel(enterAs.reason).fill(reason);
    await confirm.click();
    await page.waitForURL(`**/b/${business.slug}/calls`);
    await page.getByText(impersonation.title(MANAGER_NAME)).waitFor();
    await page.getByText(impersonation.reason(reason)).waitFor();

    await button(page, impersonation.leave).click();
    await page.waitForURL(`**/admin/businesses/${business.id}`);
    await page.goto("/admin/audit");
    const started = page.getByRole("group").filter({ hasText: business.slug }).filter({ hasText: MANAGER_NAME });
    await started.last().click();
    await page.getByText(reason).waitFor();

    await openToSupport(business, false);
    await openBusiness(page, business);
    await page.getByText(enterAs.switchedOff).waitFor();
    expect(await enter(page).isDisabled()).toBe(true);
  });
});

test.each([
  ["a phone", PHONE],
  ["a desk", DESK],
])(
  "the platform's log is narrowed to a business, a kind and a person, which stand in the address (on %s)",
  async (_, view) => {
    const t = he.audit.filter;
    const page = await adminAt("/admin/audit", view);
    const lines = page.getByRole("main").getByRole("listitem");
    await lines.first().waitFor();
    const choose = async (label: string, option: string) => {
      await page.getByRole("button", { name: label }).click();
      await page.getByRole("option", { name: option, exact: true }).click();
    };
    await page.getByRole("combobox", { name: admin.numbers.business }).fill("הכרמל");
    await page.getByRole("option", { name: CARMEL.name }).click();
    await page.waitForURL(/business=/);
    await choose(t.kind, t.kinds.business);
    await page.waitForURL(/kind=business/);
    await page.reload();
    await expect
      .poll(() => page.getByRole("combobox", { name: admin.numbers.business }).inputValue())
      .toBe(CARMEL.name);
    await page.getByLabel(t.to).fill("2020-01-01");
    await page.getByText(he.audit.noneFound.title).waitFor();
    await button(page, t.clear).click();
    await lines.first().waitFor();
    expect(new URL(page.url()).search).toBe("");
    expect(await page.getByRole("combobox", { name: admin.numbers.business }).inputValue()).toBe("");
    expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);

    await lines.first().locator("summary").press("Enter");
    await lines.first().getByRole("link").last().click();
    await page.waitForURL(/person=/);
    await lines.first().waitFor();
  },
);

describe.each([
  ["a phone", PHONE],
  ["a desk", DESK],
])("on %s", (_where, viewport) => {
  test("nothing of the admin area reaches beyond the screen's edge", async () => {
    const page = await adminAt("/admin", viewport);
    for (const address of ["/admin", "/admin/businesses/new", "/admin/numbers", "/admin/audit"]) {
      await page.goto(address);
      await untilLoaded(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), pathOf(page)).toBeLessThanOrEqual(
        viewport.width,
      );
    }
  });
});
