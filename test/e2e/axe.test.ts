/** No page of the dashboard has a fault that axe knows of: on a phone and on a desk, in light and, on the desk, in dark. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { seedId } from "../../dev/seed/ids.ts";
import { forms } from "../../web/src/i18n/he/forms.ts";
import { he } from "../../web/src/i18n/he.ts";
import { DESK, launchBrowser, PHONE, signedIn, untilLoaded } from "./support/browser.ts";
import { LONER, MANAGER, nextBusiness } from "./support/businesses.ts";
import { addressOf, invite, managerApi, newColleague, resetLink, userIdOf } from "./support/colleagues.ts";
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

test.each(["/f/carmel", "/f/carmel?sent", "/f/no-such-form"])(
  "%s, which is no page of the dashboard",
  async (address) => {
    const page = await (await contextOf("nobody")).newPage();
    await page.goto(address);
    expect(await faultsOf(page)).toEqual([]);
  },
);

test("a form of an agency that comes back with faults", async () => {
  const page = await (await contextOf("nobody")).newPage();
  await page.goto("/f/carmel");
  await page.locator("#name").fill("דנה לוי");
  await page.locator("#phone").fill("אין לי");
  await page.locator("#rooms").fill("הרבה");
  await page.locator("[name=consent]").check();
  await page.getByRole("button").click();
  await page.locator("[aria-invalid=true]").nth(1).waitFor();
  expect(await faultsOf(page)).toEqual([]);
});

const ACTIONS = new RegExp(he.people.actionsFor(""));
const CARMEL_ADMIN = `/admin/businesses/${seedId("business/carmel")}`;

test.each<{ visitor: Visitor; address: string; opener: string }>([
  { visitor: "manager", address: "/b/carmel/people", opener: he.people.invite },
  { visitor: "manager", address: "/b/carmel/settings/leads", opener: he.statuses.add },
  { visitor: "manager", address: "/b/carmel/settings/forms", opener: forms.add },
  { visitor: "manager", address: "/b/carmel/settings/forms", opener: forms.shareOf("אתר הבית") },
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

type Filling = (page: Page) => Promise<unknown>;

const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).last().click();
const submits =
  (name: string): Filling =>
  (page) =>
    press(page, name);
/** A dialog whose form is sent as it stands. */
const opens =
  (opener: string, submit: string): Filling =>
  async (page) => {
    await page.getByRole("button", { name: opener, exact: true }).first().click();
    await page.getByRole("dialog").waitFor();
    await page.getByRole("dialog").getByRole("button", { name: submit, exact: true }).click();
  };

const { admin } = he;

/** Every form of the product, filled in as it must not be. */
const REFUSED: { form: string; visitor: Visitor; address: string; fill: Filling }[] = [
  { form: "the door", visitor: "nobody", address: "/sign-in", fill: submits(he.auth.submit) },
  { form: "a forgotten password", visitor: "nobody", address: "/forgot", fill: submits(he.auth.forgot.submit) },
  {
    form: "one's name",
    visitor: "loner",
    address: "/account",
    fill: async (page) => {
      await page.getByLabel(he.account.name, { exact: true }).fill("");
      await press(page, he.account.saveName);
    },
  },
  { form: "one's password", visitor: "loner", address: "/account", fill: submits(he.account.changePassword) },
  {
    form: "an invitation",
    visitor: "manager",
    address: "/b/carmel/people",
    fill: opens(he.people.invite, he.people.inviteDialog.submit),
  },
  {
    form: "the assistant",
    visitor: "manager",
    address: "/b/carmel/settings",
    fill: async (page) => {
      await page.getByLabel(he.settings.assistantName, { exact: true }).fill("");
      await page.getByLabel(he.settings.handoffPhone, { exact: true }).fill("12");
      await page.getByText(he.settings.advanced, { exact: true }).click();
      await page.getByRole("textbox", { name: he.settings.maxCall }).fill("999");
      await page.keyboard.press("Tab");
      await press(page, he.settings.save);
    },
  },
  {
    form: "a logo",
    visitor: "manager",
    address: "/b/carmel/settings?part=office",
    fill: (page) =>
      page
        .locator("input[type=file]")
        .setInputFiles({ name: "logo.png", mimeType: "", buffer: Buffer.from("no picture") }),
  },
  {
    form: "a lead of a call",
    visitor: "manager",
    address: `/b/carmel/calls/${seedId("call/carmel/silent-caller")}`,
    fill: async (page) => {
      await press(page, he.call.makeLead.open);
      await page.getByRole("dialog").getByRole("textbox").fill("א".repeat(81));
      await press(page, he.call.makeLead.submit);
    },
  },
  {
    form: "a form for the public",
    visitor: "manager",
    address: "/b/carmel/settings/forms",
    fill: opens(forms.add, forms.form.submit),
  },
  {
    form: "a new business",
    visitor: "admin",
    address: "/admin/businesses/new",
    fill: submits(admin.newBusiness.submit),
  },
  {
    form: "a business's name",
    visitor: "admin",
    address: CARMEL_ADMIN,
    fill: async (page) => {
      await press(page, admin.business.rename);
      await page.getByRole("dialog").getByRole("textbox").fill("");
      await press(page, admin.business.save);
    },
  },
  {
    form: "a suspension",
    visitor: "admin",
    address: CARMEL_ADMIN,
    fill: opens(admin.suspension.suspend, admin.suspension.confirm),
  },
  {
    form: "entering as somebody",
    visitor: "admin",
    address: CARMEL_ADMIN,
    fill: opens(admin.enterAs.action, admin.enterAs.confirm),
  },
  {
    form: "a link to an account",
    visitor: "admin",
    address: CARMEL_ADMIN,
    fill: opens(he.people.reset.action, he.people.reset.submit),
  },
  {
    form: "a number",
    visitor: "admin",
    address: "/admin/numbers",
    fill: opens(admin.numbers.assign, admin.numbers.confirm),
  },
];

test.each(REFUSED)("a refused form: $form", async ({ visitor, address, fill }) => {
  const page = await visit(visitor, address);
  await fill(page);
  await page.locator("[aria-invalid=true], [role=alert]:not(:empty)").first().waitFor();
  expect(await faultsOf(page)).toEqual([]);
});

test("refused forms behind links: an invitation, and a new password", async () => {
  const office = nextBusiness("axe");
  const { link } = await invite(await managerApi(), office.id, { email: `new@${office.slug}.test`, role: "business" });
  const invited = await visit("nobody", addressOf(link));
  await press(invited, he.auth.invitation.accept);
  await invited.locator("[aria-invalid=true]").first().waitFor();
  expect(await faultsOf(invited)).toEqual([]);

  const person = await newColleague(office);
  const reset = await resetLink(await managerApi(), office.id, await userIdOf(person));
  const page = await visit("nobody", addressOf(reset));
  await page.getByLabel(he.auth.newPassword.label, { exact: true }).fill("קצרה");
  await press(page, he.auth.reset.submit);
  await page.getByText(he.auth.newPassword.tooShort(10)).waitFor();
  expect(await faultsOf(page)).toEqual([]);
});

test("the door with a wrong password", async () => {
  const page = await visit("nobody", "/sign-in");
  await page.getByLabel(he.auth.email).fill("somebody@nowhere.test");
  await page.getByLabel(he.auth.password, { exact: true }).fill("wrong password");
  await press(page, he.auth.submit);
  await page.getByText(he.errors.invalid_credentials).waitFor();
  expect(await faultsOf(page)).toEqual([]);
});
