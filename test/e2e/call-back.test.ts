/** What an office does about its calls: rings back, says so, looks for some of them, makes a lead of a stranger. */
import { expect, test } from "vitest";
import { carmelCalls } from "../../dev/seed/carmel/calls.ts";
import { formatPhone } from "../../web/src/format/phone.ts";
import { dayKey } from "../../web/src/format/time.ts";
import { he } from "../../web/src/i18n/he.ts";
import { paths } from "../../web/src/paths.ts";
import { DESK, fileBrowser, PHONE, signedIn } from "./support/browser.ts";
import { MANAGER, nextBusiness, type TestBusiness } from "./support/businesses.ts";
import { newColleague } from "./support/colleagues.ts";
import { heardOut, manager, ring, seeded } from "./support/world.ts";

const browser = fileBrowser();

/** A caller who listens to the greeting and hangs up. */
async function abandoned(business: TestBusiness) {
  const call = ring(business);
  await heardOut(call);
  await call.hangUp();
  return manager.endedRecord(business.id, call.callSid);
}

test("a caller who hung up early is rung back, ticked off, seen so by a colleague, and taken back", async () => {
  const business = nextBusiness("callBack");
  const colleague = await newColleague(business);
  const mine = await signedIn(browser, paths.calls(business.slug), MANAGER, PHONE);
  const theirs = await signedIn(browser, paths.calls(business.slug), colleague, DESK);
  await theirs.getByRole("link", { name: he.live.state.open }).waitFor();
  const waiting = he.nav.callBacksWaiting(1, false);

  const { id } = await abandoned(business);
  const number = formatPhone(business.caller);
  const row = theirs.getByRole("listitem").filter({ hasText: number });
  await row.getByText(he.calls.abandoned).waitFor();
  await row.getByText(he.calls.callBack).waitFor();
  await row.getByText(he.calls.callerSilent).waitFor();
  const dial = row.getByRole("link", { name: number });
  expect(await dial.last().getAttribute("href")).toBe(`tel:${business.caller}`);
  await theirs.getByRole("navigation", { name: he.nav.main }).getByRole("link", { name: waiting }).waitFor();

  await mine.getByRole("link", { name: waiting }).first().waitFor();
  const filters = mine.getByRole("navigation", { name: he.calls.filterLabel });
  await filters.getByRole("link", { name: he.calls.filters["call-back"] }).click();
  await mine.getByRole("button", { name: he.calls.markCalledBack }).click();
  await mine.getByText(he.calls.empty["call-back"].title).waitFor();
  // The button has gone with its row; the next key goes on from the page's content.
  await mine.waitForFunction(() => document.activeElement?.id === "content");
  await mine.getByRole("link", { name: waiting }).first().waitFor({ state: "detached" });

  // Without a reload: the hub has told.
  await row.getByText(he.calls.calledBack).waitFor();
  await theirs
    .getByRole("navigation", { name: he.nav.main })
    .getByRole("link", { name: waiting })
    .waitFor({ state: "detached" });
  await row.getByRole("link").first().click();
  await theirs.waitForURL(`**${paths.call(business.slug, id)}`);
  await theirs.getByText(he.call.nothingToSumUp).waitFor();
  await theirs.getByRole("button", { name: he.call.undoCalledBack }).click();
  await theirs.getByText(he.call.callBackTitle).waitFor();
  await mine.getByRole("button", { name: he.calls.markCalledBack }).waitFor();
  await mine.getByRole("link", { name: waiting }).first().waitFor();
});

test("a stranger's call becomes a lead from its page, and its link can be passed on", async () => {
  const business = nextBusiness("callBack");
  const { id } = await abandoned(business);
  const page = await signedIn(browser, paths.call(business.slug, id), MANAGER);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: he.call.copyLink }).click();
  await page.getByText(he.call.linkCopied).waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());

  await page.getByRole("button", { name: he.call.makeLead.open }).click();
  await page.getByRole("dialog").getByRole("textbox").fill("יעל כהן");
  await page.getByRole("button", { name: he.call.makeLead.submit }).click();
  await page.getByRole("heading", { level: 1, name: "יעל כהן" }).waitFor();
  await page.getByRole("link", { name: he.call.toLead }).click();
  await page.getByRole("heading", { level: 1, name: "יעל כהן" }).waitFor();
  await page
    .getByRole("link", { name: formatPhone(business.caller) })
    .first()
    .waitFor();
});

test("a narrowed list stands in the address, and survives a reload", async () => {
  const business = nextBusiness("callBack");
  await abandoned(business);
  const page = await signedIn(browser, paths.calls(business.slug), MANAGER, DESK);
  const row = page.getByRole("listitem").filter({ hasText: formatPhone(business.caller) });
  const t = he.calls.narrowing;
  await row.waitFor();
  await page.getByRole("button", { name: t.title }).click();
  const today = dayKey(Date.now());
  await page.getByLabel(t.from).fill(today);
  await page.waitForURL(`**${paths.calls(business.slug, "all", { from: today })}`);
  await row.waitFor();
  await page.getByRole("button", { name: t.outcome }).click();
  await page.getByRole("option", { name: t.outcomes.handed_off }).click();
  await page.getByText(t.empty.title).waitFor();
  await page.reload();
  await page.getByText(t.empty.title).waitFor();
  expect(new URL(page.url()).search).toBe(`?from=${today}&outcome=handed_off`);
  await page.getByRole("button", { name: t.clear }).click();
  await row.waitFor();
});

test("the head of a call hides what scrolls under it; on paper are the call and the lead, and nothing to press", async () => {
  const page = await signedIn(browser, "/b/carmel/calls", seeded("manager@carmel.test"), DESK);
  const [newest] = carmelCalls;
  await page.getByRole("link", { name: newest?.summary ?? "" }).click();
  await page.getByRole("log", { name: he.call.transcript }).waitFor();
  const head = page.locator("header").filter({ has: page.getByRole("heading", { level: 1 }) });
  const colour = await head.evaluate((element) => getComputedStyle(element).backgroundColor);
  expect(colour).toMatch(/^rgb\(\d+, \d+, \d+\)$/);

  const pressed = () => page.getByRole("main").getByRole("button").filter({ visible: true }).count();
  const toLead = async () => {
    await page.getByRole("link", { name: he.call.toLead }).click();
    // Both pages have the same title.
    await page.waitForURL((url) => url.pathname.includes("/leads/"));
  };
  for (const open of [async () => {}, toLead]) {
    await open();
    await page.getByRole("heading", { level: 1, name: "מיכל שני" }).waitFor();
    await page.emulateMedia({ media: "print" });
    await page.getByRole("navigation", { name: he.nav.main }).first().waitFor({ state: "hidden" });
    await expect.poll(() => page.getByRole("main").innerText()).toContain("052-555-0201");
    await page.emulateMedia({ media: "screen" });
  }
  await page.goBack();
  await page.getByRole("log", { name: he.call.transcript }).waitFor();
  expect(await pressed()).toBeGreaterThan(0);
  await page.emulateMedia({ media: "print" });
  expect(await pressed()).toBe(0);
});
