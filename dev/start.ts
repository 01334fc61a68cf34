/** `npm start`: the whole product on this machine, with one Hebrew demo call. `-- --no-call` leaves the call out. */
import { appendFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { LocalRun } from "./start/run.ts";
import { readSettings } from "./start/settings.ts";

const withCall = !process.argv.includes("--no-call");
const settings = readSettings();
const logFile = join(settings.dataDir, "run.log");
writeFileSync(logFile, "");

const run = new LocalRun(settings, {
  reload: process.argv.includes("--reload"),
  say: (line) => console.log(line),
  log: (line) => appendFileSync(logFile, `${line}\n`),
});

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
  console.log(
    `\n  Dashboard   ${settings.url}\n  Sign in     manager@carmel.test / ${settings.seedPassword}\n  API         ${settings.url}/api/docs\n  Log         ${logFile}\n`,
  );
  if (withCall) {
    const { showDemoCall } = await import("./start/demo-call.ts");
    await showDemoCall(settings).catch((error: unknown) => console.error("The demo call failed:", error));
  }
  console.log("\nCtrl-C stops everything.");
}
