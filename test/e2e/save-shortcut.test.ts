/** Ctrl+S, wherever something is filled in. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { he } from "../../web/src/i18n/he.ts";
import { fileBrowser, open, signedIn } from "./support/browser.ts";
import { MANAGER, nextBusiness } from "./support/businesses.ts";
import { newColleague } from "./support/colleagues.ts";

const browser = fileBrowser();

/** The key that says S, on a Hebrew keyboard. True: the browser is not to save the page. */
const hebrewSave = (page: Page) =>
  page.evaluate(() => {
    const init = { code: "KeyS", key: "ד", ctrlKey: true, bubbles: true, cancelable: true };
    return !(document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent("keydown", init));
  });
const saves = (page: Page) => {
  let count = 0;
  page.on("request", (request) => {
    if (!["GET", "HEAD"].includes(request.method()) && !request.url().endsWith("/warm-up")) count += 1;
  });
  return () => count;
};

test("saves settings, from their field and from anywhere, and nothing while nothing has changed", async () => {
  const { slug } = nextBusiness("looks");
  const page = await signedIn(browser, `/b/${slug}/settings`, MANAGER);
  const name = page.getByLabel(he.settings.assistantName);
  await name.click();
  const sent = saves(page);
  expect(await hebrewSave(page)).toBe(true);
  await name.fill("גיא");
  await page.getByRole("button", { name: he.settings.save, exact: true }).waitFor();
  expect(sent()).toBe(0);
  expect(await hebrewSave(page)).toBe(true);
  await page.getByText(he.settings.saved, { exact: true }).first().waitFor();
  await page.getByRole("button", { name: he.settings.save, exact: true }).waitFor({ state: "detached" });

  // A number that was typed and not left yet.
  const unfold = () => page.getByText(he.settings.advanced, { exact: true }).click();
  await unfold();
  const seconds = page.getByRole("textbox", { name: he.settings.silenceLimit });
  await seconds.fill("17");
  await seconds.press("Control+KeyS");
  await page.waitForFunction(() => document.querySelector("[data-unsaved]") === null);
  await page.getByRole("button", { name: he.settings.save, exact: true }).waitFor({ state: "detached" });
  // A toast stands in nobody's way.
  await page.keyboard.press("Control+KeyK");
  await page.getByRole("searchbox", { name: he.palette.label }).waitFor();
  await page.reload();
  await name.waitFor();
  expect(await name.inputValue()).toBe("גיא");
  await unfold();
  expect(await seconds.inputValue()).toBe("17");

  await page.getByRole("link", { name: he.settings.partAccess }).click();
  await page.getByText(he.settings.policy.sees.own.title, { exact: true }).click();
  await page.locator("body").press("Control+KeyS");
  await page.getByText(he.settings.policy.saved, { exact: true }).waitFor();
});

test("saves one's name, and in a dialog what stands in the dialog", async () => {
  const office = nextBusiness("looks");
  const person = await newColleague(office, { role: "manager" });
  const page = await signedIn(browser, "/account", person);
  await page.getByLabel(he.account.name, { exact: true }).fill("רותם שגב");
  await page.getByLabel(he.account.currentPassword).focus();
  await page.locator("h1").click();
  await page.keyboard.press("Control+KeyS");
  await page.getByText(he.account.nameSaved).waitFor();

  await page.goto(`/b/${office.slug}/people?invite=1`);
  const dialog = page.getByRole("dialog", { name: he.people.inviteDialog.title });
  await dialog.getByLabel(he.people.inviteDialog.email).fill("new@looks.test");
  expect(await hebrewSave(page)).toBe(true);
  await dialog.waitFor({ state: "detached" });
});

test("is left to the browser where there is nothing to fill in", async () => {
  const page = await open(browser, "/sign-in");
  await page.getByLabel(he.auth.email).waitFor();
  expect(await hebrewSave(page)).toBe(true);
  await page.goto("/reset");
  await page.locator("h1").waitFor();
  expect(await page.locator("form").count()).toBe(0);
  expect(await hebrewSave(page)).toBe(false);
});
