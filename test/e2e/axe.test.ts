/** No page of the dashboard has a fault that axe knows of: on a phone and on a desk, in light and, on the desk, in dark. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { seedId } from "../../dev/seed/ids.ts";
import { he } from "../../web/src/i18n/he.ts";
import { DESK, launchBrowser, PHONE, signedIn, untilLoaded } from "./support/browser.ts";
import { LONER, MANAGER } from "./support/businesses.ts";
import { enterAs } from "./support/impersonation.ts";
import { PAGES, type Visitor } from "./support/pages.ts";
import { product, seeded } from "./support/world.ts";

/** Compiled anew in each page: the short form. */
const AXE = readFileSync(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");

const PEOPLE: Record<Exclude<Visitor, "nobody">, { email: string; password: string }> = {
  loner: LONER,
  tester: MANAGER,
  agent: seeded("agent@carmel.test"),
  manager: seeded("manager@carmel.test"),
  admin: seeded("admin@agentlocator.test"),
};

type State = Awaited<ReturnType<BrowserContext["storageState"]>>;

let browser: Browser;
const states = new Map<Visitor, State>();

beforeAll(async () => {
  browser = await launchBrowser();
  for (const visitor of Object.keys(PEOPLE) as Array<keyof typeof PEOPLE>) {
    const page = await signedIn(browser, "/account", PEOPLE[visitor]);
    states.set(visitor, await page.context().storageState());
    await page.context().close();
  }
});

afterEach(async () => {
  for (const context of browser.contexts()) for (const page of context.pages()) await page.close();
});

afterAll(() => browser?.close());

/** One for all pages of a person: what the browser has compiled once it need not compile again. */
const contexts = new Map<Visitor, BrowserContext>();

async function contextOf(visitor: Visitor): Promise<BrowserContext> {
  const known = contexts.get(visitor);
  if (known) return known;
  const state = states.get(visitor);
  const context = await browser.newContext({
    baseURL: product.url,
    viewport: DESK,
    locale: "he-IL",
    // What is half faded in has half of its contrast.
    reducedMotion: "reduce",
    ...(state && { storageState: state }),
  });
  contexts.set(visitor, context);
  return context;
}

async function visit(visitor: Visitor, address: string, viewport = DESK): Promise<Page> {
  const page = await (await contextOf(visitor)).newPage();
  await page.setViewportSize(viewport);
  await page.goto(address);
  // The page of the design system shows for ever what loading looks like.
  if (address === "/design") await page.getByRole("heading", { name: he.design.title }).waitFor();
  else await untilLoaded(page);
  return page;
}

/** A colour that is on its way to another is neither. Animations that never end are not waited for. */
async function untilStill(): Promise<void> {
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  const finite = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
  await Promise.allSettled(finite.map(({ finished }) => finished));
}

/** In the dark only the colours are others, and they are the same at every width. */
const LOOKS = [
  { where: "phone", viewport: PHONE, colorScheme: "light", rules: "" },
  { where: "desk", viewport: DESK, colorScheme: "light", rules: "" },
  { where: "dark desk", viewport: DESK, colorScheme: "dark", rules: "runOnly: ['color-contrast']," },
] as const;
type Where = (typeof LOOKS)[number]["where"];

type Faults = { violations: string[]; passed: number };

/** Of all that axe tells, only what is read here leaves the page: the elements that passed are thousands. */
const checked = (rules: string) => `axe.run(document, { ${rules} resultTypes: ["violations"] }).then((result) => ({
  passed: result.passes.length,
  violations: result.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => id + ": " + html.slice(0, 200) + " " + failureSummary)),
}))`;

/** Each as "where: rule: element". */
async function faultsOf(page: Page, wheres: readonly Where[] = LOOKS.map(({ where }) => where)): Promise<string[]> {
  const found: string[] = [];
  // As the developer tools would: the page's own policy lets no foreign script in.
  await page.evaluate(AXE);
  for (const { where, viewport, colorScheme, rules } of LOOKS) {
    if (!wheres.includes(where)) continue;
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    await page.evaluate(untilStill);
    const { violations, passed } = await page.evaluate<Faults>(checked(rules));
    expect(passed).toBeGreaterThan(0);
    found.push(...violations.map((fault) => `${where}: ${fault}`));
  }
  return found;
}

test.each(PAGES)("$address, as $visitor", async ({ visitor, address }) => {
  expect(await faultsOf(await visit(visitor, address))).toEqual([]);
});

const ACTIONS = new RegExp(he.people.actionsFor(""));
const CARMEL_ADMIN = `/admin/businesses/${seedId("business/carmel")}`;

test.each<{ visitor: Visitor; address: string; opener: string }>([
  { visitor: "manager", address: "/b/carmel/people", opener: he.people.invite },
  { visitor: "admin", address: CARMEL_ADMIN, opener: he.admin.business.rename },
  { visitor: "admin", address: CARMEL_ADMIN, opener: he.admin.suspension.suspend },
  { visitor: "admin", address: "/admin/numbers", opener: he.admin.numbers.assign },
])("the dialog behind ״$opener״ on $address", async ({ visitor, address, opener }) => {
  const page = await visit(visitor, address);
  await page.getByRole("button", { name: opener, exact: true }).first().click();
  await page.getByRole("dialog").or(page.getByRole("alertdialog")).waitFor();
  expect(await faultsOf(page)).toEqual([]);
});

test.each([he.people.changeRole.action, he.people.remove.action])("the question behind ״%s״", async (action) => {
  const page = await visit("manager", "/b/carmel/people");
  await page.getByRole("row", { name: "agent@carmel.test" }).getByRole("button", { name: ACTIONS }).click();
  await page.getByRole("menuitem", { name: action }).click();
  await page.getByRole("alertdialog").waitFor();
  expect(await faultsOf(page)).toEqual([]);
});

test("the search palette with what it found", async () => {
  const page = await visit("manager", "/b/carmel/calls");
  await page.getByRole("button", { name: he.palette.open }).click();
  await page.getByRole("searchbox", { name: he.palette.label }).fill("מיכל");
  await page.getByRole("option").first().waitFor();
  expect(await faultsOf(page)).toEqual([]);
});

test("the banner of somebody who is here in another's name", async () => {
  const page = await visit("admin", "/admin");
  // The cookies of this context are another's from here on.
  contexts.delete("admin");
  await enterAs(page, { businessId: seedId("business/carmel"), userId: seedId("user/agent@carmel.test") });
  await page.goto("/b/carmel/leads");
  await page.getByRole("button", { name: he.shell.impersonation.leave, exact: true }).waitFor();
  await untilLoaded(page);
  expect(await faultsOf(page)).toEqual([]);
});

test("the phone's menu", async () => {
  const page = await visit("manager", "/b/carmel/calls", PHONE);
  await page.getByRole("button", { name: he.shell.more, exact: true }).click();
  await page.getByRole("dialog", { name: he.shell.moreTitle }).waitFor();
  expect(await faultsOf(page, ["phone"])).toEqual([]);
});

test("the menus of the desk", async () => {
  const page = await visit("tester", `/b/e2e-screen-0/calls`);
  await page.getByRole("button", { name: he.nav.account }).click();
  await page.getByRole("menu").waitFor();
  expect(await faultsOf(page, ["desk", "dark desk"])).toEqual([]);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: he.shell.places }).click();
  await page.getByRole("menu").waitFor();
  expect(await faultsOf(page, ["desk", "dark desk"])).toEqual([]);
});
