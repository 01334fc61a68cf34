/** The server is restarted under pages that are open: they say that it is away, and go on by themselves when it is back. */
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { LocalRun } from "../../dev/start/run.ts";
import { he } from "../../web/src/i18n/he.ts";
import { paths } from "../../web/src/paths.ts";
import { DESK, fileBrowser, PHONE, untilFetchedAhead } from "./support/browser.ts";
import { MANAGER, nextBusiness, waitingLead } from "./support/businesses.ts";
import "./support/leave-nothing.ts";
import { freePort } from "./support/ports.ts";
import { localSettings } from "./support/settings.ts";
import { product } from "./support/world.ts";

const browser = fileBrowser({ fetchesAhead: true });
const folder = mkdtempSync(join(tmpdir(), "agentlocator-e2e-restart-"));
let run: LocalRun;

beforeAll(async () => {
  const dataDir = join(folder, "data");
  cpSync(product.templateDir, dataDir, { recursive: true });
  run = new LocalRun(localSettings({ port: await freePort(), dataDir, openaiUrl: product.openaiUrl }), {
    reload: false,
    say: () => {},
    log: () => {},
  });
  await run.startWorker();
});

afterAll(async () => {
  await run?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function manager(address: string, viewport: typeof DESK): Promise<Page> {
  const context = await browser.newContext({ baseURL: run.settings.url, viewport, locale: "he-IL" });
  await context.request.post("/api/auth/login", { data: MANAGER });
  const page = await context.newPage();
  await page.goto(address);
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  // Gone after a reload.
  await page.evaluate("window.stillTheSamePage = true");
  return page;
}

const isSamePage = (page: Page) => page.evaluate("window.stillTheSamePage === true");
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

test("a list, a lead, a call and unsaved settings live through a restart without a reload", async () => {
  const office = nextBusiness("restart");
  const lead = waitingLead(office);
  const phone = await manager(paths.calls(office.slug), PHONE);
  const desk = await manager(paths.calls(office.slug), DESK);
  const pages = [
    phone,
    desk,
    await manager(paths.lead(office.slug, lead.id), PHONE),
    await manager(paths.call(office.slug, lead.callId), DESK),
  ];
  const settings = await manager(paths.settings(office.slug), PHONE);
  const name = settings.getByLabel(he.settings.assistantName, { exact: true });
  await name.fill("נועם");
  for (const page of pages) await page.getByText(lead.name).first().waitFor();
  await desk.getByRole("link", { name: he.live.state.open }).waitFor();

  for (const page of [...pages, settings]) await untilFetchedAhead(page);

  await run.killWorker();
  await button(settings, he.settings.save).click();
  await settings.getByText(he.errors.network).first().waitFor();
  expect(await name.inputValue()).toBe("נועם");
  // What stands on a page that is open stays there.
  for (const page of pages) expect(await page.getByText(lead.name).count()).toBeGreaterThan(0);
  for (const page of [phone, desk]) {
    await page.getByRole("link", { name: he.nav.leads, exact: true }).first().click();
    await page.getByText(he.errors.network).or(page.getByText(he.pages.awayTitle)).first().waitFor();
  }

  await run.startWorker();
  for (const page of [phone, desk]) {
    await page.getByRole("main").getByText(lead.name).first().waitFor();
    expect(await isSamePage(page)).toBe(true);
  }
  await desk.getByRole("link", { name: he.live.state.open }).waitFor();
  await button(settings, he.settings.save).click();
  await settings.getByText(he.settings.saved, { exact: true }).waitFor();
  expect(await isSamePage(settings)).toBe(true);
});
