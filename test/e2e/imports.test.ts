/** A manager reads a file of people in: chooses it, looks at its columns, leaves while it runs, reads the report, takes it back. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { he } from "../../web/src/i18n/he.ts";
import { exports as exported } from "../../web/src/i18n/he/exports.ts";
import { imports as t } from "../../web/src/i18n/he/imports.ts";
import { paths } from "../../web/src/paths.ts";
import { DESK, fileBrowser, pathOf, PHONE, signedIn } from "./support/browser.ts";
import { nextBusiness } from "./support/businesses.ts";
import { newColleague } from "./support/colleagues.ts";

const browser = fileBrowser();
const AXE = readFileSync(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");

/** Hebrew as Excel of old saves it. */
const windows1255 = (text: string): Buffer =>
  Buffer.from(
    Array.from(text, (sign) => {
      const code = sign.codePointAt(0) ?? 0;
      return code >= 0x5d0 && code <= 0x5ea ? code - 0x5d0 + 0xe0 : code;
    }),
  );

const LINES = [
  "שם מלא,נייד,סוג עסקה,תקציב,קוד",
  "דנה לוי,052-5559100,קנייה,2.5 מיליון,A1",
  "רון כהן,12,שכירות,כמה שצריך,A2",
  ",,,,A3",
  '"שבור,0525559102,,,',
  ...Array.from({ length: 60 }, (_, nth) => `לקוח ${nth},05255${String(91_100 + nth)},קנייה,1 מיליון,B${nth}`),
];
const FILE = { name: "customers.csv", mimeType: "text/csv", buffer: windows1255(LINES.join("\r\n")) };

async function isFine(page: Page): Promise<void> {
  expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
  await page.evaluate(AXE);
  const faults = await page.evaluate<string[]>(
    `axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) =>
      violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ": " + html.slice(0, 200))))`,
  );
  expect(faults).toEqual([]);
}

test.each([
  { where: "a phone", view: PHONE },
  { where: "a desk", view: DESK },
])("on $where, from the choice of a file to its undoing", async ({ view }) => {
  const office = nextBusiness("imports");
  const person = await newColleague(office, { role: "manager", name: "רון שגיא" });
  const page = await signedIn(browser, paths.leads(office.slug), person, view);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.getByRole("button", { name: he.leadList.moreActions }).click();
  await page.getByRole("menuitem", { name: he.leads.import }).click();
  await page.getByText(t.earlier.empty).waitFor();
  await isFine(page);

  await page.locator("input[type=file]").setInputFiles(FILE);
  await page.getByRole("table", { name: t.preview.title }).getByText(t.problems.nobody).waitFor();
  await page.getByText(t.encodings["windows-1255"]).waitFor();
  await isFine(page);
  // What was guessed can be changed by the keyboard: the code goes to the notes.
  await page.getByRole("button", { name: /קוד/ }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("option", { name: t.fields.notes, exact: true }).waitFor();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: /קוד/ }).getByText(t.fields.notes).waitFor();

  await page.getByRole("button", { name: t.start(LINES.length - 1) }).click();
  const address = pathOf(page);
  await page.goto(paths.leads(office.slug));
  await page.goto(address);
  await page.getByRole("button", { name: t.undo.button }).waitFor();
  const report = page.getByRole("table", { name: t.rows.title });
  await report.getByText(t.problems.broken_quotes).waitFor();
  expect(await report.getByRole("row").count()).toBe(4);
  await isFine(page);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: t.rows.download }).click(),
  ]);
  expect(readFileSync(await download.path(), "utf8")).toContain("כמה שצריך");

  await page.getByRole("link", { name: t.report.toLeads }).click();
  await page.getByText("לקוח 59").waitFor();
  await page.getByRole("button", { name: he.leadList.moreActions }).click();
  const [list] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: exported.button }).click(),
  ]);
  const taken = readFileSync(await list.path(), "utf8");
  expect(taken.startsWith("\ufeff")).toBe(true);
  expect(taken).toContain("דנה לוי,052-5559100");

  await page.goto(address);
  await page.getByRole("button", { name: t.undo.button }).click();
  await isFine(page);
  await page.getByRole("alertdialog").getByRole("button", { name: t.undo.button }).click();
  await page.getByText(t.report.undone(62, 0)).waitFor();
  await page.getByRole("link", { name: t.report.toLeads }).click();
  await page.getByText(he.leadList.none.title).waitFor();
  expect(await page.getByRole("button", { name: t.undo.button }).count()).toBe(0);
});
