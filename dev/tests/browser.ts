/**
 * A Chromium for the browser tests: one that is there already, else Playwright's own download, else Debian's package
 * when we may install it. The headless shell is preferred: without a browser's own windows, which nobody sees, the same
 * tests take two thirds of the time.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { ROOT } from "../start/settings.ts";

const KNOWN_PLACES = [
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** Undefined: none is there. */
export function findBrowser(): string | undefined {
  const candidates = [process.env["CHROMIUM_PATH"], ...KNOWN_PLACES, chromium.executablePath()];
  return candidates.find((path) => path !== undefined && path !== "" && existsSync(path));
}

function run(command: string, args: string[]): void {
  console.log(`$ ${command} ${args.join(" ")}`);
  spawnSync(command, args, { stdio: "inherit", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } });
}

const isRoot = (): boolean => process.getuid?.() === 0;

/** The path of a Chromium; throws when none can be had. */
export function ensureBrowser(): string {
  const there = findBrowser();
  if (there) return there;
  run(process.execPath, [join(ROOT, "node_modules/playwright-core/cli.js"), "install", "chromium"]);
  if (!findBrowser() && isRoot() && existsSync("/usr/bin/apt-get")) {
    run("apt-get", ["update"]);
    // An older Debian has the whole browser alone.
    for (const name of ["chromium-headless-shell", "chromium"])
      if (!findBrowser()) run("apt-get", ["install", "-y", "--no-install-recommends", name, "fonts-noto-core"]);
  }
  const now = findBrowser();
  if (!now) throw new Error("No Chromium: install one, or name it in CHROMIUM_PATH.");
  return now;
}
