/** Leads by status: moved on the board by hand and from the keyboard, and statuses that the office makes its own. */
import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { he } from "../../web/src/i18n/he.ts";
import { paths } from "../../web/src/paths.ts";
import { DESK, fileBrowser, pathOf, PHONE, signedIn } from "./support/browser.ts";
import { MANAGER, nextBusiness, waitingLead } from "./support/businesses.ts";
import { newColleague } from "./support/colleagues.ts";

const browser = fileBrowser();
const [NEW, CONTACTED, WON, LOST] = ["חדש", "נוצר קשר", "נסגרה עסקה", "ירד מהפרק"];
const VIEWS = [
  ["a phone", PHONE],
  ["a desk", DESK],
] as const;

/** A column, by what it is called and how many leads it says are in it. */
const column = (page: Page, status: string, amount: number) =>
  page.getByRole("region", { name: he.board.column(status, he.board.leads(amount)), exact: true });
const card = (page: Page, status: string, name: string) =>
  page.getByRole("region", { name: new RegExp(`^${status}: `) }).getByRole("row", { name });
const fits = (page: Page) => page.evaluate("document.documentElement.scrollWidth <= innerWidth");
const moved = (lead: string, status: string) => he.statuses.move.done(lead, status);

async function anOffice(view: typeof DESK) {
  const office = nextBusiness("board");
  const lead = waitingLead(office);
  const page = await signedIn(browser, paths.leadsBoard(office.slug), MANAGER, view);
  await card(page, NEW, lead.name).waitFor();
  return { office, lead, page };
}

test.each(VIEWS)("a card moves by its menu, is taken back, and is seen to move by others (on %s)", async (_, view) => {
  const { office, lead, page } = await anOffice(view);
  const colleague = await newColleague(office);
  const theirs = await signedIn(browser, paths.leadsBoard(office.slug), colleague);
  await card(theirs, NEW, lead.name).waitFor();

  await card(page, NEW, lead.name)
    .getByRole("button", { name: he.statuses.menu.label(NEW) })
    .click();
  await page.getByRole("menuitem", { name: CONTACTED }).click();
  await page.getByText(moved(lead.name, CONTACTED)).waitFor();
  await column(page, CONTACTED, 1).waitFor();
  await column(page, NEW, 0).getByText(he.board.empty).waitFor();
  await card(theirs, CONTACTED, lead.name).waitFor();
  await column(theirs, NEW, 0).waitFor();

  await page.getByRole("button", { name: he.common.undo, exact: true }).click();
  await page.getByText(he.statuses.move.back(lead.name, NEW)).waitFor();
  await card(theirs, NEW, lead.name).waitFor();
  await column(page, CONTACTED, 0).waitFor();
  expect(await fits(page)).toBe(true);

  // A press opens the lead; its status is changed there too.
  await card(page, NEW, lead.name).click();
  await page.getByRole("heading", { level: 1, name: lead.name }).waitFor();
  await page.getByRole("button", { name: he.statuses.menu.label(NEW) }).click();
  await page.getByRole("menuitem", { name: WON }).click();
  await page.getByRole("button", { name: he.statuses.menu.label(WON) }).waitFor();
  await card(theirs, WON, lead.name).waitFor();
});

/** As a hand does it: moved about over the column until that shows that it takes the card, and let go then. */
async function drag(card: Locator, target: Locator): Promise<void> {
  const { mouse } = card.page();
  await card.hover();
  await mouse.down();
  const box = await target.boundingBox();
  if (!box) throw new Error("the column is not in sight");
  let step = 0;
  const takesIt = async () => {
    step = (step + 1) % 8;
    await mouse.move(box.x + box.width / 2 + step, box.y + Math.min(box.height, 200) / 2 + step);
    return target.getAttribute("data-drop-target");
  };
  await expect.poll(takesIt).toBe("true");
  await mouse.up();
}

test("a card is dragged with the mouse to another column, and to a lost one with a reason", async () => {
  const { lead, page } = await anOffice(DESK);
  const grid = (status: string) => page.getByRole("grid", { name: status, exact: true });
  await drag(card(page, NEW, lead.name), grid(CONTACTED));
  await page.getByText(moved(lead.name, CONTACTED)).waitFor();
  // It lies beyond the edge: brought into sight first, as a hand does it on its way.
  await grid(LOST).scrollIntoViewIfNeeded();
  await drag(card(page, CONTACTED, lead.name), grid(LOST));
  const dialog = page.getByRole("dialog", { name: he.statuses.reason.title(lead.name, LOST) });
  await dialog.getByRole("button", { name: he.common.cancel, exact: true }).click();
  await card(page, CONTACTED, lead.name).waitFor();

  await drag(card(page, CONTACTED, lead.name), grid(LOST));
  await dialog.getByRole("button", { name: he.statuses.reason.submit, exact: true }).click();
  await dialog.getByText(he.statuses.reason.missing).waitFor();
  await dialog.getByRole("button", { name: he.statuses.reason.usualOnes[0] ?? "" }).click();
  await dialog.getByRole("button", { name: he.statuses.reason.submit, exact: true }).click();
  await page.getByText(moved(lead.name, LOST)).waitFor();
  await card(page, LOST, lead.name).waitFor();
});

