/** The dashboard in a real browser, on the whole product: Worker, stand-ins, seed. */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { findScenario } from "../../dev/scenarios/catalogue.ts";
import { runScenario } from "../../dev/scenarios/runner.ts";
import { LocalRun } from "../../dev/start/run.ts";
import { readSettings } from "../../dev/start/settings.ts";

/** Away from a developer's own run; the stand-ins take the ports behind it. */
const PORT = "18870";
const START_MS = 180_000;
const CALL_MS = 120_000;
const PHONE = { width: 390, height: 844 };
const SYSTEM_CHROMIUM = "/usr/bin/chromium";

const dataDir = mkdtempSync(join(tmpdir(), "agentlocator-dashboard-"));
const settings = readSettings({
  ...process.env,
  PORT,
  DATA_DIR: dataDir,
  OPENAI_API_KEY: "",
  OPENAI_BASE_URL: "",
  PUBLIC_URL: "",
});
const run = new LocalRun(settings, { reload: false, say: () => {}, log: () => {} });
let browser: Browser;

beforeAll(async () => {
  await run.start();
  const executablePath = process.env["CHROMIUM_PATH"] ?? (existsSync(SYSTEM_CHROMIUM) ? SYSTEM_CHROMIUM : undefined);
  browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: ["--no-sandbox", "--disable-gpu"],
  });
}, START_MS);

afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});

afterAll(async () => {
  await browser?.close();
  await run.stop();
  rmSync(dataDir, { recursive: true, force: true });
}, START_MS);

const path = (page: Page) => new URL(page.url()).pathname;

async function open(address: string): Promise<Page> {
  const context = await browser.newContext({
    baseURL: settings.url,
    viewport: PHONE,
    isMobile: true,
    hasTouch: true,
    locale: "he-IL",
  });
  const page = await context.newPage();
  await page.goto(address);
  return page;
}

async function signedIn(address: string): Promise<Page> {
  const page = await open(address);
  await page.getByLabel("דוא״ל").fill("manager@carmel.test");
  await page.getByLabel("סיסמה", { exact: true }).fill(settings.seedPassword);
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname !== "/sign-in");
  return page;
}

describe("signing in", () => {
  it("says in Hebrew that the password is wrong, and leads back to the page that was asked for", async () => {
    const page = await open("/b/carmel/leads");
    await page.getByLabel("דוא״ל").fill("manager@carmel.test");
    await page.getByLabel("סיסמה", { exact: true }).fill("not-the-password");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").filter({ hasText: "הדוא״ל או הסיסמה אינם נכונים." }).waitFor();
    await page.getByLabel("סיסמה", { exact: true }).fill(settings.seedPassword);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "לידים" }).waitFor();
    expect(path(page)).toBe("/b/carmel/leads");
  });

  it("shows another business's address as a page that does not exist", async () => {
    const page = await signedIn("/b/bayit/calls");
    await page.getByRole("heading", { name: "הדף לא נמצא" }).waitFor();
  });
});

describe("a live call", () => {
  it(
    "appears by itself, is written down as it is spoken, and leaves its lead behind",
    async () => {
      const page = await signedIn("/b/carmel/calls");
      await page.getByRole("link", { name: /אין שיחות כרגע/ }).waitFor();
      const scenario = findScenario("buyer");
      if (!scenario) throw new Error("no such scenario");
      const call = runScenario(scenario, {
        workerUrl: settings.url,
        password: settings.seedPassword,
        openaiControlUrl: `http://127.0.0.1:${settings.standIns.openai}`,
        standInUrl: `http://127.0.0.1:${settings.standIns.twilio}`,
      });
      const live = page.getByRole("region", { name: "עכשיו על הקו" }).getByRole("link");
      await live.first().click();
      const transcript = page.getByRole("log");
      await transcript.getByText("כרמל", { exact: false }).first().waitFor();
      await page.getByRole("link", { name: "לכרטיס הלקוח" }).waitFor({ timeout: CALL_MS });
      await call;
      await page.getByRole("heading", { name: "סיכום" }).waitFor({ timeout: CALL_MS });
      expect(await page.getByRole("heading", { level: 1 }).innerText()).toContain("דנה לוי");
    },
    2 * CALL_MS,
  );
});

describe("the settings", () => {
  it("keep what was typed when somebody else has saved first", async () => {
    const [mine, theirs] = [await signedIn("/b/carmel/settings"), await signedIn("/b/carmel/settings")];
    await mine.getByLabel("משפט הפתיחה").fill("שלום, כאן העוזר הדיגיטלי. השיחה מוקלטת.");
    await theirs.getByLabel("שם העוזר").fill("גיא");
    await theirs.getByRole("button", { name: "שמירה" }).click();
    await theirs.getByText("ההגדרות נשמרו").waitFor();
    await mine.getByRole("button", { name: "שמירה" }).click();
    await mine.getByRole("button", { name: "טעינה, והשארת השינויים שלי" }).click();
    expect(await mine.getByLabel("שם העוזר").inputValue()).toBe("גיא");
    expect(await mine.getByLabel("משפט הפתיחה").inputValue()).toBe("שלום, כאן העוזר הדיגיטלי. השיחה מוקלטת.");
    await mine.getByRole("button", { name: "שמירה" }).click();
    await mine.getByText("ההגדרות נשמרו").waitFor();
  });
});

describe("on a phone", () => {
  it("nothing reaches beyond the screen's edge", async () => {
    const page = await signedIn("/b/carmel/calls");
    for (const address of ["/b/carmel/calls", "/b/carmel/leads", "/b/carmel/settings"]) {
      await page.goto(address);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await page.getByText("טוען…").waitFor({ state: "detached" });
      expect(await page.evaluate(() => document.documentElement.scrollWidth), address).toBeLessThanOrEqual(PHONE.width);
    }
  });
});
