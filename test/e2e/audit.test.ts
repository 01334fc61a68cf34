/** The audit log on the screen: who did what, as whom, when and from where. */
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { PAGE_LIMIT_DEFAULT } from "../../core/contract/paging.ts";
import { he } from "../../web/src/i18n/he.ts";
import { DESK, launchBrowser, PHONE, signedIn } from "./support/browser.ts";
import { MANAGER, nextBusiness } from "./support/businesses.ts";
import { newColleague, managerApi, userIdOf } from "./support/colleagues.ts";
import { manager } from "./support/world.ts";

const MANAGER_NAME = "מנהלת הניסיונות";

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});

afterAll(() => browser?.close());

/** Names in sentences are set apart by signs that nobody sees. */
const line = (page: Page, ...words: string[]) =>
  words.reduce((found, text) => found.filter({ hasText: text }), page.getByRole("main").getByRole("listitem"));

test.each([
  ["a desk", DESK],
  ["a phone", PHONE],
])(
  "tells in sentences what was done to people and settings, and what exactly when it is opened (on %s)",
  async (_, view) => {
    const office = nextBusiness("audit");
    const person = await newColleague(office, { name: "רון שגיא" });
    await (
      await managerApi()
    ).send("PATCH", `/api/businesses/${office.id}/people/${await userIdOf(person)}`, {
      role: "manager",
    });
    await manager.changeSettings(office.id, { assistantName: "גיא" });

    const page = await signedIn(browser, `/b/${office.slug}/audit`, person, view);
    await page.getByRole("heading", { name: he.time.today, level: 2 }).waitFor();
    await line(page, "נשלחה הזמנה לצוות", person.email, MANAGER_NAME).waitFor();
    await line(page, "הצטרפות לצוות", "רון שגיא").waitFor();
    await line(page, "רון שגיא", he.people.role.business, he.people.role.manager).waitFor();

    const settings = line(page, he.audit.sentences["settings.changed"](""), MANAGER_NAME);
    const before = settings.getByText(he.settings.assistantName);
    expect(await before.isVisible()).toBe(false);
    await settings.locator("summary").press("Enter");
    await before.waitFor();
    expect((await settings.innerText()).replace(/[\u2066-\u2069]/g, "")).toContain("ניסוי ← גיא");
    await settings.getByText(he.audit.facts.address).waitFor();
  },
);

test("is read on, page by page, to its beginning", async () => {
  const office = nextBusiness("audit");
  const changes = PAGE_LIMIT_DEFAULT + 3;
  for (let index = 0; index < changes; index++)
    await manager.changeSettings(office.id, { assistantName: `שם ${index}` });
  const page = await signedIn(browser, `/b/${office.slug}/audit`, MANAGER);
  const lines = line(page, he.audit.sentences["settings.changed"](""));
  await lines.nth(PAGE_LIMIT_DEFAULT - 1).waitFor();
  expect(await lines.count()).toBe(PAGE_LIMIT_DEFAULT);
  await page.getByRole("button", { name: he.common.loadMore }).click();
  await page.getByText(he.audit.end).waitFor();
  expect(await lines.count()).toBe(changes);
});

test("is a manager's to read", async () => {
  const office = nextBusiness("audit");
  const agent = await newColleague(office);
  const page = await signedIn(browser, `/b/${office.slug}/audit`, agent);
  await page.getByRole("heading", { name: he.pages.forbiddenTitle }).waitFor();
});

test("of a business in which nothing was done says so", async () => {
  const office = nextBusiness("audit");
  const page = await signedIn(browser, `/b/${office.slug}/audit`, MANAGER);
  await page.getByRole("heading", { name: he.audit.empty.title }).waitFor();
});
