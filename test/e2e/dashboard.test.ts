/** The dashboard in a real browser, on the whole product. */
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { PROMPT_WARNING_CHARS } from "../../core/business/settings.ts";
import { seedId } from "../../dev/seed/ids.ts";
import { loadClip } from "../../dev/speech/clips.ts";
import type { ClipId } from "../../dev/speech/lines.ts";
import { carmelCalls } from "../../dev/seed/carmel/calls.ts";
import { formatPhone } from "../../web/src/format/phone.ts";
import { he } from "../../web/src/i18n/he.ts";
import { DESK, fillSignIn, fileBrowser, open, pathOf, PHONE, signedIn, untilLoaded } from "./support/browser.ts";
import { MANAGER, nextBusiness } from "./support/businesses.ts";
import { heardOut, manager, openai, ring, say, seeded } from "./support/world.ts";

const CARMEL = seeded("manager@carmel.test");
const CARMEL_PHONE = "+97235550101";
const CALLER = "+972527654321";
/** What is said on the telephone takes its time. */
const SPOKEN_WITHIN = { timeout: 30_000 };

const browser = fileBrowser();

const textOf = (clip: ClipId): string => loadClip(clip).text;

describe("signing in", () => {
  test("happens on a Hebrew page that reads from right to left", async () => {
    const page = await open(browser, "/");
    await page.getByRole("heading", { name: he.auth.title }).waitFor();
    expect(
      await page.evaluate(() => [document.documentElement.lang, getComputedStyle(document.body).direction]),
    ).toEqual(["he", "rtl"]);
  });

  test("says in Hebrew that the password is wrong, and leads back to the page that was asked for", async () => {
    const page = await open(browser, "/b/carmel/leads");
    await fillSignIn(page, CARMEL.email, "not-the-password");
    await page.getByRole("alert").filter({ hasText: he.errors.invalid_credentials }).waitFor();
    await fillSignIn(page, CARMEL.email, CARMEL.password);
    await page.getByRole("heading", { name: he.leads.title, level: 1 }).waitFor();
    expect(pathOf(page)).toBe("/b/carmel/leads");
  });

  test("lasts over a reload, until the person signs out", async () => {
    const page = await signedIn(browser, "/b/carmel/calls", CARMEL);
    await page.reload();
    await page.getByRole("heading", { name: he.calls.title, level: 1 }).waitFor();
    await page.getByRole("button", { name: he.nav.account }).click();
    await page.getByRole("menuitem", { name: he.nav.signOut }).click();
    await page.getByRole("heading", { name: he.auth.title }).waitFor();
    await page.goto("/b/carmel/calls");
    await page.getByRole("heading", { name: he.auth.title }).waitFor();
  });

  test("shows another business's address as a page that does not exist", async () => {
    const page = await signedIn(browser, "/b/bayit/calls", CARMEL);
    await page.getByRole("heading", { name: he.pages.notFoundTitle }).waitFor();
  });
});

describe("calls on record", () => {
  test("are listed with their callers and what came of them, and open with every word", async () => {
    const page = await signedIn(browser, "/b/carmel/calls", CARMEL);
    const [newest] = carmelCalls;
    await page.getByRole("link", { name: newest?.summary ?? "" }).click();
    const spoken =
      newest?.steps.flatMap((step) =>
        "caller" in step ? [step.caller] : "assistant" in step ? [step.assistant] : [],
      ) ?? [];
    const transcript = page.getByRole("log", { name: he.call.transcript });
    await transcript.getByText(spoken[0] ?? "").waitFor();
    const shown = await transcript.getByRole("listitem").allInnerTexts();
    expect(shown).toHaveLength(spoken.length);
    for (const [index, text] of spoken.entries()) expect(shown[index]).toContain(text);
  });

  test("say in Hebrew why a call failed and what to do", async () => {
    const business = nextBusiness("screen");
    await openai.fail(business, { kind: "refuse", status: 401 });
    const call = ring(business);
    await call.ended;
    const { id } = await manager.endedRecord(business.id, call.callSid);
    const page = await signedIn(browser, `/b/${business.slug}/calls`, MANAGER);
    const row = page.getByRole("link").filter({ hasText: formatPhone(business.caller) });
    await row.getByText(he.calls.callBack).waitFor();
    await row.click();
    await page.waitForURL(`**/b/${business.slug}/calls/${id}`);
    // Above everything else; the timeline says it again.
    await page.getByText(he.failures.openai_auth.short, { exact: true }).first().waitFor();
    await page.getByText(he.failures.openai_auth.todo).first().waitFor();
    await page.getByRole("link", { name: he.call.callBackNow }).waitFor();
  });
});

