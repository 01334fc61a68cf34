/** What a caller said of a lead whose number they only spoke: it changes nothing until somebody decides. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { he } from "../../web/src/i18n/he.ts";
import { paths } from "../../web/src/paths.ts";
import { DESK, fileBrowser, PHONE, signedIn } from "./support/browser.ts";
import { nextBusiness, PROPOSAL, waitingLead } from "./support/businesses.ts";
import { newColleague } from "./support/colleagues.ts";

const t = he.leads.proposals;
const browser = fileBrowser();

const sectionOf = (page: Page) => page.locator("section").filter({ has: page.getByRole("heading", { name: t.title }) });

test.each([
  { where: "a phone", view: PHONE, decision: "applied", name: PROPOSAL.name },
  { where: "a desk", view: DESK, decision: "applied", name: PROPOSAL.name },
  { where: "a phone", view: PHONE, decision: "dismissed", name: null },
  { where: "a desk", view: DESK, decision: "dismissed", name: null },
] as const)(
  "on $where what was said is $decision, seen so by a colleague at once, and stands in the log",
  async ({ view, decision, name }) => {
    const office = nextBusiness("proposals");
    const lead = waitingLead(office);
    const before = { level: 1, name: lead.name, exact: true };
    const after = { level: 1, name: name ?? lead.name, exact: true };
    const person = await newColleague(office, { role: "manager", name: "רון שגיא" });
    const page = await signedIn(browser, paths.lead(office.slug, lead.id), person, view);
    const colleague = await newColleague(office);
    const theirs = await signedIn(browser, paths.lead(office.slug, lead.id), colleague, DESK);
    await theirs.getByRole("heading", before).waitFor();

    await page.getByRole("heading", before).waitFor();
    const section = sectionOf(page);
    await section.getByText(PROPOSAL.area).waitFor();
    await section.getByText(PROPOSAL.notes).waitFor();
    await section.getByRole("button", { name: decision === "applied" ? t.apply : t.dismiss, exact: true }).click();
    await page.getByText(t.done[decision], { exact: true }).waitFor();
    await page.getByRole("heading", after).waitFor();
    const decided = new RegExp(t.decided[decision]("רון שגיא", "").trim().replace(/,$/, ""));
    await section.getByText(decided).waitFor();
    const takeBack = section.getByRole("button", { name: t.reopen, exact: true });
    expect(await section.getByRole("button").count()).toBe(decision === "applied" ? 0 : 1);
    // The button is gone; the focus is where it stood.
    await page.waitForFunction(() => document.activeElement !== document.body);
    expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);

    await theirs.getByRole("heading", after).waitFor();
    await sectionOf(theirs).getByText(decided).waitFor();
    if (decision === "dismissed") {
      await takeBack.click();
      await page.getByText(t.done.reopened).waitFor();
      await section.getByRole("button", { name: t.dismiss, exact: true }).waitFor();
      await sectionOf(theirs).getByText(decided).waitFor({ state: "detached" });
      await page.waitForFunction(() => document.activeElement !== document.body);
    }
    await page.goto(paths.audit(office.slug));
    const line = he.audit.sentences[decision === "applied" ? "lead.proposal_applied" : "lead.proposal_dismissed"]("");
    await page
      .getByText(line.trim().split("  ")[0] ?? "")
      .first()
      .waitFor();
  },
);
