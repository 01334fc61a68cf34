/** `npm test`: every test. `npm test -- --project unit core/calls` passes its words on to vitest. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "./start/settings.ts";
import { ensureBrowser } from "./tests/browser.ts";

const folder = mkdtempSync(join(tmpdir(), "agentlocator-test-"));
const report = join(folder, "report.json");
try {
  const vitest = join(ROOT, "node_modules/vitest/vitest.mjs");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const { status } = spawnSync(process.execPath, [vitest, "run", ...reporters, ...process.argv.slice(2)], {
    cwd: ROOT,
    stdio: "inherit",
    env: { ...process.env, CHROMIUM_PATH: ensureBrowser() },
  });
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, "utf8")) as Record<string, number>;
  console.log(`\n${numPassedTests} passed, ${numFailedTests} failed`);
  process.exitCode = status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
