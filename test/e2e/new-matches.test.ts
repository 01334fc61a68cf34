/** A price drops; the agent hears of it wherever they are, sees whom it fits, and tells the customer. */
import type { Locator, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { he } from "../../web/src/i18n/he.ts";
import { listingTexts as t } from "../../web/src/i18n/he/listings.ts";
import { paths } from "../../web/src/paths.ts";
import { aPng } from "../support/pictures.ts";
import { fileBrowser, PHONE, signedIn } from "./support/browser.ts";
import { offices } from "./support/founding.ts";
import { product } from "./support/world.ts";

const browser = fileBrowser();
const anOffice = offices(product, { slug: "matches", hebrew: "משרד ההתאמות" }, 700);

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name }).filter({ visible: true });
const badge = (page: Page, amount: number) =>
  page
    .getByRole("navigation", { name: he.nav.main })
    .getByRole("link", { name: new RegExp(`${he.nav.listings}.*${he.nav.matchesWaiting(amount, false)}`) })
    .filter({ visible: true });
const fits = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);

/** Every order in which the photos of the grid were shown since, one after the other. */
async function everyOrder(grid: Locator): Promise<() => Promise<(string | null)[][]>> {
  const orders = await grid.evaluateHandle((element) => {
    const shown = () => [...element.querySelectorAll("img")].map((image) => image.getAttribute("width"));
    const all = [shown()];
    new MutationObserver(() => {
      if (shown().join() !== all.at(-1)?.join()) all.push(shown());
    }).observe(element, { subtree: true, childList: true, attributes: true });
    return all;
  });
  return async () => (await orders.jsonValue()).slice(1);
}

/** How many orders of photos have been stored since. */
function ordersStored(page: Page): () => number {
  let stored = 0;
  page.on("response", (answer) => {
    if (answer.request().method() === "PUT" && answer.url().endsWith("/photos")) stored += 1;
  });
  return () => stored;
}

