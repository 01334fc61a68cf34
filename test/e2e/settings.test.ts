/** Who sees what in a business, and whose a lead is. The assistant's own settings are in dashboard.test.ts. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { bayitLeads } from "../../dev/seed/bayit/leads.ts";
import { businessId, seedId } from "../../dev/seed/ids.ts";
import { he } from "../../web/src/i18n/he.ts";
import { ApiSession } from "./support/api-session.ts";
import { fileBrowser, pathOf, signedIn } from "./support/browser.ts";
import { MANAGER, nextBusiness } from "./support/businesses.ts";
import { newColleague } from "./support/colleagues.ts";
import { product, seeded } from "./support/world.ts";

/** A seeded business with leads, whose policy nobody else's test changes. */
const BAYIT = { id: businessId("bayit"), slug: "bayit" };
const HANA = seeded("manager@bayit.test");

const t = he.settings.policy;

const browser = fileBrowser();

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const option = (page: Page, title: string) => page.getByRole("radio", { name: new RegExp(`^${title}`) });
/** The lines of the list, without its head. */
const leads = (page: Page) =>
  page
    .getByRole("grid", { name: he.leadList.table })
    .getByRole("row")
    .filter({ has: page.getByRole("rowheader") });

async function choose(page: Page, title: string): Promise<void> {
  await page.getByText(title, { exact: true }).click();
  await button(page, he.settings.save).click();
  await page.getByText(t.saved, { exact: true }).waitFor();
}

test("agents see every lead or only their own, as the business chooses; managers say whose a lead is", async () => {
  const by = await ApiSession.signIn(product.url, HANA);
  const agent = await newColleague(BAYIT, { name: "אבי מזרחי", by });
  const theirs = await signedIn(browser, "/b/bayit/leads", agent);
  await leads(theirs)
    .nth(bayitLeads.length - 1)
    .waitFor();

  const page = await signedIn(browser, "/b/bayit/settings", HANA);
  await page.getByRole("link", { name: he.settings.partAccess }).click();
  await choose(page, t.sees.own.title);
  await theirs.reload();
  await theirs.getByText(he.leadList.noneOwn.title).waitFor();

  const [lead] = bayitLeads;
  if (!lead?.name) throw new Error("the seed has no lead with a name");
  await page.goto(`/b/bayit/leads/${seedId(`lead/bayit/${lead.slug}`)}`);
  await page.getByRole("button", { name: new RegExp(he.leads.assignee.label) }).click();
  await page.getByRole("option", { name: "אבי מזרחי" }).click();
  await page.getByText(he.leads.assignee.done(lead.name, "אבי מזרחי")).waitFor();
  await page.goto("/b/bayit/leads");
  await leads(page).filter({ hasText: lead.name }).getByText("אבי מזרחי").first().waitFor();
  await page.getByRole("link", { name: he.leads.filter.none, exact: true }).click();
  await leads(page).filter({ hasText: lead.name }).waitFor({ state: "detached" });

  await theirs.reload();
  await theirs.getByRole("link", { name: new RegExp(lead.name) }).click();
  await theirs.getByText(he.leads.assignee.mine).waitFor();
  await theirs.goto(`/b/bayit/leads/${seedId(`lead/bayit/${bayitLeads[1]?.slug}`)}`);
  await theirs.getByRole("heading", { name: he.leads.notYours.title }).waitFor();

  await page.goto("/b/bayit/settings?part=access");
  await choose(page, t.sees.all.title);
  await theirs.goto("/b/bayit/leads");
  await leads(theirs)
    .nth(bayitLeads.length - 1)
    .waitFor();
});

test("the platform's support is kept out until the business lets it in again", async () => {
  const office = nextBusiness("settings");
  const page = await signedIn(browser, `/b/${office.slug}/settings?part=access`, MANAGER);
  await choose(page, t.supports.no.title);
  await page.reload();
  await option(page, t.supports.no.title).waitFor({ state: "attached" });
  expect(await option(page, t.supports.no.title).isChecked()).toBe(true);
  await choose(page, t.supports.yes.title);
  await page.goto(`/b/${office.slug}/audit`);
  await page.getByText(he.audit.sentences["policy.changed"]("")).waitFor();
  await page.getByText(he.audit.inGroup(2)).waitFor();
});

test("a choice that was not saved is not left without a question", async () => {
  const office = nextBusiness("settings");
  const page = await signedIn(browser, `/b/${office.slug}/settings?part=access`, MANAGER);
  await page.getByText(t.sees.own.title, { exact: true }).click();
  await page.getByRole("link", { name: he.settings.partAssistant }).click();
  await button(page, he.settings.stay).click();
  expect(await option(page, t.sees.own.title).isChecked()).toBe(true);
  await page.getByRole("link", { name: he.nav.leads, exact: true }).first().click();
  await button(page, he.settings.leave).click();
  await page.getByRole("heading", { name: he.leads.title, level: 1 }).waitFor();
  expect(pathOf(page)).toBe(`/b/${office.slug}/leads`);
});

test("a number out of its range stays as it was typed, says what it may be, and is not saved", async () => {
  const office = nextBusiness("settings");
  const page = await signedIn(browser, `/b/${office.slug}/settings`, MANAGER);
  const minutes = page.getByRole("textbox", { name: he.settings.maxCall });
  const advanced = page.getByText(he.settings.advanced, { exact: true });
  await advanced.waitFor();
  expect(await minutes.count()).toBe(0);
  await advanced.click();
  await page.getByText(he.settings.range(1, 60)).waitFor();
  const before = await minutes.inputValue();
  await minutes.fill("999");
  await minutes.press("Tab");
  await page.getByText(he.common.between(1, 60)).waitFor();
  expect(await minutes.inputValue()).toBe("999");
  // What is wrong opens the fold that it is in, and has the focus.
  await advanced.click();
  await minutes.waitFor({ state: "detached" });
  await button(page, he.settings.save).click();
  await page.getByText(he.settings.hasErrors).waitFor();
  await expect.poll(() => minutes.evaluate((field) => field === document.activeElement)).toBe(true);
  expect(await minutes.inputValue()).toBe("999");
  await minutes.fill("45");
  await minutes.press("Tab");
  await page.getByText(he.common.between(1, 60)).waitFor({ state: "detached" });
  await button(page, he.settings.save).click();
  await page.getByText(he.settings.saved, { exact: true }).waitFor();
  await page.reload();
  await advanced.click();
  await expect.poll(() => minutes.inputValue()).toBe("45");
  expect(before).not.toBe("45");
});

test("an agent sees whose a lead is, and chooses nothing", async () => {
  const page = await signedIn(browser, `/b/carmel/leads/${seedId("lead/carmel/michal-shani")}`, {
    email: "agent@carmel.test",
    password: product.seedPassword,
  });
  await page.getByRole("heading", { name: he.leads.assignee.title }).waitFor();
  await page.getByText(he.leads.assignee.nobody).waitFor();
  expect(await page.getByRole("button", { name: new RegExp(he.leads.assignee.label) }).count()).toBe(0);
});
