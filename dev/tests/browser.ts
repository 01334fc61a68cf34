/**
 * A Chromium for the browser tests: one that is there already, else Playwright's own download, else Debian's package
 * when we may install it.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { ROOT } from "../start/settings.ts";

const KNOWN_PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

function found(): string | undefined {
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
  const there = found();
  if (there) return there;
  run(process.execPath, [join(ROOT, "node_modules/playwright-core/cli.js"), "install", "chromium"]);
  if (!found() && isRoot() && existsSync("/usr/bin/apt-get")) {
    run("apt-get", ["update"]);
    run("apt-get", ["install", "-y", "--no-install-recommends", "chromium", "fonts-noto-core"]);
  }
  const now = found();
  if (!now) throw new Error("No Chromium: install one, or name it in CHROMIUM_PATH.");
  return now;
}
