/** What somebody fetches who opens the leads with an empty cache, in bytes of the build: the same on every machine. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { FIRST_LOADS_FILE, LEADS_PAGE_MAX_BYTES, type FirstLoads } from "../../web/dev/first-load.ts";
import { he } from "../../web/src/i18n/he.ts";
import { fileBrowser, signedIn, untilLoaded } from "./support/browser.ts";
import { product, seeded } from "./support/world.ts";

const browser = fileBrowser();
const built = (): FirstLoads =>
  JSON.parse(readFileSync(join(import.meta.dirname, "../../dist", FIRST_LOADS_FILE), "utf8"));

test("the leads page is at most 180 kB of JavaScript, and no page is twice that", () => {
  const loads = built();
  expect(loads["leads-page"]?.bytes).toBeLessThanOrEqual(LEADS_PAGE_MAX_BYTES);
  for (const [page, { bytes }] of Object.entries(loads))
    expect(bytes, `${page}, with all that it needs at once`).toBeLessThan(2 * LEADS_PAGE_MAX_BYTES);
});

test("the leads page asks for the files that were counted before it is drawn, for where notices stand, and for no others", async () => {
  const page = await signedIn(browser, "about:blank", seeded("manager@carmel.test"));
  // The browser of tests says that every byte is paid for: nothing is fetched ahead.
  const asked = new Set<string>();
  page.on("request", (request) => {
    const { origin, pathname } = new URL(request.url());
    if (origin === new URL(product.url).origin && /^\/assets\/.*\.js$/.test(pathname)) asked.add(pathname.slice(1));
  });
  await page.goto("/b/carmel/leads");
  await untilLoaded(page);
  await page.getByRole("grid", { name: he.leadList.table }).getByRole("row").nth(1).waitFor();
  const { "leads-page": leads, "toast-region": notices } = built();
  expect(leads?.files.filter((file) => !asked.has(file))).toEqual([]);
  const known = new Set([...(leads?.files ?? []), ...(notices?.files ?? [])]);
  expect([...asked].filter((file) => !known.has(file))).toEqual([]);
});
