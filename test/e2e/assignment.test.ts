/** A lead changes hands while its people look at it. */
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { formatPhone } from "../../web/src/format/phone.ts";
import { he } from "../../web/src/i18n/he.ts";
import { DESK, fileBrowser, PHONE, signedIn } from "./support/browser.ts";
import { MANAGER, nextBusiness, waitingLead } from "./support/businesses.ts";
import { managerApi, newColleague } from "./support/colleagues.ts";

const browser = fileBrowser();

const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name, exact: true });
const assignee = (page: Page) => page.getByRole("button", { name: he.leads.assignee.label });
const listens = (page: Page) => page.getByRole("link", { name: he.live.state.open }).waitFor();

async function give(page: Page, to: string): Promise<void> {
  await assignee(page).click();
  await page.getByRole("option", { name: to }).click();
}

/** An agent who sees only their own, and the manager at the page of a lead that waits for somebody. */
async function anOffice(view: typeof DESK) {
  const office = nextBusiness("assignment");
  await (await managerApi()).send("PATCH", `/api/businesses/${office.id}/policy`, { agentsSee: "own" });
  const agent = await newColleague(office, { name: "נועה כץ" });
  const lead = waitingLead(office);
  const theirs = await signedIn(browser, `/b/${office.slug}/leads`, agent, view);
  await theirs.getByText(he.leads.emptyMine.title).waitFor();
  const page = await signedIn(browser, `/b/${office.slug}/leads/${lead.id}`, MANAGER);
  await heading(page, lead.name).waitFor();
  return { office, agent, lead, page, theirs };
}

describe("a lead that changes hands", () => {
  test.each([
    ["a desk", DESK],
    ["a phone", PHONE],
  ])("comes to its agent's list and leaves every screen of theirs without a reload (on %s)", async (where, view) => {
    const { lead, page, theirs, agent, office } = await anOffice(view);
    if (where === "a desk") await listens(theirs);
    await give(page, agent.name);
    await theirs.getByRole("link", { name: lead.name }).click();
    await heading(theirs, lead.name).waitFor();
    await theirs.getByText(formatPhone(lead.phone)).first().waitFor();

    // Asked for in vain from now on: what leaves the screen leaves it because of what the hub says.
    await theirs.route("**/api/businesses/**", (route) => route.abort());
    await give(page, he.leads.assignee.nobody);
    await heading(theirs, he.leads.notYours.title).waitFor();
    expect(await theirs.locator("body").innerText()).not.toContain(formatPhone(lead.phone));
    await theirs.unroute("**/api/businesses/**");
    await theirs.getByRole("link", { name: he.leads.notYours.next }).click();
    await theirs.getByText(he.leads.emptyMine.title).waitFor();

    // Their calls, too: the list fills and empties while it is looked at.
    await theirs.goto(`/b/${office.slug}/calls`);
    await theirs.getByText(he.calls.emptyOwn.all.title).waitFor();
    if (where === "a desk") await listens(theirs);
    await give(page, agent.name);
    await theirs.getByRole("link", { name: lead.name }).waitFor();
    await give(page, he.leads.assignee.nobody);
    await theirs.getByText(he.calls.emptyOwn.all.title).waitFor();
  });

  test("a choice made while the one before it is still being saved is saved after it", async () => {
    const { page, theirs, lead, agent } = await anOffice(DESK);
    await listens(theirs);
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route(
      "**/assignee",
      async (route) => {
        await held;
        await route.continue();
      },
      { times: 1 },
    );
    const saved: Array<string | null> = [];
    page.on("request", (request) => {
      if (request.method() === "PUT") saved.push((request.postDataJSON() as { userId: string | null }).userId);
    });
    await give(page, agent.name);
    await page.getByText(he.leads.assignee.saving).waitFor();
    await give(page, he.leads.assignee.nobody);
    await give(page, agent.name);
    await give(page, he.leads.assignee.nobody);
    release();
    await page.getByText(he.leads.assignee.freed(lead.name)).waitFor();
    expect(saved).toHaveLength(4);
    expect(saved.map((userId) => userId === null)).toEqual([false, true, false, true]);
    await page.reload();
    await assignee(page).getByText(he.leads.assignee.nobody).waitFor();
    await theirs.getByText(he.leads.emptyMine.title).waitFor();
  });
});
