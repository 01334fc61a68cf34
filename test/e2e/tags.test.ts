/** A manager puts the office's tags in order: renames, joins two that mean the same, deletes; the list of leads follows. */
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { he } from "../../web/src/i18n/he.ts";
import { tagTexts as t } from "../../web/src/i18n/he/tags.ts";
import { paths } from "../../web/src/paths.ts";
import { fileBrowser, PHONE, signedIn } from "./support/browser.ts";
import { offices, type Founded } from "./support/founding.ts";
import { product } from "./support/world.ts";

const browser = fileBrowser();
const anOffice = offices(product, { slug: "tags", hebrew: "משרד התגיות" }, 800);

const rows = (page: Page) => page.getByRole("list", { name: t.list }).getByRole("listitem");
const names = (page: Page) => rows(page).locator("p").allTextContents();
const choose = async (page: Page, name: string, action: string) => {
  await page.getByRole("button", { name: t.more(name) }).click();
  await page.getByRole("menuitem", { name: action }).click();
};
const aLead = async ({ api, id }: Founded, name: string, phone: string): Promise<{ id: string }> => {
  const made = await api.send("POST", `/api/businesses/${id}/leads`, { name, phones: [{ typed: phone }] });
  return (made as { lead: { id: string } }).lead;
};
const said = (page: Page, text: string) => page.getByText(text, { exact: true }).waitFor();

describe.each([
  ["at the desk", undefined],
  ["on the phone", PHONE],
] as const)("tags %s", (_, viewport) => {
  test("are made, renamed, joined and deleted, and the list of leads shows what is left", async () => {
    const office = await anOffice();
    const business = `/api/businesses/${office.id}`;
    const send = (method: "POST" | "PUT", path: string, body: object) =>
      office.api.send(method, `${business}${path}`, body) as Promise<{ id: string }>;
    const [urgent, pressing] = [
      await send("POST", "/lead-tags", { name: "דחוף", color: "red" }),
      await send("POST", "/lead-tags", { name: "לחוץ", color: "blue" }),
    ];
    for (const [name, phone, tag] of [
      ["דנה", "0525550811", urgent],
      ["יואב", "0525550812", pressing],
    ] as const) {
      const lead = await aLead(office, name, phone);
      await send("PUT", `/leads/${lead.id}/tags`, { add: [tag.id], remove: [] });
    }
    const page = await signedIn(browser, paths.tags(office.slug), office.person, viewport);
    await rows(page).first().waitFor();
    expect(await names(page)).toEqual(["דחוף", "לחוץ"]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);

    await page.getByRole("button", { name: t.add }).click();
    const dialog = page.getByRole("dialog");
    // Without a name it says so, and keeps the focus where the name goes.
    await dialog.getByRole("button", { name: t.form.save }).click();
    await dialog.getByText(t.form.noName).waitFor();
    await dialog.getByRole("textbox", { name: t.form.name }).fill("משקיע");
    await dialog.getByRole("button", { name: t.form.save }).click();
    await said(page, t.form.created("משקיע"));
    await dialog.waitFor({ state: "detached" });

    await choose(page, "משקיע", t.actions.edit);
    await dialog.getByRole("textbox", { name: t.form.name }).fill("קונה להשקעה");
    await dialog.getByRole("button", { name: t.form.save }).click();
    await said(page, t.form.changed("קונה להשקעה"));
    await dialog.waitFor({ state: "detached" });
    await expect.poll(() => names(page)).toEqual(["דחוף", "לחוץ", "קונה להשקעה"]);

    // Renamed to a word that is there: the two may become one.
    await choose(page, "לחוץ", t.actions.edit);
    await dialog.getByRole("textbox", { name: t.form.name }).fill(" דָּחוּף ");
    await dialog.getByRole("button", { name: t.form.save }).click();
    await dialog.getByText(t.form.taken).waitFor();
    await dialog.getByRole("button", { name: t.form.joinInstead("דחוף") }).click();
    const question = page.getByRole("alertdialog", { name: t.merge.title("לחוץ") });
    await question.getByText(t.merge.text("לחוץ", 1)).waitFor();
    await question.getByRole("button", { name: t.merge.submit }).click();
    await said(page, t.merge.done("לחוץ", "דחוף"));
    await question.waitFor({ state: "detached" });
    await expect.poll(() => names(page)).toEqual(["דחוף", "קונה להשקעה"]);
    const link = page.getByRole("link", { name: t.leadsOf("דחוף", 2) });
    await link.click();
    await page.waitForURL(`**${paths.leads(office.slug)}?tag=${urgent.id}`);
    for (const name of ["דנה", "יואב"]) await page.getByText(name, { exact: true }).filter({ visible: true }).waitFor();
    await page.goBack();

    await rows(page).first().waitFor();
    await choose(page, "דחוף", t.actions.remove);
    const last = page.getByRole("alertdialog", { name: t.deletion.title("דחוף") });
    await last.getByText(t.deletion.text(2)).waitFor();
    await last.getByRole("button", { name: t.deletion.submit }).click();
    await said(page, t.deletion.done("דחוף"));
    await expect.poll(() => names(page)).toEqual(["קונה להשקעה"]);
  });
});

test("beside each status of the list's filter stands how many there are, and nothing while one searches", async () => {
  const office = await anOffice();
  const one = await aLead(office, "רות", "0525550821");
  await aLead(office, "גיל", "0525550822");
  const status = `/api/businesses/${office.id}/leads/${one.id}/status`;
  await office.api.send("PUT", status, { status: "contacted", from: "new" });
  const page = await signedIn(browser, paths.leads(office.slug), office.person);
  const menu = () => page.getByRole("button", { name: he.leadList.by.status, exact: true }).click();
  const item = (name: string) => page.getByRole("menuitemcheckbox", { name });
  await menu();
  await item("חדש").getByText("1", { exact: true }).waitFor();
  await item("רלוונטי").getByText("0", { exact: true }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("searchbox", { name: he.leadList.search }).fill("רות");
  await page.waitForURL(/q=/);
  await menu();
  await item("חדש").waitFor();
  expect(await item("חדש").textContent()).toBe("חדש");
});
