/** The network is cut, or the server is away, under a page that is open. */
import { describe, expect, test } from "vitest";
import { he } from "../../web/src/i18n/he.ts";
import { DESK, fileBrowser, PHONE, signedIn, untilFetchedAhead } from "./support/browser.ts";
import { nextBusiness } from "./support/businesses.ts";
import { newColleague } from "./support/colleagues.ts";

const browser = fileBrowser({ fetchesAhead: true });

describe.each([
  ["a phone", PHONE],
  ["a desk", DESK],
])("on %s", (_, view) => {
  test("a save without a network says so and keeps what was typed; it goes when the network is back", async () => {
    const person = await newColleague(nextBusiness("network"));
    const page = await signedIn(browser, "/account", person, view);
    const name = page.getByLabel(he.account.name, { exact: true });
    await name.fill("נועה לוי");
    await page.context().setOffline(true);
    await page.getByRole("button", { name: he.account.saveName }).click();
    await page.getByText(he.errors.offline).waitFor();
    expect(await name.inputValue()).toBe("נועה לוי");
    await page.context().setOffline(false);
    await page.getByRole("button", { name: he.account.saveName }).click();
    await page.getByText(he.account.nameSaved).waitFor();
  });

  test("the live line shows at once that the network is gone, and that it is back", async () => {
    const office = nextBusiness("network");
    const page = await signedIn(browser, `/b/${office.slug}/calls`, await newColleague(office), view);
    await page.getByRole("link", { name: he.live.state.open }).waitFor();
    await page.context().setOffline(true);
    await page.getByText(he.live.state.offline, { exact: true }).filter({ visible: true }).waitFor();
    await page.context().setOffline(false);
    await page.getByRole("link", { name: he.live.state.open }).waitFor();
  });
});

test.each([
  ["the network is cut", he.pages.offlineTitle, true],
  ["the server is away", he.pages.awayTitle, false],
])(
  "a page that was not loaded yet is asked for while %s: it says so, and comes by itself",
  async (_, title, offline) => {
    const office = nextBusiness("network");
    const page = await signedIn(browser, `/b/${office.slug}/calls`, await newColleague(office));
    await page.getByRole("link", { name: he.live.state.open }).waitFor();
    await untilFetchedAhead(page);
    const cut = async () => {
      if (offline) return page.context().setOffline(true);
      await page.route(
        () => true,
        async (route) => route.abort("connectionrefused"),
      );
    };
    await cut();
    await page.getByRole("button", { name: he.nav.account }).click();
    await page.getByRole("menuitem", { name: he.shell.account }).click();
    await page.getByRole("heading", { level: 1, name: title }).waitFor();
    expect(await page.getByText(he.pages.staleTitle).count()).toBe(0);
    await (offline ? page.context().setOffline(false) : page.unrouteAll());
    await page.getByLabel(he.account.name, { exact: true }).waitFor();
  },
);