test("a card is moved from the keyboard alone, and the focus goes with it", async () => {
  const { lead, page } = await anOffice(DESK);
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const focus = (name: string) => page.locator(":focus").and(page.getByLabel(name)).waitFor();
  await card(page, NEW, lead.name).focus();
  await press("ArrowLeft", "ArrowLeft");
  await focus(he.board.drag(lead.name));
  // The columns are where it can go; the first is the next one.
  await press("Enter");
  await page.locator(":focus[aria-roledescription]").waitFor();
  await press("Tab", "Shift+Tab", "Enter");
  await page.getByText(moved(lead.name, CONTACTED)).waitFor();
  await page
    .locator(":focus")
    .and(card(page, CONTACTED, lead.name))
    .waitFor();
  // Escape in the middle leaves it where it is.
  await press("ArrowLeft", "ArrowLeft");
  await focus(he.board.drag(lead.name));
  await press("Enter");
  await page.locator(":focus[aria-roledescription]").waitFor();
  await press("Tab", "Escape");
  await focus(he.board.drag(lead.name));
  await column(page, CONTACTED, 1).waitFor();
});

test.each(VIEWS)("a manager makes a status, moves it, and deletes it with its lead (on %s)", async (_, view) => {
  const { office, lead, page } = await anOffice(view);
  const t = he.statuses;
  const row = (name: string) => page.getByRole("row", { name });
  const act = async (name: string, action: string) => {
    await row(name)
      .getByRole("button", { name: t.more(name) })
      .click();
    await page.getByRole("menuitem", { name: action }).click();
  };
  const order = async () => (await page.getByRole("row").allTextContents()).map((text) => text.trim());
  await page.goto(paths.leadSettings(office.slug));
  await page.getByRole("button", { name: t.add, exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(t.form.name).fill("נוצר־קשר");
  await dialog.getByRole("button", { name: t.form.save, exact: true }).click();
  await dialog.getByText(t.form.taken).waitFor();
  await dialog.getByLabel(t.form.name).fill("פגישה נקבעה");
  await dialog.getByText(t.colors.purple).click();
  await dialog.getByRole("button", { name: t.form.save, exact: true }).click();
  await page.getByText(t.form.created("פגישה נקבעה")).waitFor();
  await row("פגישה נקבעה").waitFor();

  await act("פגישה נקבעה", t.actions.up);
  await expect.poll(async () => (await order()).findIndex((text) => text.startsWith("פגישה נקבעה"))).toBe(4);
  await page.reload();
  await row("פגישה נקבעה").waitFor();
  expect((await order()).findIndex((text) => text.startsWith("פגישה נקבעה"))).toBe(4);

  // A lead comes to it, and must go somewhere when it goes.
  await page.goto(paths.lead(office.slug, lead.id));
  await page.getByRole("button", { name: t.menu.label(NEW) }).click();
  await page.getByRole("menuitem", { name: "פגישה נקבעה" }).click();
  await page.getByText(moved(lead.name, "פגישה נקבעה")).waitFor();
  await page.goto(paths.leadSettings(office.slug));
  await row("פגישה נקבעה").getByText(t.leads(1)).waitFor();
  await act("פגישה נקבעה", t.actions.remove);
  const question = page.getByRole("alertdialog", { name: t.deletion.title("פגישה נקבעה") });
  await question.getByText(t.deletion.text(1)).waitFor();
  await question.getByRole("button", { name: t.deletion.submit, exact: true }).click();
  await question.getByText(t.deletion.missing).waitFor();
  await question.getByRole("button", { name: t.deletion.moveTo }).click();
  await page.getByRole("option", { name: CONTACTED }).click();
  await question.getByRole("button", { name: t.deletion.submit, exact: true }).click();
  await page.getByText(t.deletion.done("פגישה נקבעה")).waitFor();
  await row("פגישה נקבעה").waitFor({ state: "detached" });
  expect(await fits(page)).toBe(true);

  await page.goto(paths.leadsBoard(office.slug));
  await card(page, CONTACTED, lead.name).waitFor();
  // On record, with where its lead went.
  await page.goto(paths.audit(office.slug));
  const [before, after] = he.audit.sentences["lead_status.deleted"]("|").split("|");
  await page
    .getByText(new RegExp(`${before}.*${after}`))
    .first()
    .waitFor();
});

test("an agent finds no page for statuses, and a board without the way there", async () => {
  const { office, lead } = await anOffice(DESK);
  const agent = await newColleague(office);
  const page = await signedIn(browser, paths.leads(office.slug), agent);
  await page.getByRole("link", { name: he.board.board, exact: true }).click();
  await card(page, NEW, lead.name).waitFor();
  expect(pathOf(page)).toBe(paths.leadsBoard(office.slug));
  expect(await page.getByRole("link", { name: he.board.settings }).count()).toBe(0);
  await page.goto(paths.leadSettings(office.slug));
  await page.getByText(he.pages.forbiddenTitle).waitFor();
});
