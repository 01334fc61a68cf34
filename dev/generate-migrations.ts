/**
 * `npm run db:generate -- --name WHAT`: writes the migrations that bring the databases to their schemas, and their
 * fingerprints. A migration that was completed by hand, with a trigger for one, needs it once more.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { KINDS } from "./db-check/kinds.ts";
import { writeFingerprints } from "./db-check/landed.ts";
import { ROOT } from "./start/settings.ts";

for (const { folder } of KINDS) {
  const args = [join(ROOT, "node_modules/drizzle-kit/bin.cjs"), "generate", "--config", `${folder}.config.ts`];
  const { status } = spawnSync(process.execPath, [...args, ...process.argv.slice(2)], { cwd: ROOT, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
  writeFingerprints(folder);
}
