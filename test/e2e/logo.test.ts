/** The logo of a business, from a file on somebody's disk to the frame of every page. */
import { mkdtemp, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { logoSchema, LOGO_MAX_BYTES } from "../../core/business/logo.ts";
import { he } from "../../web/src/i18n/he.ts";
import { paths } from "../../web/src/paths.ts";
import { aPng, aPngOfBytes, jpeg, png } from "../support/pictures.ts";
import type { ApiSession } from "./support/api-session.ts";
import { fileBrowser, PHONE, signedIn, untilLoaded } from "./support/browser.ts";
import { found, signInAsAdmin, type Founded } from "./support/founding.ts";
import { product } from "./support/world.ts";

const t = he.logo;

const browser = fileBrowser();
let admin: ApiSession;
let count = 0;

beforeAll(async () => {
  admin = await signInAsAdmin(product);
});

/** A business of its own for each test, on the second database as often as on the first. */
async function anOffice(): Promise<Founded> {
  const number = ++count;
  return found(product, admin, {
    slug: `logo-${number}`,
    name: `משרד התמונה ${number}`,
    tenantDb: `TENANT_${number % 2}`,
    phone: `+97235552${300 + number}`,
    caller: "+972541002300",
    greeting: "שלום.",
  });
}

async function settings(office: Founded, viewport?: { width: number; height: number }): Promise<Page> {
  const page = await signedIn(browser, paths.settings(office.slug, "office"), office.person, viewport);
  await page.getByRole("heading", { name: t.title, level: 2 }).waitFor();
  return page;
}

const file = (name: string, bytes: Uint8Array) => ({ name, mimeType: "", buffer: Buffer.from(bytes) });
const choose = (page: Page, name: string, bytes: Uint8Array) =>
  page.locator("input[type=file]").setInputFiles(file(name, bytes));
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

/** Widths of the logos that are in sight; 0 for one that could not be loaded. */
const pictures = (page: Page): Promise<number[]> =>
  page
    .locator('img[src*="/logo?"]')
    .filter({ visible: true })
    .evaluateAll((images) => images.map((image) => (image as unknown as { naturalWidth: number }).naturalWidth));

const versionOf = async ({ api, id }: Founded): Promise<unknown> => {
  const { memberships } = (await api.get("/api/auth/me")) as {
    memberships: { businessId: string; logoVersion: unknown }[];
  };
  return memberships.find(({ businessId }) => businessId === id)?.logoVersion;
};

describe("the logo", () => {
  test("is chosen with the keyboard, looked at, saved, and from then on stands beside the name, until it is removed", async () => {
    const office = await anOffice();
    const page = await settings(office);
    const problems: string[] = [];
    page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
    // Before the question after it: by then the browser gives file choosers to us.
    const opened = page.waitForEvent("filechooser");
    await page.getByText(t.none).waitFor();

    await button(page, t.choose).focus();
    await page.keyboard.press("Enter");
    const chooser = await opened;
    expect(chooser.isMultiple()).toBe(false);
    await chooser.setFiles(file("לוגו חדש.png", png));
    await page.getByRole("status").filter({ hasText: "לוגו חדש.png" }).waitFor();
    expect(await pictures(page)).toEqual([]);
    expect(await versionOf(office)).toBeNull();

    await button(page, t.save).press("Enter");
    await page.getByText(t.saved, { exact: true }).waitFor();
    await page.getByText(t.current).waitFor();
    await expect.poll(() => pictures(page)).toEqual([40, 40, 40]);
    expect(await button(page, t.replace).evaluate((element) => element === document.activeElement)).toBe(true);

    await page.reload();
    await expect.poll(() => pictures(page)).toEqual([40, 40, 40]);
    await page.goto(paths.leads(office.slug));
    await expect.poll(() => pictures(page)).toEqual([40]);

    await page.goto(paths.settings(office.slug, "office"));
    await choose(page, "second.jpg", aPng(64, 64));
    await button(page, t.save).click();
    await expect.poll(() => pictures(page)).toEqual([64, 64, 64]);

    await button(page, t.remove).click();
    await page.getByRole("alertdialog").getByRole("button", { name: t.remove }).click();
    await page.getByText(t.none).waitFor();
    expect(await pictures(page)).toEqual([]);
    await expect
      .poll(() => button(page, t.choose).evaluate((element) => element === document.activeElement))
      .toBe(true);
    expect(await versionOf(office)).toBeNull();
    expect(problems).toEqual([]);
  });

  test.each([
    ["an SVG called PNG", "logo.png", new TextEncoder().encode("<svg/>"), t.problems.not_a_picture],
    ["one that is too large to be shrunk", "logo.png", aPng(8193, 16), t.problems.too_heavy],
    ["one that is too small", "logo.png", aPng(8, 8), t.problems.too_few_pixels],
    ["half of one", "logo.jpg", jpeg.slice(0, 200), t.problems.damaged],
    ["one that no browser can make a picture of", "logo.png", broken(), t.problems.damaged],
  ])("is refused before it is sent: %s", async (_, name, bytes, problem) => {
    const office = await anOffice();
    const page = await settings(office);
    let sent = 0;
    page.on("request", (each) => each.method() === "PUT" && sent++);
    await choose(page, name, bytes);
    await page.getByRole("alert").filter({ hasText: problem }).waitFor();
    expect(await button(page, t.save).count()).toBe(0);
    expect(await button(page, t.choose).getAttribute("aria-describedby")).toContain(
      await page.getByRole("alert").getAttribute("id"),
    );
    await choose(page, "logo.png", png);
    await page.getByRole("alert").waitFor({ state: "hidden" });
    expect(sent).toBe(0);
  });

  test("is dropped where it belongs, shrunk, and stays transparent; beside it a file does nothing", async () => {
    const office = await anOffice();
    const page = await settings(office);
    /** Half of it red, half nothing; far too large. */
    const large = await page.evaluate(() => {
      const canvas = Object.assign(document.createElement("canvas"), { width: 3000, height: 1500 });
      const context = canvas.getContext("2d");
      if (context) context.fillStyle = "red";
      context?.fillRect(0, 0, 1500, 1500);
      return canvas.toDataURL().replace("data:image/png;base64,", "");
    });
    const path = join(await mkdtemp(join(tmpdir(), "logo-")), "large.png");
    await writeFile(path, Buffer.from(large, "base64"));
    const devtools = await page.context().newCDPSession(page);
    const COPY = 1;
    const drop = async (on: Locator) => {
      const box = await on.boundingBox();
      const at = { x: (box?.x ?? 0) + 5, y: (box?.y ?? 0) + 5 };
      const data = { items: [], files: [path], dragOperationsMask: COPY };
      for (const type of ["dragEnter", "dragOver", "drop"] as const)
        await devtools.send("Input.dispatchDragEvent", { type, ...at, data });
    };
    const heading = page.getByRole("heading", { level: 1 });
    await drop(heading);
    expect(await heading.count()).toBe(1);
    expect(await button(page, t.save).count()).toBe(0);

    await drop(page.getByText(t.drop));
    await page.getByText(t.shrunk("\u2068large.png\u2069")).waitFor();
    // As any other form.
    await page.keyboard.press("Control+KeyS");
    await expect.poll(() => pictures(page)).toEqual([512, 512, 512]);
    const [red, nothing] = await page.evaluate(async (address) => {
      const bitmap = await createImageBitmap(await (await fetch(address)).blob());
      const canvas = Object.assign(document.createElement("canvas"), { width: bitmap.width, height: bitmap.height });
      const context = canvas.getContext("2d");
      context?.drawImage(bitmap, 0, 0);
      return [100, 400].map((x) => [...(context?.getImageData(x, 128, 1, 1).data ?? [])]);
    }, `/api/businesses/${office.id}/logo`);
    expect(red).toEqual([255, 0, 0, 255]);
    expect(nothing?.[3]).toBe(0);
  });

  test("that was chosen and not saved is not left without a question", async () => {
    const page = await settings(await anOffice());
    await choose(page, "logo.png", png);
    await button(page, t.save).waitFor();
    await page.getByRole("link", { name: he.nav.leads, exact: true }).first().click();
    await button(page, he.settings.stay).click();
    await button(page, t.save).waitFor();
    await page.getByRole("link", { name: he.nav.leads, exact: true }).first().click();
    await button(page, he.settings.leave).click();
    await page.getByRole("heading", { name: he.leads.title, level: 1 }).waitFor();
  });

  test("that could not be sent is still there to be sent again", async () => {
    const office = await anOffice();
    const page = await settings(office, PHONE);
    await choose(page, "logo.png", png);
    await page.route("**/logo", (route) => route.abort());
    await button(page, t.save).click();
    await page
      .getByRole("alert")
      .filter({ hasText: t.saveFailed(he.errors.network) })
      .waitFor();
    await page.unroute("**/logo");
    await button(page, t.save).click();
    await page.getByText(t.saved, { exact: true }).waitFor();
    await untilLoaded(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
  });

  test("stays as it was when the line breaks in the middle of an upload", async () => {
    const office = await anOffice();
    const path = `/api/businesses/${office.id}/logo`;
    const first = await office.api.ask("PUT", path, png, "image/png");
    const { logoVersion } = logoSchema.parse(await first.json());

    const larger = aPngOfBytes(LOGO_MAX_BYTES);
    const headers = { ...office.api.headers, "Content-Type": "image/png", "Content-Length": larger.byteLength };
    await new Promise<void>((resolve) => {
      const upload = request(`${product.url}${path}`, { method: "PUT", headers });
      upload.on("close", resolve).on("error", () => {});
      upload.write(larger.subarray(0, 100_000), () => upload.destroy());
    });

    expect(await versionOf(office)).toBe(logoVersion);
    const shown = await office.api.ask("GET", path);
    expect(new Uint8Array(await shown.arrayBuffer())).toEqual(png);
  });
});

/** Its head and its end are right, and what is between them is not. */
function broken(): Uint8Array {
  const bytes = png.slice();
  bytes.fill(0xaa, 45, bytes.length - 40);
  return bytes;
}
