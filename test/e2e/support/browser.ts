/** A real browser at the product. */
import { chromium, type Browser, type Page } from "playwright-core";
import { findBrowser } from "../../../dev/tests/browser.ts";
import { he } from "../../../web/src/i18n/he.ts";
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
];

export function launchBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  return chromium.launch({ ...(executablePath && { executablePath }), args: ARGUMENTS });
}

export async function open(browser: Browser, address: string, viewport = DESK): Promise<Page> {
  const context = await browser.newContext({
    baseURL: product.url,
    viewport,
    locale: "he-IL",
    timezoneId: "Asia/Jerusalem",
  });
  const page = await context.newPage();
  await page.goto(address);
  return page;
}

export async function fillSignIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel(he.auth.email).fill(email);
  await page.getByLabel(he.auth.password, { exact: true }).fill(password);
  await page.getByRole("button", { name: he.auth.submit, exact: true }).click();
}

export async function signedIn(
  browser: Browser,
  address: string,
  person: { email: string; password: string },
  viewport = DESK,
): Promise<Page> {
  const page = await open(browser, address, viewport);
  await fillSignIn(page, person.email, person.password);
  await page.waitForURL((url) => url.pathname !== "/sign-in");
  return page;
}

/** Everything is there that was asked for. */
export async function untilLoaded(page: Page): Promise<void> {
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  await page.getByText(he.common.loading).first().waitFor({ state: "detached" });
}

export const pathOf = (page: Page): string => new URL(page.url()).pathname;
