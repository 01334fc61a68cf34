/**
 * The dashboard in Chromium, on a fresh seed: how much JavaScript the leads page fetches with an empty cache, and how long
 * it takes from a click in the navigation until its list is painted, with a network that answers after 50 ms.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type BrowserContext, type Page } from "playwright-core";
import { buildDashboard, seed } from "../../dev/start/prepare.ts";
import { LocalRun } from "../../dev/start/run.ts";
import { readSettings, ROOT } from "../../dev/start/settings.ts";
import { findBrowser } from "../../dev/tests/browser.ts";
import { FIRST_LOADS_FILE, type FirstLoads } from "../../web/dev/first-load.ts";
import { freePort } from "../../test/e2e/support/ports.ts";

export const NETWORK_MS = 50;

export type DashboardResult = {
  /** Gzipped, of the build, by page. */
  firstLoads: Record<string, number>;
  /** Milliseconds from click to painted list, each with a page that was loaded anew. */
  toLeads: number[];
  toCalls: number[];
};

export async function runDashboard(laps: number): Promise<DashboardResult> {
  const dataDir = mkdtempSync(join(tmpdir(), "agentlocator-bench-"));
  const settings = readSettings({ PORT: String(await freePort()), DATA_DIR: dataDir, OPENAI_API_KEY: "bench-key" });
  const run = new LocalRun(settings, { reload: false, say: () => {}, log: () => {} });
  const executablePath = findBrowser();
  try {
    await Promise.all([seed(settings), buildDashboard()]);
    await run.startWorker();
    const browser = await chromium.launch({
      ...(executablePath && { executablePath }),
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"],
    });
    try {
      const context = await browser.newContext({
        baseURL: settings.url,
        locale: "he-IL",
        timezoneId: "Asia/Jerusalem",
      });
      const person = { email: "manager@carmel.test", password: settings.seedPassword };
      const entered = await context.request.post("/api/auth/login", { data: person });
      if (!entered.ok()) throw new Error(`the seed's manager is not let in: ${entered.status()}`);
      const toLeads: number[] = [];
      const toCalls: number[] = [];
      for (let lap = 0; lap < laps; lap++) {
        toLeads.push(await clickToList(context, "/b/carmel/calls", "/b/carmel/leads"));
        toCalls.push(await clickToList(context, "/b/carmel/leads", "/b/carmel/calls"));
      }
      return { firstLoads: firstLoads(), toLeads, toCalls };
    } finally {
      await browser.close();
    }
  } finally {
    await run.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function firstLoads(): Record<string, number> {
  const built: FirstLoads = JSON.parse(readFileSync(join(ROOT, "dist", FIRST_LOADS_FILE), "utf8"));
  return Object.fromEntries(Object.entries(built).map(([page, { bytes }]) => [page, bytes]));
}

/** A page of its own for each click: what it shows was not asked for before. */
async function clickToList(context: BrowserContext, from: string, to: string): Promise<number> {
  const page = await context.newPage();
  try {
    const network = await context.newCDPSession(page);
    await network.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: NETWORK_MS,
      downloadThroughput: -1,
      uploadThroughput: -1,
    });
    await page.goto(from);
    await page.getByRole("main").getByRole("listitem").first().waitFor();
    return await timed(page, to);
  } finally {
    await page.close();
  }
}

/** Runs in the page, by its own clock: from the click until the frame after the one with the list has begun. */
const MEASURE = `new Promise((resolve, reject) => {
  setTimeout(() => reject(new Error("no list at " + location.href)), 30000);
  let clickedAt = 0;
  document.addEventListener("click", () => (clickedAt = performance.now()), { once: true, capture: true });
  const look = () => {
    const isThere = location.pathname === PATH && document.querySelector("main li a[href^='" + PATH + "/']") !== null;
    if (isThere) requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - clickedAt)));
    else requestAnimationFrame(look);
  };
  look();
})`;

async function timed(page: Page, to: string): Promise<number> {
  const link = page.locator(`nav a[href="${to}"]`).first();
  await link.hover();
  const measured = page.evaluate<number>(MEASURE.replaceAll("PATH", JSON.stringify(to)));
  await link.click();
  return measured;
}
