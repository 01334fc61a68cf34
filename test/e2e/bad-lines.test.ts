/** The walks of an office on a line that is cut in the middle of a save, and on one of 50 kB/s. */
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { he } from "../../web/src/i18n/he.ts";
import { paths } from "../../web/src/paths.ts";
import { DESK, fileBrowser, fillSignIn, open, PHONE, signedIn } from "./support/browser.ts";
import { MANAGER, nextBusiness, waitingLead } from "./support/businesses.ts";
import { newColleague } from "./support/colleagues.ts";

const browser = fileBrowser();
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

/** The line is gone once the request is on its way: nobody knows whether it has arrived. */
async function cutOnce(page: Page, what: RegExp): Promise<() => Promise<void>> {
  await page.route(what, async (route) => {
    if (route.request().method() === "GET") return route.fallback();
    await page.context().setOffline(true);
    return route.abort("internetdisconnected");
  });
  return async () => {
    await page.unroute(what);
    await page.context().setOffline(false);
  };
}

/** Requests that change something, by what they ask. */
function writes(page: Page): string[] {
  const seen: string[] = [];
  page.on("request", (request) => {
    if (request.method() !== "GET") seen.push(`${request.method()} ${new URL(request.url()).pathname}`);
  });
  return seen;
}

const SLOW = { offline: false, latency: 300, downloadThroughput: 50_000, uploadThroughput: 50_000 };

async function slowedDown(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.emulateNetworkConditions", SLOW);
}

/** How far things have jumped that stood there already, as browsers measure it (Cumulative Layout Shift, good to 0.1). */
const WATCH_JUMPS = `
  window.jumped = 0;
  window.jumps = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) {
      window.jumped += entry.value;
      // What moved, for who reads of a failure.
      const moved = ({ node, previousRect, currentRect }) =>
        (node?.outerHTML ?? "gone").slice(0, 160) + " from " + Math.round(previousRect.y) + " to " + Math.round(currentRect.y);
      window.jumps.push([location.pathname, entry.value.toFixed(3), ...entry.sources.map(moved)]);
    }
  }).observe({ type: "layout-shift", buffered: true });
`;
const GOOD_SHIFT = 0.1;

describe.each([
  ["a phone", PHONE],
  ["a desk", DESK],
])("on %s", (_, view) => {
  test("the line is cut while somebody signs in: it says so, keeps what was typed, and lets them in later", async () => {
    const person = await newColleague(nextBusiness("lines"));
    const page = await open(browser, "/sign-in", view);
    await page.getByRole("heading", { name: he.auth.title }).waitFor();
    const mend = await cutOnce(page, /\/api\/auth\/login$/);
    await fillSignIn(page, person.email, person.password);
    await page.getByText(he.errors.offline).waitFor();
    expect(await page.getByLabel(he.auth.email).inputValue()).toBe(person.email);
    expect(await page.getByLabel(he.auth.password, { exact: true }).inputValue()).toBe(person.password);
    await mend();
    await button(page, he.auth.submit).click();
    await page.getByRole("heading", { name: he.calls.title, level: 1 }).waitFor();
  });

  test("the line is cut in mid-save of the settings, and of an invitation: nothing typed is lost", async () => {
    const office = nextBusiness("lines");
    const page = await signedIn(browser, paths.settings(office.slug), MANAGER, view);
    const name = page.getByLabel(he.settings.assistantName, { exact: true });
    await name.fill("נועם");
    const mendSettings = await cutOnce(page, /\/settings$/);
    await button(page, he.settings.save).click();
    await page.getByText(he.errors.offline).first().waitFor();
    expect(await name.inputValue()).toBe("נועם");
    await mendSettings();
    await button(page, he.settings.save).click();
    await page.getByText(he.settings.saved, { exact: true }).waitFor();

    await page.goto(paths.people(office.slug));
    await button(page, he.people.invite).click();
    const email = page.getByLabel(he.people.inviteDialog.email);
    await email.fill(`cut@${office.slug}.test`);
    const mend = await cutOnce(page, /\/people\/invitations$/);
    await button(page, he.people.inviteDialog.submit).click();
    await page.getByText(he.errors.offline).first().waitFor();
    expect(await email.inputValue()).toBe(`cut@${office.slug}.test`);
    await mend();
    await button(page, he.people.inviteDialog.submit).click();
    await page.getByRole("textbox", { name: he.people.link.label }).waitFor();
  });

  test("on a slow line each page says that it is on its way, and nothing jumps when it comes", async () => {
    const office = nextBusiness("lines");
    const lead = waitingLead(office);
    // Somebody with a quiet account: support acts as the manager in other walks, which a notice above the page tells of.
    const page = await signedIn(browser, paths.calls(office.slug), await newColleague(office), view);
    await page.getByRole("main").getByText(lead.name).first().waitFor();
    await slowedDown(page);
    await page.evaluate(WATCH_JUMPS);
    const onItsWay = page.getByRole("progressbar", { name: he.common.loading }).or(page.getByText(he.common.loading));

    await page.getByRole("link", { name: he.nav.leads, exact: true }).first().click();
    await onItsWay.first().waitFor({ state: "attached" });
    // Until it comes the calls stand there, with the same names.
    await page.getByRole("heading", { level: 1, name: he.leads.title }).waitFor();
    const row = page.getByRole("main").getByRole("link", { name: new RegExp(lead.name) });
    await row.first().click();
    await onItsWay.first().waitFor({ state: "attached" });
    await page.getByRole("heading", { name: he.leads.assignee.title }).waitFor();
    await onItsWay.first().waitFor({ state: "detached" });
    await page.goBack();
    await page.getByRole("link", { name: he.nav.calls, exact: true }).click();
    await page
      .getByRole("main")
      .getByRole("link", { name: new RegExp(lead.name) })
      .first()
      .click();
    await page.getByRole("heading", { level: 1, name: lead.name }).waitFor();
    await onItsWay.first().waitFor({ state: "detached" });
    const jumps = JSON.stringify(await page.evaluate("window.jumps"), null, 1);
    expect(await page.evaluate<number>("window.jumped"), jumps).toBeLessThan(GOOD_SHIFT);
  });

  test("on a slow line what is pressed twice is sent once", async () => {
    const office = nextBusiness("lines");
    const page = await signedIn(browser, paths.settings(office.slug), MANAGER, view);
    await page.getByLabel(he.settings.assistantName, { exact: true }).fill("נועם");
    await slowedDown(page);
    const sent = writes(page);
    await page.locator("button[type=submit]").first().dblclick();
    await page.getByText(he.settings.saved, { exact: true }).waitFor();
    const settings = `PATCH /api/businesses/${office.id}/settings`;
    expect(sent.filter((each) => each === settings)).toHaveLength(1);

    await page.goto(paths.people(office.slug));
    await button(page, he.people.invite).click();
    const email = page.getByLabel(he.people.inviteDialog.email);
    await email.fill(`twice@${office.slug}.test`);
    await email.press("Enter");
    await email.press("Enter");
    await page.getByRole("textbox", { name: he.people.link.label }).waitFor();
    expect(sent.filter((each) => each.endsWith("/people/invitations"))).toHaveLength(1);
  });
});