test("a call appears by itself, is written down as it is spoken, and leaves its lead behind", async () => {
  const page = await signedIn(browser, "/b/carmel/calls", CARMEL);
  await page.getByRole("link", { name: he.live.state.open }).waitFor();
  let reloads = 0;
  page.on("load", () => reloads++);

  const call = ring({ slug: "carmel", id: seedId("business/carmel"), phone: CARMEL_PHONE, caller: CALLER, model: "" });
  const live = page
    .getByRole("region", { name: he.calls.liveNow })
    .getByRole("link")
    .filter({ hasText: formatPhone(CALLER) });
  await live.click(SPOKEN_WITHIN);
  await page
    .getByRole("heading", { level: 1 })
    .filter({ hasText: formatPhone(CALLER) })
    .waitFor();
  await page.getByText(he.calls.liveBadge).first().waitFor();
  const transcript = page.getByRole("log", { name: he.call.transcript });

  await transcript.getByText(textOf("greeting-carmel")).waitFor(SPOKEN_WITHIN);
  await heardOut(call);
  for (const [caller, assistant] of [
    ["buyer-looking", "buyer-ask-budget"],
    ["buyer-budget", "buyer-ask-name"],
    ["buyer-name", "buyer-saved"],
  ] as const) {
    await say(call, caller);
    await transcript.getByText(textOf(caller)).waitFor(SPOKEN_WITHIN);
    await transcript.getByText(textOf(assistant)).waitFor(SPOKEN_WITHIN);
    expect(call.status).toBe("in-progress");
    await heardOut(call);
  }
  await page.getByRole("heading", { level: 1, name: "דנה לוי" }).waitFor();
  await page.getByRole("link", { name: he.call.toLead }).waitFor();

  await say(call, "buyer-thanks");
  await call.ended;
  await transcript.getByText(textOf("buyer-goodbye")).waitFor(SPOKEN_WITHIN);
  await page.getByText(he.calls.liveBadge).first().waitFor({ state: "detached" });
  await page.getByRole("heading", { name: he.call.summary }).waitFor();
  await page.getByText(he.calls.summaryPending).waitFor({ state: "detached", ...SPOKEN_WITHIN });
  expect(await transcript.getByRole("listitem").count()).toBe(9);
  await page.getByRole("link", { name: he.call.toLead }).click();
  await page.getByRole("heading", { level: 1, name: "דנה לוי" }).waitFor();
  expect(reloads).toBe(0);
});

describe("settings", () => {
  const saveButton = (page: Page) => page.getByRole("button", { name: he.settings.save, exact: true });

  test("of a prompt that is too long are taken with a warning, and are still there after a reload", async () => {
    const { slug } = nextBusiness("screen");
    const page = await signedIn(browser, `/b/${slug}/settings`, MANAGER);
    const warning = page.getByText(he.settings.promptTooLong(PROMPT_WARNING_CHARS.toLocaleString("he-IL")));
    const prompt = page.getByLabel(he.settings.prompt, { exact: true });
    await prompt.waitFor();
    expect(await warning.count()).toBe(0);
    const long = "אנחנו משרד תיווך. ".repeat(400).trim();
    await prompt.fill(long);
    await warning.waitFor();
    await saveButton(page).click();
    await page.getByText(he.settings.saved, { exact: true }).waitFor();
    await page.reload();
    await warning.waitFor();
    expect(await prompt.inputValue()).toBe(long);
  });

  test("are shown to managers only", async () => {
    const page = await signedIn(browser, "/b/carmel/settings", { ...CARMEL, email: "agent@carmel.test" });
    await page.getByRole("heading", { name: he.settings.managersOnlyTitle }).waitFor();
  });
});

describe.each([
  ["a phone", PHONE],
  ["a desk", DESK],
])("on %s", (_where, viewport) => {
  test("nothing reaches beyond the screen's edge", async () => {
    const expectToFit = async (page: Page) => {
      await untilLoaded(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), pathOf(page)).toBeLessThanOrEqual(
        viewport.width,
      );
    };
    await expectToFit(await open(browser, "/sign-in", viewport));
    const page = await signedIn(browser, "/b/carmel/calls", CARMEL, viewport);
    for (const address of [
      "calls",
      "calls?filter=call-back",
      `calls/${seedId("call/carmel/michal-buys")}`,
      "leads",
      `leads/${seedId("lead/carmel/michal-shani")}`,
      "settings",
    ]) {
      await page.goto(`/b/carmel/${address}`);
      await expectToFit(page);
    }
  });
});
