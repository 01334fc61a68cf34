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

/** Milliseconds since the click; below 0 what came before it. */
export type Click = {
  /** When the list was asked for: already as the pointer comes over the link. */ asked: number;
  answered: number;
  painted: number;
};

export type DashboardResult = {
  /** Gzipped, of the build, by page. */
  firstLoads: Record<string, number>;
  /** Each with a page that was loaded anew. */
  toLeads: Click[];
  toCalls: Click[];
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
      const toLeads: Click[] = [];
      const toCalls: Click[] = [];
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
async function clickToList(context: BrowserContext, from: string, to: string): Promise<Click> {
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
    await page
      .locator(LINES.map((line) => `main ${line} a[href^="${from}/"]`).join())
      .first()
      .waitFor();
    return await timed(page, to);
  } finally {
    await page.close();
  }
}

/** What the lines of lists are. */
const LINES = ["li", "[role=row]"];

/** Runs in the page, by its own clock: from the click until the frame after the one with the list has begun. */
const MEASURE = `new Promise((resolve, reject) => {
  setTimeout(() => reject(new Error("no list at " + location.href)), 30000);
  let clickedAt = 0;
  document.addEventListener("click", () => (clickedAt = performance.now()), { once: true, capture: true });
  const told = () => {
    const painted = performance.now();
    // Asked for when the pointer is over the link, which is before the click.
    const list = performance.getEntriesByType("resource").findLast(({ name }) => {
      const { pathname, search } = new URL(name);
      return pathname.startsWith("/api/") && pathname.endsWith(PATH.slice(PATH.lastIndexOf("/"))) && !search.includes("status");
    });
    if (!list) return reject(new Error("the list was not asked for"));
    resolve({ asked: list.startTime - clickedAt, answered: list.responseEnd - clickedAt, painted: painted - clickedAt });
  };
  const look = () => {
    const isThere = location.pathname === PATH && document.querySelector(LINES.map((line) => "main " + line + " a[href^='" + PATH + "/']").join()) !== null;
    if (isThere) requestAnimationFrame(() => requestAnimationFrame(told));
    else requestAnimationFrame(look);
  };
  look();
})`;

async function timed(page: Page, to: string): Promise<Click> {
  const link = page.locator(`nav a[href="${to}"]`).first();
  await link.hover();
  const measured = page.evaluate<Click>(
    MEASURE.replaceAll("PATH", JSON.stringify(to)).replaceAll("LINES", JSON.stringify(LINES)),
  );
  await link.click();
  return measured;
}
