/** `npm start`: the whole product on this machine, with one Hebrew demo call. `-- --no-call` leaves the call out. */
import { appendFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { LocalRun } from "./start/run.ts";
import { readSettings, type LocalSettings } from "./start/settings.ts";

const withCall = !process.argv.includes("--no-call");
/** What is wrong with the configuration is said in a line, without where in the code it was noticed. */
function settingsOrEnd(): LocalSettings {
  try {
    return readSettings();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return process.exit(1);
  }
}

const settings = settingsOrEnd();
const logFile = join(settings.dataDir, "run.log");
writeFileSync(logFile, "");

const run = new LocalRun(settings, {
  reload: process.argv.includes("--reload"),
  say: (line) => console.log(line),
  log: (line) => appendFileSync(logFile, `${line}\n`),
});

/** Where others can come in, a password is shown once: when it is new. */
function signIn(): string {
  if (!settings.isPublic) return `manager@carmel.test / ${settings.seedPassword}`;
  return `admin@agentlocator.test ${run.adminIsNew ? `/ ${settings.seedPassword}   (shown this once)` : "(with the password that was shown the first time)"}`;
}

let stopping: Promise<void> | null = null;
const stop = (code: number): void => {
  stopping ??= run.stop().then(() => process.exit(code));
};
// A terminal sends Ctrl-C to all of us, and npm's parent may send it again: once is enough.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stop(0));

try {
  await run.start();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.error(`The whole log: ${logFile}`);
  stop(1);
}

if (!stopping) {
  // Where others can come in, the dashboard is served under that address alone: a sign-in from another is refused.
  const url = settings.isPublic ? settings.worker["PUBLIC_URL"] : settings.url;
  console.log(
    `\n  Dashboard   ${url}\n  Sign in     ${signIn()}\n  API         ${url}/api/docs\n  Log         ${logFile}\n`,
  );
  if (withCall && !settings.isPublic) {
    const { showDemoCall } = await import("./start/demo-call.ts");
    await showDemoCall(settings).catch((error: unknown) => console.error("The demo call failed:", error));
  }
  console.log("\nCtrl-C stops everything.");
}
