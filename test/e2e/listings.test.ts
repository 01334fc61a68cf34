/** An agent writes a listing down, shows it to a customer, and closes the link again; at the desk and on the phone. */
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { he } from "../../web/src/i18n/he.ts";
import { listingTexts as t } from "../../web/src/i18n/he/listings.ts";
import { paths } from "../../web/src/paths.ts";
import { jpeg, png } from "../support/pictures.ts";
import { fileBrowser, PHONE, signedIn } from "./support/browser.ts";
import { offices } from "./support/founding.ts";
import { product } from "./support/world.ts";

const browser = fileBrowser();
const anOffice = offices(product, { slug: "listings", hebrew: "משרד הנכסים" }, 500);

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name }).filter({ visible: true });

/** What may stay empty says so behind its name. */
const field = (page: Page, name: string) => page.getByRole("textbox", { name: new RegExp(`^${name}( \\(|$)`) });

describe.each([
  ["at the desk", undefined],
  ["on the phone", PHONE],
] as const)("a listing %s", (_, viewport) => {
  test("is written down, gets photos, is offered, shown to a customer and hidden from them again", async () => {
    const office = await anOffice();
    const page = await signedIn(browser, paths.listings(office.slug), office.person, viewport);
    await page.getByRole("heading", { name: t.empty.title }).waitFor();
    await page.getByRole("link", { name: t.add }).first().click();

    // What is missing is told, and gets the focus.
    await field(page, t.form.price.sell).fill("1,650,000 ₪");
    await button(page, t.form.save).click();
    await page.getByText(t.form.problems.city).waitFor();
    await field(page, t.form.city).fill("חיפה");
    await field(page, t.form.street).fill("הרצל");
    await field(page, t.form.houseNumber).fill("12");
    await field(page, t.form.rooms).fill("3.5");
    await button(page, t.form.save).click();
    await page.getByRole("heading", { level: 1, name: "הרצל 12, חיפה" }).waitFor();
    expect(await page.getByText("1,650,000").first().isVisible()).toBe(true);

    await page.locator("input[type=file]").setInputFiles([
      { name: "one.jpg", mimeType: "image/jpeg", buffer: Buffer.from(jpeg) },
      { name: "two.png", mimeType: "image/png", buffer: Buffer.from(png) },
    ]);
    await page.getByText(t.photos.count(2, 20)).waitFor();
    const sources = () =>
      page
        .getByRole("grid", { name: t.photos.title })
        .locator("img")
        .evaluateAll((images) => images.map((image) => image.getAttribute("src")));
    const before = await sources();
    await button(page, new RegExp(`^${t.photos.later}: ${t.photos.nth(1)}$`)).click();
    await expect.poll(sources).toEqual(before.toReversed());

    await button(page, t.moveTo.active).click();
    await page.getByText(t.state.active, { exact: true }).first().waitFor();

    await button(page, t.share.create).click();
    const link = await field(page, t.share.link).inputValue();
    // Somebody else, who has no account.
    const customer = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    const refused: string[] = [];
    customer.on("console", (message) => void (message.type() === "error" && refused.push(message.text())));
    expect((await customer.goto(link))?.status()).toBe(200);
    expect(await customer.locator("html").getAttribute("dir")).toBe("rtl");
    expect(await customer.getByText("1,650,000").isVisible()).toBe(true);
    expect(await customer.getByText("הרצל").count()).toBe(0);
    expect(
      await customer.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth),
    ).toBe(true);
    expect(refused.filter((text) => text.includes("Content Security Policy"))).toEqual([]);

    await button(page, t.share.revoke).click();
    await page.getByText(t.share.revoked).waitFor();
    expect((await customer.reload())?.status()).toBe(404);
    expect(await customer.getByRole("heading", { name: "הקישור כבר לא פעיל" }).isVisible()).toBe(true);

    // The list knows it, and another page of the same office hears of what changes.
    const other = await signedIn(browser, paths.listings(office.slug), office.person, viewport);
    await other.getByText("הרצל 12, חיפה").waitFor();
    await button(page, t.moveTo.under_offer).click();
    await other.getByRole("link", { name: /הרצל/ }).getByText(t.state.under_offer, { exact: true }).waitFor();
    expect(
      await other.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth),
    ).toBe(true);
    expect(he.nav.listings).toBe("נכסים");
  });
});
