/** Before the scripts are there, and while a page's file is on its way: something is seen. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { he } from "../../web/src/i18n/he.ts";
import { DESK, fileBrowser, open, PHONE, signedIn } from "./support/browser.ts";
import { product, seeded } from "./support/world.ts";

const browser = fileBrowser();

/** Holds back what is asked for from now on; answers with what lets it go. */
async function heldBack(page: Page, what: RegExp): Promise<() => void> {
  const gate = Promise.withResolvers<void>();
  await page.route(what, async (route) => {
    await gate.promise;
    await route.continue();
  });
  return gate.resolve;
}

test.each([
  ["a phone", PHONE],
  ["a desk", DESK],
])("on %s the mark stands there before any script has come, and the door after them", async (_, viewport) => {
  const page = await open(browser, "about:blank", viewport);
  const release = await heldBack(page, /\/assets\/.*\.js$/);
  await page.goto("/sign-in", { waitUntil: "commit" });
  const mark = page.locator("#root img");
  await mark.waitFor();
  const box = await mark.boundingBox();
  expect(box && Math.abs(box.x + box.width / 2 - viewport.width / 2)).toBeLessThan(2);
  release();
  await page.getByRole("heading", { name: he.auth.title }).waitFor();
});

test("a page whose file is on its way has a bar, which goes when it is there", async () => {
  const page = await signedIn(browser, "/b/carmel/calls", seeded("manager@carmel.test"));
  await page.getByRole("heading", { name: he.calls.title, level: 1 }).waitFor();
  const release = await heldBack(page, /\/assets\/people-page.*\.js$/);
  await page.getByRole("link", { name: he.nav.people }).first().click();
  const bar = page.getByRole("progressbar", { name: he.common.loading });
  await bar.waitFor();
  release();
  await page.getByRole("heading", { name: he.people.title, level: 1 }).waitFor();
  await bar.waitFor({ state: "detached" });
});

test("installs as an app: a manifest whose pictures are there in the sizes it says", async () => {
  const page = await open(browser, "/sign-in");
  const address = await page.locator('link[rel="manifest"]').getAttribute("href");
  const response = await fetch(new URL(address ?? "", product.url));
  expect(response.headers.get("Content-Type")).toMatch(/^application\/(manifest\+)?json/);
  const manifest = (await response.json()) as { dir: string; icons: { src: string; sizes: string }[] };
  expect(manifest.dir).toBe("rtl");
  const touch = await page.locator('link[rel="apple-touch-icon"]').getAttribute("href");
  const pictures = [...manifest.icons, { src: touch ?? "", sizes: "180x180" }].filter(({ sizes }) => sizes !== "any");
  const sizes = await page.evaluate(
    (sources) =>
      Promise.all(
        sources.map(async (source) => {
          const picture = new Image();
          picture.src = source;
          await picture.decode();
          return `${picture.naturalWidth}x${picture.naturalHeight}`;
        }),
      ),
    pictures.map(({ src }) => src),
  );
  expect(sizes).toEqual(pictures.map(({ sizes: said }) => said));
});
