/** A manager makes a form; somebody without a script fills it in; the lead stands in the list at once, with what they agreed to. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { forms as t } from "../../web/src/i18n/he/forms.ts";
import { he } from "../../web/src/i18n/he.ts";
import { paths } from "../../web/src/paths.ts";
import { DESK, fileBrowser, PHONE, signedIn } from "./support/browser.ts";
import { MANAGER, nextBusiness, SUSPENDED } from "./support/businesses.ts";
import { newColleague } from "./support/colleagues.ts";
import { product } from "./support/world.ts";

const browser = fileBrowser();
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const isOutOfSight = (box: { x: number } | null): boolean => box !== null && box.x > PHONE.width;
const fits = (page: Page) => page.evaluate("document.documentElement.scrollWidth <= innerWidth");

async function aVisitor(): Promise<Page> {
  const context = await browser.newContext({
    baseURL: product.url,
    viewport: PHONE,
    locale: "he-IL",
    javaScriptEnabled: false,
  });
  return context.newPage();
}

/** As the program of a visitor does, who takes their time. */
async function sendBy(slug: string): Promise<void> {
  const address = `${product.url}/f/${slug}`;
  const shown = await (await fetch(address)).text();
  const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(shown)?.[1] ?? "";
  const body = { name: "יעל", phone: "052-555-7702", consent: "yes", opened: hidden("opened"), words: hidden("words") };
  const sent = () => fetch(address, { method: "POST", body: new URLSearchParams(body), redirect: "manual" });
  await expect.poll(async () => (await sent()).status, { timeout: 10_000 }).toBe(303);
}

test.each([
  ["a phone", PHONE],
  ["a desk", DESK],
])("on %s: from the first form to a lead, and to the form that is closed", async (where, view) => {
  const office = nextBusiness("forms");
  const slug = `f-${office.slug}`;
  const leads = await signedIn(browser, paths.leads(office.slug), MANAGER, DESK);
  await leads.getByRole("heading", { name: he.leads.title, level: 1 }).waitFor();
  const page = await signedIn(browser, paths.forms(office.slug), MANAGER, view);
  await page.getByRole("heading", { name: t.none.title }).waitFor();
  await button(page, t.add).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: t.form.submit }).click();
  await dialog.getByText(t.form.nameMissing).waitFor();
  await dialog.getByRole("textbox", { name: t.form.name }).fill("אתר הבית");
  // The address of a form of another agency, in the seed.
  const address = dialog.getByRole("textbox", { name: t.form.slug });
  await address.fill("carmel");
  await dialog.getByRole("button", { name: t.form.submit }).click();
  await dialog.getByText(t.form.slugTaken).waitFor();
  await address.fill(slug);
  await dialog.getByText(t.form.marketing).click();
  await dialog.getByRole("button", { name: t.form.submit }).click();

  await page.getByRole("dialog", { name: t.sharing.title("אתר הבית") }).waitFor();
  const link = await page.getByRole("textbox", { name: t.sharing.link }).inputValue();
  expect(new URL(link).pathname).toBe(`/f/${slug}`);
  expect(await page.getByRole("textbox", { name: t.sharing.embed }).inputValue()).toContain(`<iframe src="${link}"`);
  expect(await fits(page)).toBe(true);
  // As it will look in the site; it is a picture of it that the keyboard goes past.
  const preview = page.getByRole("dialog").locator("iframe");
  await preview.contentFrame().getByRole("heading", { name: t.form.headingBegin }).waitFor();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await button(page, he.common.copy).first().click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);
  await page.keyboard.press("Escape");
  const card = page.getByRole("list", { name: t.list }).getByRole("listitem");
  await card.getByText(t.leads(0)).waitFor();

  const visitor = await aVisitor();
  await visitor.goto(`/f/${slug}?utm_campaign=${encodeURIComponent("מודעה")}`);
  expect(await fits(visitor)).toBe(true);
  await visitor.getByRole("textbox", { name: "שם" }).fill(`דנה ${where}`);
  await visitor.getByRole("textbox", { name: "טלפון" }).fill("אין לי");
  await visitor.getByRole("checkbox", { name: t.form.consentBegin(office.slug) }).check();
  await visitor.locator("button").click();
  // What was typed stands there still.
  await visitor.getByText("זה לא נראה כמו מספר טלפון").waitFor();
  await visitor.getByRole("textbox", { name: "טלפון" }).and(visitor.locator(":focus")).waitFor();
  expect(await visitor.locator("[name=website]").boundingBox()).toSatisfy(isOutOfSight);
  expect(await visitor.getByRole("textbox", { name: "שם" }).inputValue()).toBe(`דנה ${where}`);
  await visitor.getByRole("textbox", { name: "טלפון" }).fill("052-555-7701");
  // Quicker than any person, it is asked to press once more, until two seconds have gone by since it was opened.
  const sendAgain = async () => {
    const send = visitor.locator("button");
    if ((await send.count()) > 0) await send.click();
    return visitor.getByText(t.form.thanksBegin).count();
  };
  await expect.poll(sendAgain).toBe(1);

  // The list was open before: it comes by itself.
  await leads
    .getByRole("main")
    .getByRole("link", { name: `דנה ${where}` })
    .click();
  await leads.getByText(`${he.leads.source.form} · אתר הבית · מודעה`).waitFor();
  await leads.getByText(t.form.consentBegin(office.slug)).first().waitFor();
  // So does how many came by it.
  await card.getByText(t.leads(1)).waitFor();

  await button(page, t.closeOf("אתר הבית")).click();
  await card.getByText(t.state.closed, { exact: true }).waitFor();
  expect((await visitor.goto(`/f/${slug}`))?.status()).toBe(404);
  await visitor.getByRole("heading", { name: "הטופס סגור" }).waitFor();
  await visitor.getByText(office.slug).first().waitFor();
  expect(await fits(visitor)).toBe(true);
  await button(page, t.openOf("אתר הבית")).click();
  await card.getByText(t.state.open, { exact: true }).waitFor();
  expect((await visitor.goto(`/f/${slug}`))?.status()).toBe(200);
});

