/** The page's policy (web/public/_headers, worker/middleware/security-headers.ts) holds, and nothing runs against it. */
import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fillSignIn, launchBrowser, untilLoaded } from "./support/browser.ts";
import { product, seeded } from "./support/world.ts";

const CARMEL = seeded("manager@carmel.test");

declare global {
  interface Window {
    noteViolation(violation: string): Promise<void>;
  }
}

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser?.close());

/** A browser that remembers what the policy forbade. */
async function watching(): Promise<{ context: BrowserContext; violations: string[] }> {
  const context = await browser.newContext({ baseURL: product.url, locale: "he-IL" });
  const violations: string[] = [];
  await context.exposeBinding("noteViolation", (_, violation: string) => void violations.push(violation));
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sourceFile }) => {
      void window.noteViolation(`${location.pathname}: ${violatedDirective} ${blockedURI} in ${sourceFile}`);
    });
  });
  return { context, violations };
}

describe("nothing that a page needs is against its policy", () => {
  test("on the dashboard: sign-in, a list, a form", async () => {
    const { context, violations } = await watching();
    const page = await context.newPage();
    await page.goto("/b/carmel/leads");
    await fillSignIn(page, CARMEL.email, CARMEL.password);
    await page.waitForURL((url) => url.pathname === "/b/carmel/leads");
    await untilLoaded(page);
    for (const path of ["/b/carmel/settings", "/b/carmel/people"]) {
      await page.goto(path);
      await untilLoaded(page);
    }
    // Every component of the design system; one of them shows for ever that something loads.
    await page.goto("/design");
    await page.getByRole("heading", { level: 1 }).first().waitFor();
    expect(violations).toEqual([]);
    await context.close();
  });

  test("on the page of the API's description, where a request can be tried", async () => {
    const { context, violations } = await watching();
    const page = await context.newPage();
    // It draws what is in sight; this address leads to the operation, opened.
    await page.goto("/api/docs#/auth/getApiAuthMe");
    await page.getByRole("button", { name: "Try it out" }).click();
    await page.getByRole("button", { name: "Execute" }).click();
    await page.getByText("sign in first").first().waitFor();
    expect(violations).toEqual([]);
    await context.close();
  });
});

test("the build's files are kept for ever, the page is asked for anew, and a file that is not there is not the page", async () => {
  const page = await (await fetch(`${product.url}/b/carmel/calls`)).text();
  const script = /src="(\/assets\/[^"]+\.js)"/.exec(page)?.[1] ?? "no script";
  const answers = [script, "/b/carmel/calls", "/", "/assets/gone-C0ffee42.js", "/favicon.ico"].map(async (path) => {
    const { status, headers } = await fetch(`${product.url}${path}`);
    return [status, headers.get("Cache-Control"), headers.get("Content-Type")?.split(";")[0]];
  });
  expect(await Promise.all(answers)).toEqual([
    [200, "public, max-age=31536000, immutable", "text/javascript"],
    [200, "public, max-age=0, must-revalidate", "text/html"],
    [200, "public, max-age=0, must-revalidate", "text/html"],
    [404, "no-store", "application/json"],
    [404, "no-store", "application/json"],
  ]);
});

test("a page in which somebody has managed to write a script does not run it", async () => {
  const { context, violations } = await watching();
  const page = await context.newPage();
  await page.goto("/sign-in");
  await untilLoaded(page);
  await page.evaluate(() => {
    document.body.insertAdjacentHTML("beforeend", `<img src="data:," onerror="document.title = 'taken over'">`);
    const script = document.createElement("script");
    script.textContent = "document.title = 'taken over'";
    document.body.append(script);
  });
  await expect.poll(() => violations.length).toBeGreaterThanOrEqual(2);
  expect(await page.title()).not.toBe("taken over");
  await context.close();
});

test("a page of another site cannot show the dashboard in a frame", async () => {
  const { context } = await watching();
  const page = await context.newPage();
  const [dashboard, without] = [`${product.url}/sign-in`, `${product.url}/without-a-policy`];
  const html = (body: string) => ({ contentType: "text/html", body });
  await page.route("http://evil.test/", (route) =>
    route.fulfill(html(`<iframe src="${dashboard}"></iframe><iframe src="${without}"></iframe>`)),
  );
  await page.route(without, (route) => route.fulfill(html("<p>shown</p>")));
  await page.goto("http://evil.test/");
  const shown = () => page.frames().map((frame) => frame.url());
  await expect.poll(shown).toEqual(["http://evil.test/", expect.stringMatching(/^chrome-error:/), without]);
  await context.close();
});

test.each(["//evil.test", "//evil.test/index.html", "/\\evil.test/index.html", "/%2F%2Fevil.test/", "/index.html"])(
  "%s leads nowhere but to own paths",
  async (path) => {
    const response = await fetch(`${product.url}${path}`, { redirect: "manual" });
    const location = response.headers.get("Location");
    expect(new URL(location ?? "/", product.url).origin).toBe(new URL(product.url).origin);
  },
);
