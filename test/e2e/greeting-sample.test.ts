/** A greeting that is heard before it is saved; and at which number it will be heard. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { he } from "../../web/src/i18n/he.ts";
import { fileBrowser, signedIn } from "./support/browser.ts";
import { MANAGER, nextBusiness } from "./support/businesses.ts";

const t = he.settings.sample;
const browser = fileBrowser();
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

test("the greeting that is typed is played in the voice that is chosen, stopped, and played again for nothing", async () => {
  const { slug, phone } = nextBusiness("looks");
  const page = await signedIn(browser, `/b/${slug}/settings`, MANAGER);
  const asked: unknown[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => request.url().endsWith("/greeting-sample") && asked.push(request.postDataJSON()));
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));

  const number = page.getByRole("link", { name: phone.replace("+9723555", "03-555-") });
  expect(await number.getAttribute("href")).toBe(`tel:${phone}`);

  const greeting = "שלום, הגעתם אלינו. אני העוזר הקולי, והשיחה מוקלטת. ".repeat(3).trim();
  await page.getByLabel(he.settings.greeting).fill(greeting);
  await button(page, t.play).click();
  await button(page, t.stop).click();
  await button(page, t.play).click();
  await button(page, t.stop).waitFor();
  expect(asked).toEqual([{ greeting, voice: "cedar" }]);

  // Another text is another recording; the one that plays falls silent.
  await page.getByLabel(he.settings.greeting).fill("שלום.");
  await button(page, t.play).waitFor();
  await page.getByLabel(he.settings.greeting).fill("");
  expect(await button(page, t.play).isDisabled()).toBe(true);
  expect(complaints).toEqual([]);

  await page.getByLabel(he.settings.greeting).fill("שלום לכולם.");
  await page.route("**/greeting-sample", (route) => {
    const details = [{ field: "openai", problem: "openai_quota" }];
    return route.fulfill({ status: 502, json: { error: { code: "dependency_failed", message: "no", details } } });
  });
  await button(page, t.play).click();
  await page.getByRole("alert").getByText(t.noQuota).waitFor();
});
