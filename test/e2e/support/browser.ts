/** A real browser at the product. */
import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll } from "vitest";
import { findBrowser } from "../../../dev/tests/browser.ts";
import { he } from "../../../web/src/i18n/he.ts";
import { FETCHED_AHEAD } from "../../../web/src/fetched-ahead.ts";
import { DISABLED_FEATURES } from "./browser-features.ts";
import { product } from "./world.ts";

export const DESK = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

/** Alone in a container: no sandbox, no screen, and nothing fetched that no test asked for. */
const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  `--disable-features=${DISABLED_FEATURES.join(",")}`,
];

/**
 * As somebody who pays for every byte: pages fetch what they need, and not what may be needed later. Hundreds of pages
 * are opened once each here, and what none of them uses took longer than the tests themselves. Where a line breaks under
 * a page the test has a browser as most people have it (`fetchesAhead`).
 */
const SAVES_DATA = `Object.defineProperty(navigator, "connection", { value: { saveData: true } })`;

type Kind = { /** Fetches what may be needed later, as most browsers do. */ fetchesAhead?: boolean };

export async function launchBrowser({ fetchesAhead = false }: Kind = {}): Promise<Browser> {
  const executablePath = findBrowser();
  const browser = await chromium.launch({ ...(executablePath && { executablePath }), args: ARGUMENTS });
  const newContext = browser.newContext.bind(browser);
  browser.newContext = async (options) => {
    const context = await newContext(options);
    if (!fetchesAhead) await context.addInitScript(SAVES_DATA);
    return context;
  };
  return browser;
}

/** What a test needs of a browser. */
export type TestBrowser = Pick<Browser, "newContext">;

/**
 * The browser of a test file: started before its first test, closed behind its last one. What a test has opened is
 * closed behind that test.
 */
export function fileBrowser(kind: Kind = {}): TestBrowser {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser(kind);
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
  });
  afterAll(() => browser?.close());
  return { newContext: (options) => browser.newContext(options) };
}

const newContext = (browser: TestBrowser, viewport: typeof DESK) =>
  browser.newContext({ baseURL: product.url, viewport, locale: "he-IL", timezoneId: "Asia/Jerusalem" });

export async function open(browser: TestBrowser, address: string, viewport = DESK): Promise<Page> {
  const page = await (await newContext(browser, viewport)).newPage();
  await page.goto(address);
  return page;
}

export async function fillSignIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel(he.auth.email).fill(email);
  await page.getByLabel(he.auth.password, { exact: true }).fill(password);
  await page.getByRole("button", { name: he.auth.submit, exact: true }).click();
}

/** Somebody who came earlier: signed in before the page is opened. Who is to come through the door fills it in. */
export async function signedIn(
  browser: TestBrowser,
  address: string,
  person: { email: string; password: string },
  viewport = DESK,
): Promise<Page> {
  const context = await newContext(browser, viewport);
  // The context keeps the cookies of the answer.
  const response = await context.request.post("/api/auth/login", { data: person });
  if (!response.ok()) throw new Error(`${person.email} is not let in: ${response.status()} ${await response.text()}`);
  const page = await context.newPage();
  await page.goto(address);
  return page;
}

/** Everything is there that was asked for. */
export async function untilLoaded(page: Page): Promise<void> {
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  await page.getByText(he.common.loading).first().waitFor({ state: "detached" });
}

/** What may be needed later has been fetched; of a browser that `fetchesAhead`. */
export async function untilFetchedAhead(page: Page): Promise<void> {
  await page.waitForFunction((mark) => performance.getEntriesByName(mark).length > 0, FETCHED_AHEAD);
}

export const pathOf = (page: Page): string => new URL(page.url()).pathname;
