/** Brings the local data and the dashboard up to date: migrations, seed, build. */
import { existsSync, globSync, statSync } from "node:fs";
import { join } from "node:path";
import { runToEnd } from "./processes.ts";
import { ROOT, type LocalSettings } from "./settings.ts";

/** Makes the databases first, or brings them up to date. */
export const seed = ({ dataDir, seedPassword }: LocalSettings): Promise<void> =>
  runToEnd("seed", ["dev/seed/main.ts"], { DATA_DIR: dataDir, SEED_PASSWORD: seedPassword });

const BUILT = join(ROOT, "dist/web/index.html");

/** Builds the dashboard unless the build is newer than everything it is made of. */
export async function buildDashboard(): Promise<void> {
  const sources = [
    ...globSync(["web/**/*.{ts,tsx,css,html}", "web/public/*", "core/**/*.ts"], { cwd: ROOT }),
    "package-lock.json",
  ];
  const builtAt = existsSync(BUILT) ? statSync(BUILT).mtimeMs : 0;
  if (sources.every((path) => statSync(join(ROOT, path)).mtimeMs < builtAt)) return;
  await runToEnd(
    "dashboard build",
    [join(ROOT, "node_modules/vite/bin/vite.js"), "build", "--config", "web/vite.config.ts"],
    { NODE_ENV: "production" },
  );
}
