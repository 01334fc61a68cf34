/** The list of leads: filters in the address, keys, actions on many, saved views, the bin; at a desk and on a phone. */
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { he } from "../../web/src/i18n/he.ts";
import { DESK, fileBrowser, PHONE, signedIn } from "./support/browser.ts";
import { LISTED, listedLead, MANAGER, nextBusiness, type TestBusiness } from "./support/businesses.ts";

const browser = fileBrowser();
const t = he.leadList;
const b = he.leadBulk;
const NEWEST = LISTED - 1;

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const grid = (page: Page) => page.getByRole("grid", { name: t.table });
const row = (page: Page, nth: number) =>
  grid(page)
    .getByRole("row")
    .filter({ hasText: new RegExp(`לקוח ${nth}(?!\\d)`) });
const pick = (page: Page, nth: number) =>
  page
    .getByRole("checkbox", { name: t.select(`לקוח ${nth}`), exact: true })
    .locator("xpath=ancestor::label")
    .click();
const listOf = ({ slug }: TestBusiness, search = "", view = DESK) =>
  signedIn(browser, `/b/${slug}/leads${search}`, MANAGER, view);
const searchOf = (page: Page) => new URL(page.url()).search;

describe.each([
  ["a desk", DESK],
  ["a phone", PHONE],
])("on %s", (_, view) => {
  test("filters stand in the address, are taken away one by one, and say when nothing is found", async () => {
    const page = await listOf(nextBusiness("leadList"), "", view);
    await row(page, NEWEST).waitFor();
    await page.getByText(t.count(LISTED, false)).waitFor();
    await button(page, t.by.status).click();
    await page.getByRole("menuitemcheckbox", { name: "נוצר קשר" }).click();
    await page.keyboard.press("Escape");
    await page.waitForURL((url) => url.search === "?status=contacted");
    await page.getByText(t.count(43, false)).waitFor();
    await page.getByRole("searchbox", { name: t.search }).fill("אין אדם כזה");
    await page.getByRole("heading", { name: t.nothingFound.title }).waitFor();
    await button(page, t.remove(`${t.by.status}: נוצר קשר`)).click();
    await page.waitForURL((url) => !url.search.includes("status"));
    await button(page, t.clear).last().click();
    await row(page, NEWEST).waitFor();
    expect(searchOf(page)).toBe("");
  });

  test("a lead's status is changed in its line, without opening it, asked why where that is asked, and taken back", async () => {
    const page = await listOf(nextBusiness("leadList"), "", view);
    const { menu, move, reason } = he.statuses;
    const name = `לקוח ${NEWEST}`;
    const status = (is: string) => row(page, NEWEST).getByRole("button", { name: menu.label(is), exact: true });
    const began = await row(page, NEWEST)
      .getByRole("button", { name: /^סטטוס: / })
      .getAttribute("aria-label");
    const before = /^סטטוס: (.*)\. שינוי$/.exec(began ?? "")?.[1] ?? "none";
    await status(before).click();
    await page.getByRole("menuitem", { name: "רלוונטי", exact: true }).click();
    await page.getByText(move.done(name, "רלוונטי")).waitFor();
    await status("רלוונטי").waitFor();
    await button(page, he.common.undo).click();
    await page.getByText(move.back(name, before)).waitFor();
    // By the keyboard: the arrow opens it, and the focus comes back to it.
    await status(before).focus();
    await page.keyboard.press("ArrowDown");
    await page.getByRole("menuitem", { name: "ירד מהפרק", exact: true }).press("Enter");
    const dialog = page.getByRole("dialog", { name: reason.title(name, "ירד מהפרק") });
    await dialog.getByRole("button", { name: reason.usualOnes[0] ?? "" }).click();
    await dialog.getByRole("button", { name: reason.submit, exact: true }).click();
    await page.getByText(move.done(name, "ירד מהפרק")).waitFor();
    await status("ירד מהפרק").waitFor();
    expect(new URL(page.url()).pathname.endsWith("/leads")).toBe(true);
  });

  test("leads go into the bin together, come back by the notice, and out of the bin", async () => {
    const office = nextBusiness("leadList");
    const page = await listOf(office, "", view);
    await pick(page, NEWEST);
    await pick(page, NEWEST - 1);
    await button(page, b.remove).click();
    await button(page, b.askDelete.confirm).click();
    await page.getByText(b.done.delete(2)).waitFor();
    await row(page, NEWEST).waitFor({ state: "detached" });
    await button(page, b.undo).click();
    await page.getByText(b.undone(2)).waitFor();
    await row(page, NEWEST).waitFor();

    await pick(page, NEWEST);
    await button(page, b.remove).click();
    await button(page, b.askDelete.confirm).click();
    await row(page, NEWEST).waitFor({ state: "detached" });
    await button(page, he.leadList.moreActions).click();
    await page.getByRole("menuitem", { name: b.bin.open }).click();
    const bin = page.getByRole("table", { name: b.bin.list });
    await bin.getByText(listedLead(office, NEWEST).name).waitFor();
    await button(page, b.bin.restore).click();
    await page.getByRole("heading", { name: b.bin.empty.title }).waitFor();
    await page.getByRole("link", { name: b.bin.back }).click();
    await row(page, NEWEST).waitFor();
  });
});

