/** The audit log on the screen: who did what, as whom, when and from where. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { PAGE_LIMIT_DEFAULT } from "../../core/contract/paging.ts";
import { he } from "../../web/src/i18n/he.ts";
import { DESK, fileBrowser, PHONE, signedIn } from "./support/browser.ts";
import { MANAGER, nextBusiness } from "./support/businesses.ts";
import { newColleague, managerApi, userIdOf } from "./support/colleagues.ts";
import { manager } from "./support/world.ts";

const MANAGER_NAME = "מנהלת הניסיונות";

const browser = fileBrowser();

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
    await line(page, "נוצרה הזמנה לצוות", person.email, MANAGER_NAME).waitFor();
    await line(page, "הצטרפות לצוות", "רון שגיא").waitFor();
    await line(page, "רון שגיא", he.people.role.business, he.people.role.manager).waitFor();

    const settings = line(page, he.audit.sentences["settings.changed"](""), MANAGER_NAME);
    const before = settings.getByText(he.settings.assistantName, { exact: true });
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
  // One after the other, to the same field: they are told as one, with each of them inside.
  const lines = line(page, he.audit.sentences["settings.changed"](""), he.settings.assistantName);
  await lines.getByText(he.audit.inGroup(PAGE_LIMIT_DEFAULT)).waitFor();
  await page.getByRole("button", { name: he.common.loadMore }).click();
  await page.getByText(he.audit.end).waitFor();
  await lines.getByText(he.audit.inGroup(changes)).waitFor();
  expect(await lines.count()).toBe(1);
  await lines.locator("summary").press("Enter");
  await lines.getByText("שם 0").first().waitFor();
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

test("is narrowed to a person, a kind and days, which stand in the address", async () => {
  const office = nextBusiness("audit");
  const person = await newColleague(office, { name: "רון שגיא", role: "manager" });
  await person.api.send("PATCH", `/api/businesses/${office.id}/policy`, { agentsSee: "own" });
  const page = await signedIn(browser, `/b/${office.slug}/audit`, MANAGER);
  const policy = line(page, he.audit.sentences["policy.changed"](""), he.settings.policy.agentsSee);
  const invited = line(page, person.email).filter({ hasText: he.audit.sentences["person.invited"]("").trim() });
  await policy.waitFor();
  await invited.waitFor();
  const t = he.audit.filter;
  const choose = async (label: string, option: string) => {
    await page.getByRole("button", { name: label }).click();
    await page.getByRole("option", { name: option, exact: true }).click();
  };
  await choose(t.person, "רון שגיא");
  await invited.waitFor({ state: "detached" });
  await policy.waitFor();
  await choose(t.kind, t.kinds.leads);
  await page.getByText(he.audit.noneFound.title).waitFor();
  await choose(t.kind, t.kinds.settings);
  await policy.waitFor();
  const address = new URL(page.url());
  expect(address.searchParams.get("kind")).toBe("settings");
  await page.reload();
  await policy.waitFor();
  expect(await invited.count()).toBe(0);
  await page.getByLabel(t.to).fill("2020-01-01");
  await page.getByText(he.audit.noneFound.title).waitFor();
  await page.getByRole("button", { name: t.clear }).click();
  await invited.waitFor();
  expect(new URL(page.url()).search).toBe("");

  await policy.locator("summary").press("Enter");
  await policy.getByRole("link").click();
  await invited.waitFor({ state: "detached" });
});
