/** Whatever opens over a page, or in its place, gives the focus back to what opened it; never to nothing. */
import type { Locator, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { businessCreatedSchema } from "../../core/admin/wire.ts";
import { PAGE_LIMIT_DEFAULT } from "../../core/contract/paging.ts";
import { seedId } from "../../dev/seed/ids.ts";
import { he } from "../../web/src/i18n/he.ts";
import { png } from "../support/pictures.ts";
import { ApiSession } from "./support/api-session.ts";
import { DESK, fileBrowser, PHONE, signedIn, untilLoaded } from "./support/browser.ts";
import { MANAGER, nextBusiness, SUSPENDED } from "./support/businesses.ts";
import { invite, managerApi, newColleague } from "./support/colleagues.ts";
import { manager, product, seeded } from "./support/world.ts";

const browser = fileBrowser();

const BOSS = seeded("manager@carmel.test");
const ADMIN = seeded("admin@agentlocator.test");
const CARMEL = `/admin/businesses/${seedId("business/carmel")}`;

const button = (within: Page | Locator, name: string) => within.getByRole("button", { name, exact: true });

/** Without the signs that nobody sees: what it is, and its name. */
const FOCUSED = `(() => {
  const { activeElement: at } = document;
  return at.tagName.toLowerCase() + ": " + (at.getAttribute("aria-label") ?? at.textContent ?? "").trim().slice(0, 60);
})()`;

async function hasFocus(opener: Locator): Promise<void> {
  const page = opener.page();
  const holds = () => opener.evaluate((element) => element === document.activeElement).catch(() => false);
  await expect.poll(async () => (await holds()) || page.evaluate<string>(FOCUSED), { timeout: 4_000 }).toBe(true);
}

/** In the page and on a place that can be told from others, when what had the focus is gone. */
async function standsIn(place: Locator): Promise<void> {
  const page = place.page();
  const holds = () => place.evaluate((element) => element.contains(document.activeElement)).catch(() => false);
  await expect.poll(async () => (await holds()) || page.evaluate<string>(FOCUSED), { timeout: 4_000 }).toBe(true);
}

type Closing = "Escape" | "cross" | "cancel";

const dialog = (page: Page) => page.getByRole("dialog").or(page.getByRole("alertdialog"));

/** By the keyboard, as somebody does who needs the focus. `open`: from the button to the dialog. */
async function opensAndCloses(page: Page, opener: Locator, closings: readonly Closing[], open?: () => Promise<void>) {
  for (const closing of closings) {
    await opener.press("Enter");
    await open?.();
    const above = dialog(page).last();
    await above.waitFor();
    if (closing === "Escape") await page.keyboard.press("Escape");
    else await button(above, closing === "cross" ? he.common.close : he.common.cancel).press("Enter");
    await above.waitFor({ state: "detached" });
    await hasFocus(opener);
  }
}

const FORM = ["Escape", "cross", "cancel"] as const;
const QUESTION = ["Escape", "cancel"] as const;

type Case = { opener: string; closings: readonly Closing[] };

describe.each<{ address: string; person: { email: string; password: string }; cases: Case[] }>([
  { address: "/b/carmel/people", person: BOSS, cases: [{ opener: he.people.invite, closings: FORM }] },
  {
    address: "/account",
    person: BOSS,
    cases: [
      { opener: he.account.endEverywhere, closings: QUESTION },
      { opener: he.account.endOthers, closings: QUESTION },
    ],
  },
  {
    address: `/b/carmel/calls/${seedId("call/carmel/silent-caller")}`,
    person: BOSS,
    cases: [{ opener: he.call.makeLead.open, closings: FORM }],
  },
  {
    address: `/admin/businesses/${SUSPENDED.id}`,
    person: ADMIN,
    cases: [{ opener: he.admin.suspension.resume, closings: QUESTION }],
  },
  {
    address: CARMEL,
    person: ADMIN,
    cases: [
      { opener: he.admin.business.rename, closings: FORM },
      { opener: he.admin.suspension.suspend, closings: FORM },
      { opener: he.admin.enterAs.action, closings: FORM },
      { opener: he.people.reset.action, closings: FORM },
    ],
  },
  { address: "/admin/numbers", person: ADMIN, cases: [{ opener: he.admin.numbers.assign, closings: FORM }] },
])("on $address", ({ address, person, cases }) => {
  test.each(cases)("the focus comes back from ״$opener״, however it is closed", async ({ opener, closings }) => {
    const page = await signedIn(browser, address, person);
    await untilLoaded(page);
    await opensAndCloses(page, button(page, opener).first(), closings);
  });
});

test("of the link for the first manager of a business, and from the link itself", async () => {
  const admin = await ApiSession.signIn(product.url, ADMIN);
  const email = "first@focus-first-manager.test";
  const body = {
    name: "משרד בלי מנהלים",
    slug: "focus-first-manager",
    tenantDb: "TENANT_0",
    manager: { email, name: null },
  };
  const { business } = businessCreatedSchema.parse(await admin.send("POST", "/api/admin/businesses", body));
  const page = await signedIn(browser, `/admin/businesses/${business.id}`, ADMIN);
  await untilLoaded(page);
  const texts = he.admin.business.firstManager;
  const opener = button(page, texts.actionFor(email));
  await opensAndCloses(page, opener, FORM);
  await opener.press("Enter");
  await button(page, texts.submit).press("Enter");
  await button(page, he.people.link.done).press("Enter");
  await hasFocus(opener);
});

test("of a number's release, and of the list of businesses within the form of another", async () => {
  const page = await signedIn(browser, "/admin/numbers", ADMIN);
  await untilLoaded(page);
  const release = page.getByRole("button", { name: new RegExp(he.admin.numbers.release) }).first();
  await opensAndCloses(page, release, QUESTION);
  await button(page, he.admin.numbers.assign).click();
  const field = page.getByRole("combobox");
  await field.fill("הכרמל");
  await page.getByRole("option").first().waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("listbox").waitFor({ state: "detached" });
  // What was not chosen does not stand there as if it were.
  expect(await field.inputValue()).toBe("");
  await hasFocus(field);
  await page.keyboard.press("Escape");
  await hasFocus(button(page, he.admin.numbers.assign));
});

describe("the menu of a person", () => {
  const actions = new RegExp(he.people.actionsFor(""));

  test("gets the focus back when it is closed, and from every dialog that it leads to", async () => {
    const page = await signedIn(browser, "/b/carmel/people", BOSS);
    const menu = page.getByRole("row", { name: "agent@carmel.test" }).getByRole("button", { name: actions });
    await menu.press("Enter");
    await page.getByRole("menu").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("menu").waitFor({ state: "detached" });
    await hasFocus(menu);
    for (const action of [he.people.changeRole.action, he.people.reset.action, he.people.remove.action])
      await opensAndCloses(page, menu, QUESTION, () => page.getByRole("menuitem", { name: action }).press("Enter"));
  });

  test("gets it from the link that was made, which is a second dialog behind the first", async () => {
    const office = nextBusiness("focus");
    const person = await newColleague(office);
    const page = await signedIn(browser, `/b/${office.slug}/people`, MANAGER);
    const menu = page.getByRole("row", { name: person.email }).getByRole("button", { name: actions });
    await menu.press("Enter");
    await page.getByRole("menuitem", { name: he.people.reset.action }).press("Enter");
    await button(page, he.people.reset.submit).press("Enter");
    await button(page, he.people.link.done).press("Enter");
    await hasFocus(menu);
  });

  test("leaves it to the page's heading when the person has been removed", async () => {
    const office = nextBusiness("focus");
    const person = await newColleague(office);
    const page = await signedIn(browser, `/b/${office.slug}/people`, MANAGER);
    const row = page.getByRole("row", { name: person.email });
    await row.getByRole("button", { name: actions }).press("Enter");
    await page.getByRole("menuitem", { name: he.people.remove.action }).press("Enter");
    await button(page, he.people.remove.submit).press("Enter");
    await row.waitFor({ state: "detached" });
    await standsIn(page.getByRole("main"));
  });
});

test("an invitation: its form, its link, a new link, its withdrawal", async () => {
  const office = nextBusiness("focus");
  await invite(await managerApi(), office.id, { email: `first@${office.slug}.test`, role: "business" });
  const page = await signedIn(browser, `/b/${office.slug}/people`, MANAGER);
  const t = he.people;
  const opener = button(page, t.invite);
  await opener.press("Enter");
  await page.getByLabel(t.inviteDialog.email).fill(`second@${office.slug}.test`);
  await button(page, t.inviteDialog.submit).press("Enter");
  await button(page, t.link.done).press("Enter");
  await hasFocus(opener);

  const renew = button(page, t.invitations.renewOf(`first@${office.slug}.test`));
  await renew.press("Enter");
  await page.getByRole("textbox", { name: t.link.label }).waitFor();
  await page.keyboard.press("Escape");
  await hasFocus(renew);

  const withdraw = (email: string) => button(page, t.invitations.withdrawOf(`${email}@${office.slug}.test`));
  await opensAndCloses(page, withdraw("first"), QUESTION);
  for (const email of ["first", "second"]) {
    await withdraw(email).press("Enter");
    await button(page, t.invitations.withdrawYes).press("Enter");
    await withdraw(email).waitFor({ state: "detached" });
    await standsIn(page.getByRole("main"));
  }
  // The notice that it was done.
  const notice = page.getByRole("alertdialog").filter({ hasText: t.invitations.withdrawn });
  await button(notice, he.common.close).press("Enter");
  await notice.waitFor({ state: "detached" });
  await standsIn(page.getByRole("main"));
});

test("a logo: its choice taken back, and the question before it goes", async () => {
  const office = nextBusiness("focus");
  const page = await signedIn(browser, `/b/${office.slug}/settings?part=office`, MANAGER);
  const t = he.logo;
  const choose = () =>
    page.locator("input[type=file]").setInputFiles({ name: "logo.png", mimeType: "", buffer: Buffer.from(png) });
  await choose();
  await button(page, he.common.cancel).press("Enter");
  await hasFocus(button(page, t.choose));
  await choose();
  await button(page, t.save).press("Enter");
  await page.getByText(t.saved, { exact: true }).waitFor();
  await standsIn(page.getByRole("main"));
  await opensAndCloses(page, button(page, t.remove), QUESTION);
  await button(page, t.remove).press("Enter");
  await button(dialog(page).last(), t.remove).press("Enter");
  await page.getByText(t.removed, { exact: true }).waitFor();
  await standsIn(page.getByRole("main"));
});

test("the button that brings the last page of a list", async () => {
  const office = nextBusiness("focus");
  for (let index = 0; index <= PAGE_LIMIT_DEFAULT; index++)
    await manager.changeSettings(office.id, { assistantName: `שם ${index}` });
  const page = await signedIn(browser, `/b/${office.slug}/audit`, MANAGER);
  const more = button(page, he.common.loadMore);
  await more.press("Enter");
  await more.waitFor({ state: "detached" });
  await standsIn(page.getByRole("main"));
});

test("the menus of the desk and the search palette", async () => {
  const page = await signedIn(browser, "/b/e2e-focus-0/calls", MANAGER, DESK);
  await untilLoaded(page);
  for (const name of [he.nav.account, he.shell.places]) {
    const menu = page.getByRole("button", { name });
    await menu.press("Enter");
    await page.getByRole("menu").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("menu").waitFor({ state: "detached" });
    await hasFocus(menu);
  }
  const palette = page.getByRole("button", { name: he.palette.open });
  const searchbox = page.getByRole("searchbox", { name: he.palette.label });
  await palette.press("Enter");
  await searchbox.waitFor();
  await page.keyboard.press("Escape");
  await hasFocus(palette);
  const link = page.getByRole("link", { name: he.nav.leads, exact: true });
  await link.focus();
  await page.keyboard.press("Control+k");
  await searchbox.fill("קמץ");
  // The first empties the field.
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await searchbox.waitFor({ state: "detached" });
  await hasFocus(link);
});

test("the phone's sheet", async () => {
  const page = await signedIn(browser, "/b/carmel/calls", BOSS, PHONE);
  await untilLoaded(page);
  await opensAndCloses(page, button(page, he.shell.more), ["Escape", "cross"]);
});

describe("a list to choose from", () => {
  const LEAD = `/b/carmel/leads/${seedId("lead/carmel/michal-shani")}`;

  test.each([
    [LEAD, he.leads.assignee.label],
    ["/b/carmel/settings", he.settings.voice],
    ["/b/carmel/audit", he.audit.filter.person],
    ["/b/carmel/audit", he.audit.filter.kind],
  ])("on %s gives the focus back: %s", async (address, label) => {
    const page = await signedIn(browser, address, BOSS);
    await untilLoaded(page);
    const list = page.getByRole("button", { name: new RegExp(label) }).first();
    await list.press("Enter");
    await page.getByRole("listbox").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("listbox").waitFor({ state: "detached" });
    await hasFocus(list);
  });

  test("keeps it after a choice, and the button that clears the choice leaves it among the filters", async () => {
    const page = await signedIn(browser, "/b/carmel/audit", BOSS);
    await untilLoaded(page);
    const kinds = page.getByRole("button", { name: new RegExp(he.audit.filter.kind) });
    await kinds.press("Enter");
    await page.getByRole("option", { name: he.audit.filter.kinds.people }).press("Enter");
    await hasFocus(kinds);
    const clear = button(page, he.audit.filter.clear);
    await clear.press("Enter");
    await clear.waitFor({ state: "detached" });
    await standsIn(page.getByRole("group", { name: he.audit.filter.label }));
  });

  test("of calls: the narrowing opens, closes and is cleared", async () => {
    const page = await signedIn(browser, "/b/carmel/calls?outcome=handed_off", BOSS);
    await untilLoaded(page);
    const clear = button(page, he.calls.narrowing.clear).first();
    await clear.press("Enter");
    await clear.waitFor({ state: "detached" });
    await standsIn(page.getByRole("main"));
    const opener = page.getByRole("button", { name: he.calls.narrowing.title });
    await opener.press("Enter");
    await hasFocus(opener);
  });
});

describe("settings", () => {
  test("the question before leaving, and what is thrown away", async () => {
    const office = nextBusiness("focus");
    const page = await signedIn(browser, `/b/${office.slug}/settings`, MANAGER);
    const name = page.getByLabel(he.settings.assistantName, { exact: true });
    await name.fill("אחר");
    const link = page.getByRole("link", { name: he.nav.leads, exact: true }).first();
    for (const close of ["Escape", he.settings.stay]) {
      await link.press("Enter");
      await page.getByRole("alertdialog").waitFor();
      if (close === "Escape") await page.keyboard.press("Escape");
      else await button(page, close).press("Enter");
      await page.getByRole("alertdialog").waitFor({ state: "detached" });
      await hasFocus(link);
    }
    const discard = button(page, he.common.cancel);
    await discard.press("Enter");
    await discard.waitFor({ state: "detached" });
    await standsIn(page.getByRole("main").locator("form").first());
    expect(await name.inputValue()).toBe("ניסוי");
  });

  test("saving takes the bar away and leaves the focus in the form", async () => {
    const office = nextBusiness("focus");
    const page = await signedIn(browser, `/b/${office.slug}/settings`, MANAGER);
    await page.getByLabel(he.settings.assistantName, { exact: true }).fill("אחר");
    await button(page, he.settings.save).press("Enter");
    await page.getByText(he.settings.saved, { exact: true }).waitFor();
    await standsIn(page.getByRole("main").locator("form").first());
  });

  test.each([
    ["keeping what was typed", 0],
    ["taking the other's", 1],
  ])("a conflict with another's save, ended by %s", async (_, nth) => {
    const office = nextBusiness("focus");
    const page = await signedIn(browser, `/b/${office.slug}/settings`, MANAGER);
    await page.getByLabel(he.settings.assistantName, { exact: true }).fill("שלי");
    await manager.changeSettings(office.id, { assistantName: "של אחרת" });
    await button(page, he.settings.save).press("Enter");
    await page.getByRole("region", { name: he.settings.conflict.title(1) }).waitFor();
    await standsIn(page.getByRole("main"));
    await page.getByRole("radio").nth(nth).check();
    await page.getByRole("region", { name: he.settings.conflict.title(0) }).waitFor();
    // Whoever takes the other's has nothing left to save.
    const save = button(page, he.settings.save);
    if (nth === 0) await save.press("Enter");
    await save.waitFor({ state: "detached" });
    await standsIn(page.getByRole("main"));
  });
});

test("what is announced of a button that waits is words, and never a picture without a name", async () => {
  const office = nextBusiness("focus");
  const person = await newColleague(office, { role: "manager" });
  const page = await signedIn(browser, "/account", person);
  await page.evaluate(`
    window.announced = [];
    const tell = (node) => window.announced.push([node.getAttribute("role"), node.getAttribute("aria-labelledby"), node.textContent]);
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes)
        for (const node of addedNodes)
          // What the page itself makes of it has been made by then.
          if (node instanceof HTMLElement && node.closest("[data-live-announcer]") && !node.matches("[data-live-announcer]") && !node.matches("[role=log]"))
            requestAnimationFrame(() => node.isConnected && tell(node));
    }).observe(document.body, { childList: true, subtree: true });
  `);
  const announced = () => page.evaluate<(string | null)[][]>("window.announced");
  await page.getByLabel(he.account.name, { exact: true }).fill("שם חדש");
  await button(page, he.account.saveName).press("Enter");
  await page.getByText(he.account.nameSaved).waitFor();
  await page
    .getByRole("link", { name: he.nav.people, exact: true })
    .or(page.getByRole("link", { name: office.slug }))
    .first()
    .click();
  await page.getByRole("link", { name: he.nav.people, exact: true }).click();
  // A dialog that closes takes with it the button that was announced.
  await button(page, he.people.invite).press("Enter");
  await page.getByLabel(he.people.inviteDialog.email).fill(`announced@${office.slug}.test`);
  await button(page, he.people.inviteDialog.submit).press("Enter");
  await button(page, he.people.link.done).press("Enter");
  // While it goes it still keeps the focus to itself.
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await button(page, he.people.invitations.withdrawOf(`announced@${office.slug}.test`)).press("Enter");
  await button(page, he.people.invitations.withdrawYes).press("Enter");
  await page.getByText(he.people.invitations.withdrawn, { exact: true }).waitFor();
  await expect.poll(async () => (await announced()).length).toBeGreaterThan(1);
  for (const [role, labelledBy, text] of await announced()) {
    expect([role, labelledBy]).toEqual([null, null]);
    expect(text?.trim()).not.toBe("");
  }
});
