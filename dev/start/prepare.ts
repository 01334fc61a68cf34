/** Brings the local data and the dashboard up to date: migrations, seed, build. */
import { existsSync, globSync, statSync } from "node:fs";
import { join } from "node:path";
import { ADMIN_IS_NEW } from "../seed/published.ts";
import { runToEnd } from "./processes.ts";
import { ROOT, type LocalSettings } from "./settings.ts";

export type Seeded = { adminIsNew: boolean };

/** Makes the databases first, or brings them up to date. Where others can come in, an admin and nothing else. */
export async function seed({ dataDir, seedPassword, isPublic }: LocalSettings): Promise<Seeded> {
  const lines = await runToEnd("seed", ["dev/seed/main.ts"], {
    DATA_DIR: dataDir,
    SEED_PASSWORD: seedPassword,
    SEED_FOR: isPublic ? "the-world" : "this-machine",
  });
  return { adminIsNew: lines.includes(ADMIN_IS_NEW) };
}

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
