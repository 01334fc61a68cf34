/** Two managers at the same settings, the way back to an earlier text, and settings of a business that is suspended. */
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import type { z } from "zod";
import { settingsResponseSchema } from "../../core/business/wire.ts";
import { he } from "../../web/src/i18n/he.ts";
import { DESK, fileBrowser, PHONE, signedIn } from "./support/browser.ts";
import { MANAGER, nextBusiness, SUSPENDED, type TestBusiness } from "./support/businesses.ts";
import { managerApi, newColleague } from "./support/colleagues.ts";
import { signInAsAdmin } from "./support/founding.ts";
import { Manager } from "./support/manager.ts";
import { product } from "./support/world.ts";

const t = he.settings;
const NOA = "נועה כץ";
const browser = fileBrowser();

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const prompt = (page: Page) => page.getByLabel(t.prompt, { exact: true });
const greeting = (page: Page) => page.getByLabel(t.greeting, { exact: true });
const saved = (page: Page) => page.getByText(t.saved, { exact: true });
const bare = (text: string) => text.replace(/[\u2066-\u2069]/g, "");

/** A business with two managers: whoever sits at the browser, and Noa. */
async function office() {
  const business = nextBusiness("versions");
  const noa = await newColleague(business, { role: "manager", name: NOA });
  const stored = async (): Promise<z.output<typeof settingsResponseSchema>["settings"]> => {
    const answer = await (await managerApi()).get(`/api/businesses/${business.id}/settings`);
    return settingsResponseSchema.parse(answer).settings;
  };
  const noaSaves: Manager["changeSettings"] = (...change) => new Manager(noa.api).changeSettings(...change);
  return { ...business, stored, noaSaves };
}

const openSettings = async ({ slug }: TestBusiness, viewport = DESK): Promise<Page> => {
  const page = await signedIn(browser, `/b/${slug}/settings`, MANAGER, viewport);
  await prompt(page).waitFor();
  return page;
};

const SCREENS = [
  ["a phone", PHONE],
  ["a desk", DESK],
] as const;

describe("somebody else saves first", () => {
  test.each(SCREENS)(
    "and both have changed the same: both texts are shown and chosen from, on %s",
    async (_, viewport) => {
      const here = await office();
      const before = await here.stored();
      const page = await openSettings(here, viewport);
      await prompt(page).fill("הנוסח שהוקלד כאן");
      await greeting(page).fill("שלום, והשיחה מוקלטת.");
      await here.noaSaves(here.id, { aiPrompt: "הנוסח של נועה", voice: "echo" });
      await button(page, t.save).click();

      const question = page.getByRole("region", { name: t.conflict.title(1) });
      await question.waitFor();
      await expect.poll(() => question.evaluate((element) => element === document.activeElement)).toBe(true);
      const mine = question.getByRole("group", { name: t.conflict.mine });
      const theirs = question.getByRole("group", { name: /נועה/ }).filter({ hasText: "הנוסח של נועה" });
      expect(await mine.innerText()).toContain("הנוסח שהוקלד כאן");
      expect(bare(await question.innerText())).toContain(NOA);
      // In one look: the page may still be on its way to the question.
      const [first, second] = await question.evaluate((element) =>
        [...element.querySelectorAll("fieldset > div > div")].map(
          (side) => side.getBoundingClientRect().toJSON() as DOMRect,
        ),
      );
      if (!first || !second) throw new Error("a text is not there");
      if (viewport === DESK) expect([first.top, second.right < first.left]).toEqual([second.top, true]);
      else expect([first.left, second.top > first.bottom]).toEqual([second.left, true]);
      await theirs.waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);

      // Nothing is saved while it is open, whatever is pressed.
      await button(page, t.conflict.show).click();
      expect(await here.stored()).toMatchObject({ aiPrompt: "הנוסח של נועה", greeting: before.greeting, version: 2 });

      await question.getByRole("radio", { name: t.conflict.mine }).check();
      const decided = page.getByRole("region", { name: t.conflict.title(0) });
      await button(page, t.conflict.edit(t.prompt)).click();
      const editor = decided.getByRole("textbox", { name: t.conflict.edit(t.prompt) });
      await editor.fill("הנוסח שהוקלד כאן, עם מה שנועה הוסיפה");
      await button(page, t.save).click();
      await saved(page).waitFor();
      await decided.waitFor({ state: "detached" });
      expect(await here.stored()).toMatchObject({
        aiPrompt: "הנוסח שהוקלד כאן, עם מה שנועה הוסיפה",
        greeting: "שלום, והשיחה מוקלטת.",
        voice: "echo",
        version: 3,
      });
    },
  );

  test("and each has changed something else: one press saves, and nothing of either is lost", async () => {
    const here = await office();
    const page = await openSettings(here);
    await greeting(page).fill("שלום, והשיחה מוקלטת.");
    await here.noaSaves(here.id, { assistantName: "גיא" });
    await button(page, t.save).click();
    await saved(page).waitFor();
    expect(await here.stored()).toMatchObject({ assistantName: "גיא", greeting: "שלום, והשיחה מוקלטת." });
    expect(await page.getByLabel(t.assistantName, { exact: true }).inputValue()).toBe("גיא");
  });

  test("while a draft waits for its writer: it goes on top of what they have saved, not of what was there before", async () => {
    const here = await office();
    const page = await openSettings(here);
    page.on("dialog", (dialog) => void dialog.accept());
    await prompt(page).fill("טיוטה שמחכה");
    await here.noaSaves(here.id, { greeting: "הפתיחה של נועה" });
    await page.reload();
    await page.getByText(t.restored).waitFor();
    await expect.poll(() => greeting(page).inputValue()).toBe("הפתיחה של נועה");
    expect(await prompt(page).inputValue()).toBe("טיוטה שמחכה");
    await button(page, t.save).click();
    await saved(page).waitFor();
    expect(await here.stored()).toMatchObject({ aiPrompt: "טיוטה שמחכה", greeting: "הפתיחה של נועה" });
  });
});