describe.each([
  ["at the desk", undefined],
  ["on the phone", PHONE],
] as const)("new matches %s", (_, viewport) => {
  test("are told of live, say why and by how much they miss, and are seen by looking", async () => {
    const office = await anOffice();
    const page = await signedIn(browser, paths.leads(office.slug), office.person, viewport);
    const business = `/api/businesses/${office.id}`;
    const send = (method: "POST" | "PATCH" | "PUT", path: string, body: object) =>
      office.api.send(method, `${business}${path}`, body);
    const listing = (await send("POST", "/listings", {
      deal: "sell",
      kind: "apartment",
      city: "חיפה",
      street: "הרצל",
      houseNumber: "12",
      price: 2_000_000,
    })) as { id: string };
    await send("PUT", `/listings/${listing.id}/state`, { from: "draft", to: "active" });
    await send("POST", "/leads", {
      name: "דנה המחפשת",
      phones: [{ typed: "052-5550777" }],
      emails: [],
      demand: { dealType: "buy", areas: ["חיפה"], priceMax: 1_500_000 },
    });
    await page.getByText("דנה המחפשת").first().waitFor();
    expect(await badge(page, 1).count()).toBe(0);

    await send("PATCH", `/listings/${listing.id}`, { from: { price: 2_000_000 }, to: { price: 1_600_000 } });
    await badge(page, 1).waitFor();
    await badge(page, 1).click();
    await page.getByRole("link", { name: t.proposals.openNew("1") }).click();
    await page.getByRole("heading", { level: 1, name: t.proposals.title }).waitFor();
    const line = page.getByRole("listitem").filter({ hasText: "דנה המחפשת" });
    await line.getByText(t.matches.reason.price_drop).waitFor();
    expect(await line.getByText(/יקר ב־100,000/).isVisible()).toBe(true);
    expect(await fits(page)).toBe(true);
    // Looking at it is enough.
    await badge(page, 1).waitFor({ state: "hidden" });
    expect(await line.getByText(t.matches.reason.price_drop).isVisible()).toBe(true);

    await line.getByRole("button", { name: t.matches.sending.open }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: t.share.create }).click();
    const link = await dialog.getByRole("textbox", { name: t.matches.sending.link }).inputValue();
    const whatsApp = await dialog.getByRole("link", { name: t.matches.sending.whatsApp }).getAttribute("href");
    expect(new URL(whatsApp ?? "").pathname).toBe("/972525550777");
    expect(new URL(whatsApp ?? "").searchParams.get("text")).toContain(link);
    await dialog.getByRole("button", { name: t.matches.send }).click();
    await page.getByRole("heading", { name: t.proposals.empty.open.title }).waitFor();
    await page.getByRole("link", { name: t.proposals.lists.sent }).click();
    await line.getByText(t.matches.sent, { exact: true }).waitFor();
  });

  test("photos are dragged into another order, stepped, and described for who does not see them", async () => {
    const office = await anOffice();
    const business = `/api/businesses/${office.id}`;
    const listing = (await office.api.send("POST", `${business}/listings`, {
      deal: "sell",
      kind: "apartment",
      city: "חיפה",
      street: "הרצל",
    })) as { id: string };
    const page = await signedIn(browser, paths.listing(office.slug, listing.id), office.person, viewport);
    const file = (name: string, size: number) => ({
      name,
      mimeType: "image/png",
      buffer: Buffer.from(aPng(size, size)),
    });
    await page.locator("input[type=file]").setInputFiles([file("1.png", 30), file("2.png", 40), file("3.png", 50)]);
    await page.getByText(t.photos.count(3, 20)).waitFor();
    const grid = page.getByRole("grid", { name: t.photos.title });
    const order = () => grid.locator("img").evaluateAll((all) => all.map((image) => image.getAttribute("width")));
    const [one, two, three] = await order();
    const seen = await everyOrder(grid);
    const stored = ordersStored(page);

    if (!viewport) {
      // With the mouse: the first behind the last.
      await grid
        .getByRole("row")
        .first()
        .dragTo(grid.getByRole("row").last(), { targetPosition: { x: 8, y: 40 } });
      await expect.poll(order).toEqual([two, three, one]);
      // From the keyboard, and back.
      await grid.getByRole("row").first().focus();
      for (const key of ["ArrowLeft", "ArrowLeft", "Tab"]) await page.keyboard.press(key);
      await page
        .locator(":focus")
        .and(page.getByLabel(t.photos.drag(t.photos.nth(3))))
        .waitFor();
      await page.keyboard.press("Enter");
      await page.locator(":focus[aria-roledescription]").waitFor();
      for (const key of ["Home", "Enter"]) await page.keyboard.press(key);
      await expect.poll(order).toEqual([one, two, three]);
    }
    const step = button(page, new RegExp(`^${t.photos.later}: ${t.photos.nth(1)}$`));
    await step.click();
    await expect.poll(order).toEqual([two, one, three]);
    // Answers to what was chosen before have not put them back in between.
    const chosen = [[two, one, three]];
    if (!viewport) chosen.unshift([two, three, one], [one, two, three]);
    await expect.poll(stored).toBe(chosen.length);
    expect(await seen()).toEqual(chosen);

    await button(page, new RegExp(`^${t.photos.describe}: ${t.photos.nth(1)}$`)).click();
    await page.getByRole("dialog").getByRole("textbox").fill("הסלון, עם יציאה למרפסת");
    await button(page, t.form.save).click();
    await grid.getByRole("img", { name: "הסלון, עם יציאה למרפסת" }).waitFor();
    // One is taken away only by who says so twice.
    await button(page, new RegExp(`^${t.photos.remove}: ${t.photos.nth(3)}$`)).click();
    await page
      .getByRole("alertdialog", { name: t.photos.removeTitle })
      .getByRole("button", { name: t.photos.remove })
      .click();
    await expect.poll(order).toEqual([two, one]);
    expect(await fits(page)).toBe(true);
    await button(page, t.share.create).click();
    const link = await page.getByRole("textbox", { name: t.share.link }).inputValue();
    const customer = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    await customer.goto(link);
    expect(await customer.getByRole("img", { name: "הסלון, עם יציאה למרפסת" }).isVisible()).toBe(true);
  });
});
