/** On a phone everything that is pressed is large enough for a thumb. Links within a sentence are as high as its lines. */
import { expect, test } from "vitest";
import { seedId } from "../../dev/seed/ids.ts";
import { fileBrowser, open, PHONE, signedIn, untilLoaded } from "./support/browser.ts";
import { seeded } from "./support/world.ts";

const browser = fileBrowser();

const BOSS = seeded("manager@carmel.test");
const ADMIN = seeded("admin@agentlocator.test");

/** Rounding of half pixels apart. What is hidden until the keyboard comes to it (the skip link) is nobody's to press. */
const TOO_LOW = `(() => {
  const LEAST_PX = 43.5;
  const inSentence = (element) =>
    element.matches("a") && element.closest("p, dd, li") && getComputedStyle(element).display === "inline" &&
    element.closest("p, dd, li").textContent.trim() !== element.textContent.trim();
  // A link that leads from its whole line is drawn over it.
  const stretched = (element) => {
    const { position, height, content } = getComputedStyle(element, "::after");
    return position === "absolute" && content !== "none" ? parseFloat(height) : 0;
  };
  return [...document.querySelectorAll("button, a[href], summary, [role=switch]")]
    .filter((element) => {
      const { width, height } = element.getBoundingClientRect();
      if (width <= 2 || height <= 2 || element.matches(".sr-only, [href='#main']")) return false;
      if (!element.checkVisibility({ visibilityProperty: true })) return false;
      return height < LEAST_PX && stretched(element) < LEAST_PX && !inSentence(element);
    })
    .map((element) => (element.getAttribute("aria-label") ?? element.textContent ?? "").trim() + ": " +
      Math.round(element.getBoundingClientRect().height) + " px");
})()`;

test.each([
  { address: "/sign-in", person: null },
  { address: "/forgot", person: null },
  { address: "/b/carmel/calls", person: BOSS },
  { address: `/b/carmel/calls/${seedId("call/carmel/michal-buys")}`, person: BOSS },
  { address: "/b/carmel/leads", person: BOSS },
  { address: `/b/carmel/leads/${seedId("lead/carmel/michal-shani")}`, person: BOSS },
  { address: "/b/carmel/settings", person: BOSS },
  { address: "/b/carmel/people", person: BOSS },
  { address: "/b/carmel/audit", person: BOSS },
  { address: "/account", person: BOSS },
  { address: "/admin/businesses", person: ADMIN },
  { address: `/admin/businesses/${seedId("business/carmel")}`, person: ADMIN },
  { address: "/admin/numbers", person: ADMIN },
])("on a phone, on $address", async ({ address, person }) => {
  const page = person ? await signedIn(browser, address, person, PHONE) : await open(browser, address, PHONE);
  await untilLoaded(page);
  expect(await page.evaluate<string[]>(TOO_LOW)).toEqual([]);
});
