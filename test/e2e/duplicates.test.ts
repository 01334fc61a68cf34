/** Two leads of one person are made one, that is taken back, and what is said to be two is two. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { duplicates as t } from "../../web/src/i18n/he/duplicates.ts";
import { paths } from "../../web/src/paths.ts";
import { DESK, fileBrowser, PHONE, signedIn } from "./support/browser.ts";
import { MANAGER, nextBusiness, twinOf, waitingLead } from "./support/businesses.ts";

const browser = fileBrowser();
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

test.each([
  { where: "a phone", view: PHONE },
  { where: "a desk", view: DESK },
])("on $where two leads become one under the longer name, and two again", async ({ view }) => {
  const office = nextBusiness("duplicates");
  const [older, twin] = [waitingLead(office), twinOf(office)];
  const page = await signedIn(browser, paths.leadDuplicates(office.slug), MANAGER, view);
  const card = page.getByRole("article");
  await card.getByText(t.reason.phone("").trim().split(":")[0] ?? "").waitFor();
  expect(await card.getByRole("radio").count()).toBe(4);
  expect(await card.getByRole("radio", { name: twin.name }).isChecked()).toBe(true);
  expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);

  // By the keyboard alone: the other name and back, then the button.
  await card.getByRole("radio", { name: twin.name }).focus();
  await page.keyboard.press("ArrowUp");
  expect(await card.getByRole("radio", { name: older.name, exact: true }).isChecked()).toBe(true);
  await page.keyboard.press("ArrowDown");
  await button(page, t.merge).focus();
  await page.keyboard.press("Enter");
  await page.getByText(t.merged(twin.name)).waitFor();
  await page.getByText(t.empty.title).waitFor();

  await button(page, t.undo).click();
  await page.getByText(t.undone).waitFor();
  await page.goto(paths.leads(office.slug));
  await page.getByText(twin.name, { exact: true }).waitFor();
  await page.getByText(older.name, { exact: true }).waitFor();
});

test("who are two people are not shown again, until somebody changes their mind", async () => {
  const office = nextBusiness("duplicates");
  const page = await signedIn(browser, paths.leadDuplicates(office.slug), MANAGER, PHONE);
  await button(page, t.different).click();
  await page.getByText(t.empty.title).waitFor();
  await page.reload();
  await page.getByText(t.empty.title).waitFor();
  await page.getByRole("link", { name: t.filter.dismissed }).click();
  await button(page, t.back).click();
  await page.getByText(t.emptyDismissed.title).waitFor();
  await page.getByRole("link", { name: t.filter.open }).click();
  await page.getByRole("article").waitFor();
});