test.each(SCREENS)(
  "an earlier text is found by who saved it, read beside today's and taken back, on %s",
  async (_, viewport) => {
    const here = await office();
    await here.noaSaves(here.id, { aiPrompt: "הנוסח של נועה" });
    await new Manager(await managerApi()).changeSettings(here.id, { aiPrompt: "הנוסח של היום", voice: "ash" });
    const page = await openSettings(here, viewport);
    const last = page.getByText(new RegExp(`^נשמר לאחרונה.*${t.prompt}, ${t.voice}\\.$`));
    await last.waitFor();

    await page.getByText(t.versions.title, { exact: true }).click();
    const rows = page.getByRole("listitem").filter({ has: page.getByRole("time") });
    await expect.poll(() => rows.count()).toBe(3);
    await rows.filter({ hasText: NOA }).getByRole("button").click();
    const dialog = page.getByRole("dialog");
    const field = dialog.getByRole("region", { name: t.prompt });
    await field.getByRole("group", { name: t.versions.then }).getByText("הנוסח של נועה").waitFor();
    await field.getByRole("group", { name: t.versions.now }).getByText("הנוסח של היום").waitFor();
    await button(page, t.versions.takeBackOf(t.prompt)).click();
    await field.getByRole("status").waitFor();
    await dialog.getByRole("button", { name: he.common.close, exact: true }).last().click();

    await expect.poll(() => prompt(page).inputValue()).toBe("הנוסח של נועה");
    expect(await here.stored()).toMatchObject({ aiPrompt: "הנוסח של היום", version: 3 });
    await button(page, t.save).click();
    await saved(page).waitFor();
    expect(await here.stored()).toMatchObject({ aiPrompt: "הנוסח של נועה", voice: "ash", version: 4 });
    await expect.poll(() => rows.count()).toBe(4);
  },
);

describe("a business that is suspended", () => {
  const suspension = async ({ id }: TestBusiness, change: "suspend" | "resume") => {
    const admin = await signInAsAdmin(product);
    await admin.send(
      "POST",
      `/api/admin/businesses/${id}/${change}`,
      change === "suspend" ? { reason: "ניסיון" } : undefined,
    );
  };

  test.each(SCREENS)(
    "has its open settings closed at once and opened again, with what was typed, on %s",
    async (_, viewport) => {
      const here = await office();
      const page = await openSettings(here, viewport);
      await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
      await page.getByText(he.live.calls(0)).filter({ visible: true }).waitFor();
      await prompt(page).fill("הנחיות שטרם נשמרו");
      let loads = 0;
      page.on("load", () => loads++);

      await suspension(here, "suspend");
      await page.getByText(t.readOnly.text).waitFor();
      await page.getByText(he.shell.suspendedTitle(here.slug)).waitFor();
      expect(await prompt(page).inputValue()).toBe("הנחיות שטרם נשמרו");
      expect(await prompt(page).isEditable()).toBe(false);
      expect(await button(page, t.save).count()).toBe(0);
      await button(page, t.readOnly.copy).click();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${t.prompt}:\nהנחיות שטרם נשמרו`);

      await suspension(here, "resume");
      await page.getByText(t.readOnly.text).waitFor({ state: "detached" });
      expect(await prompt(page).isEditable()).toBe(true);
      await button(page, t.save).click();
      await saved(page).waitFor();
      expect(await here.stored()).toMatchObject({ aiPrompt: "הנחיות שטרם נשמרו" });
      expect(loads).toBe(0);
    },
  );

  test("says so to a save that comes before the page knows, and never that one has no permission", async () => {
    const here = await office();
    const page = await signedIn(browser, "/account", MANAGER);
    // A socket that says nothing, as on a line that died silently.
    await page.routeWebSocket(/\/live$/, () => {});
    await page.goto(`/b/${here.slug}/settings`);
    await prompt(page).fill("הנחיות שטרם נשמרו");
    await suspension(here, "suspend");
    await button(page, t.save).click();
    await page.getByText(he.errors.suspended).waitFor();
    expect(await page.getByText(he.errors.forbidden).count()).toBe(0);
    await page.getByText(t.readOnly.text).waitFor();
    expect(await prompt(page).inputValue()).toBe("הנחיות שטרם נשמרו");
  });

  test("has every part of its settings open for reading alone", async () => {
    const page = await signedIn(browser, `/b/${SUSPENDED.slug}/settings`, MANAGER);
    await page.getByText(t.readOnly.text).waitFor();
    await page.getByText(t.advanced, { exact: true }).click();
    await page.getByRole("textbox", { name: t.maxCall }).waitFor();
    const fields = page.getByRole("main").getByRole("textbox");
    for (const field of await fields.all()) expect(await field.isEditable()).toBe(false);
    await page.getByRole("link", { name: t.partAccess }).click();
    await page.getByText(t.readOnly.text).waitFor();
    await page.getByText(t.policy.sees.own.title, { exact: true }).click();
    expect(await page.getByRole("radio", { name: new RegExp(`^${t.policy.sees.own.title}`) }).isChecked()).toBe(false);
    await page.getByRole("link", { name: t.partOffice }).click();
    await page.getByText(t.readOnly.text).waitFor();
    expect(await button(page, he.logo.choose).isDisabled()).toBe(true);
  });
});
