/** What playwright-core turns off in Chromium is in our list too, which takes the place of its own. */
import { chromium } from "playwright-core";
import { expect, test } from "vitest";
import { DISABLED_FEATURES } from "../e2e/support/browser-features.ts";

test("every feature that playwright-core turns off is turned off by our list", async () => {
  // Node is no browser: it ends at once, and the error holds the whole command.
  const launched = chromium.launch({ executablePath: process.execPath });
  const { message } = await launched.then(
    () => expect.unreachable("Node was taken for a browser"),
    (error: Error) => error,
  );
  const [, list = ""] = /--disable-features=(\S+)/.exec(message) ?? [];
  expect(list.split(",")).toContain("PaintHolding");
  expect(DISABLED_FEATURES).toEqual(expect.arrayContaining(list.split(",")));
});