test("with the keyboard alone a form is changed and deleted; two people who change it at once both read so", async () => {
  const office = nextBusiness("forms");
  const page = await signedIn(browser, paths.forms(office.slug), MANAGER);
  const press = async (name: string) => {
    await button(page, name).focus();
    await page.keyboard.press("Enter");
  };
  await press(t.add);
  // The first field has the focus.
  await page.getByRole("textbox", { name: t.form.name }).and(page.locator(":focus")).waitFor();
  await page.keyboard.type("פרסומת");
  await page.getByRole("textbox", { name: t.form.slug }).fill(`k-${office.slug}`);
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: t.sharing.title("פרסומת") }).waitFor();
  await page.keyboard.press("Escape");

  const other = await signedIn(browser, paths.forms(office.slug), MANAGER);
  await button(other, t.editOf("פרסומת")).click();
  await press(t.editOf("פרסומת"));
  await page.getByRole("textbox", { name: t.form.name }).fill("פרסומת בעיתון");
  await page.keyboard.press("Enter");
  await page.getByText(t.form.saved("פרסומת בעיתון")).waitFor();

  // Somebody comes by it, and the list behind the dialog is fetched anew: the dialog changes what it was opened with.
  await sendBy(`k-${office.slug}`);
  await other.getByText(t.leads(1)).waitFor();
  await other.getByRole("textbox", { name: t.form.heading, exact: true }).fill("כותרת של מישהו אחר");
  await other.keyboard.press("Enter");
  await other.getByText(t.form.meanwhile).waitFor();
  expect(await other.getByRole("textbox", { name: t.form.heading, exact: true }).inputValue()).toBe(
    "כותרת של מישהו אחר",
  );
  // Pressed once more, it changes what was changed here, and nothing besides.
  await other.keyboard.press("Enter");
  await other.getByText(t.form.saved("פרסומת בעיתון")).waitFor();

  await button(other, t.editOf("פרסומת בעיתון")).click();
  await other.getByRole("textbox", { name: t.form.heading, exact: true }).fill("מאוחר מדי");
  await press(t.removeOf("פרסומת בעיתון"));
  await page.getByRole("alertdialog", { name: t.removal.title("פרסומת בעיתון") }).waitFor();
  await page.getByRole("button", { name: t.removal.submit }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: t.none.title }).waitFor();

  // Of a form that is gone nothing can be saved; what was written stays, until its writer lets it go.
  await other.keyboard.press("Enter");
  await other.getByText(t.form.gone).waitFor();
  const heading = other.getByRole("textbox", { name: t.form.heading, exact: true });
  expect(await heading.inputValue()).toBe("מאוחר מדי");
  await other.keyboard.press("Escape");
  const question = other.getByRole("alertdialog", { name: he.settings.leaveTitle });
  await question.getByRole("button", { name: he.settings.stay }).and(other.locator(":focus")).waitFor();
  await other.keyboard.press("Enter");
  await question.waitFor({ state: "detached" });
  expect(await heading.inputValue()).toBe("מאוחר מדי");
  await other.keyboard.press("Escape");
  await button(other, he.settings.leave).click();
  await other.getByRole("heading", { name: t.none.title }).waitFor();
});

test("what was typed is asked about before it is left: by the cross, by the browser's way back", async () => {
  const office = nextBusiness("forms");
  const page = await signedIn(browser, paths.leads(office.slug), MANAGER);
  await page.getByRole("link", { name: he.nav.settings, exact: true }).click();
  // The parts of the settings are one step of the history.
  await page.getByRole("link", { name: he.settings.partForms, exact: true }).click();
  await button(page, t.add).click();
  const name = page.getByRole("textbox", { name: t.form.name });
  await name.fill("קמפיין קיץ");
  const question = page.getByRole("alertdialog", { name: he.settings.leaveTitle });
  await page.getByRole("dialog").getByRole("button", { name: he.common.close, exact: true }).click();
  await question.getByText(t.form.leaveText).waitFor();
  await button(page, he.settings.stay).click();
  await question.waitFor({ state: "detached" });
  expect(await name.inputValue()).toBe("קמפיין קיץ");
  await page.evaluate("history.back()");
  await question.waitFor();
  await button(page, he.settings.stay).click();
  await question.waitFor({ state: "detached" });
  expect(await name.inputValue()).toBe("קמפיין קיץ");
  await page.evaluate("history.back()");
  await question.waitFor();
  await button(page, he.settings.leave).click();
  await page.waitForURL((url) => url.pathname === paths.leads(office.slug));
  await page.goto(paths.forms(office.slug));
  await button(page, t.add).click();
  // Untouched, it closes at once.
  await page.getByRole("dialog").getByRole("button", { name: he.common.cancel, exact: true }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
});

test("of a business that is suspended forms are looked at, and none is made", async () => {
  const page = await signedIn(browser, paths.forms(SUSPENDED.slug), MANAGER);
  await page.getByRole("heading", { name: t.none.title }).waitFor();
  await page.getByText(he.shell.suspendedTitle(SUSPENDED.slug)).waitFor();
  expect(await button(page, t.add).count()).toBe(0);
});

test("an agent has no such page", async () => {
  const office = nextBusiness("forms");
  const page = await signedIn(browser, paths.forms(office.slug), await newColleague(office));
  await page.getByRole("heading", { name: he.pages.forbiddenTitle }).waitFor();
});