test("with the keyboard alone: to the search, from lead to lead, chosen, opened, and back to the place", async () => {
  const page = await listOf(nextBusiness("leadList"));
  await row(page, NEWEST).waitFor();
  await page.keyboard.press("/");
  await page.keyboard.type("לקוח");
  await page.waitForURL((url) => url.search.includes("q="));
  await page.keyboard.press("Control+A");
  await page.keyboard.press("Delete");
  await page.waitForURL((url) => url.search === "");
  await row(page, NEWEST).focus();
  for (let nth = 0; nth < 3; nth++) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("x");
  await page.getByText(b.chosen(1)).waitFor();
  expect(await row(page, NEWEST - 2).getAttribute("aria-selected")).toBe("true");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: `לקוח ${NEWEST - 2}`, level: 1 }).waitFor();
});

test("everything that matches is chosen across pages, changed, seen by others at once, and taken back", async () => {
  const office = nextBusiness("leadList");
  const page = await listOf(office);
  const other = await listOf(office, "?status=won");
  await other.getByRole("heading", { name: t.nothingFound.title }).waitFor();
  await row(page, NEWEST).waitFor();
  await page.getByRole("checkbox", { name: t.selectShown }).locator("xpath=ancestor::label").click();
  await button(page, b.chooseAll(t.count(LISTED, false))).click();
  await page.getByText(b.chosenAll(t.count(LISTED, false))).waitFor();
  await page.getByRole("region", { name: b.bar }).getByRole("button", { name: b.status }).click();
  await page.getByRole("menuitem", { name: "נסגרה עסקה" }).click();
  await page.getByText(b.done.status(LISTED)).waitFor();
  await other.getByText(t.count(LISTED, false)).waitFor();
  await button(page, b.undo).click();
  await page.getByText(b.undone(LISTED)).waitFor();
  await other.getByRole("heading", { name: t.nothingFound.title }).waitFor();
});

test("a view is saved, found again with its filters, and deleted; a tag is made and put on", async () => {
  const page = await listOf(nextBusiness("leadList"), "?status=qualified&sort=name");
  await row(page, 2).waitFor();
  await pick(page, 2);
  await page.getByRole("region", { name: b.bar }).getByRole("button", { name: b.tags }).click();
  await page.getByRole("dialog").getByRole("searchbox", { name: b.tag.label }).fill("דחוף");
  await button(page, b.tag.make("דחוף")).click();
  await button(page, b.tag.apply).click();
  await page.getByText(b.done.tags(1)).waitFor();
  await row(page, 2).getByText("דחוף").waitFor();

  await button(page, b.views.title).click();
  await page.getByRole("menuitem", { name: b.views.save }).click();
  await page.getByLabel(b.views.name).fill("קרובים");
  await button(page, b.views.submit).click();
  await page.getByText(b.views.saved("קרובים")).waitFor();
  await button(page, t.clear).click();
  await page.waitForURL((url) => !url.search.includes("status"));
  await button(page, b.views.title).click();
  await page.getByRole("menuitem", { name: "קרובים", exact: true }).click();
  await page.waitForURL((url) => url.search === "?status=qualified&sort=name");
  await button(page, "קרובים").click();
  await page.getByRole("menuitem", { name: b.views.remove("קרובים") }).click();
  await page.getByText(b.views.removed("קרובים")).waitFor();
});
